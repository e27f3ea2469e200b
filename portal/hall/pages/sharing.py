"""How a matter reaches those who are not here: a poster for the lift, and feeds. Public, and the same for everybody."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.documents.feed import Entry, Feed, atom, tag
from portal.documents.pdf import pdf, qr
from portal.hall.models import Matter, Passage
from portal.hall.queries import feeds as queries
from portal.hall.rules.lifecycle import Stage, State
from portal.hall.rules.standing import STANDS, WAITS_FOR
from portal.kit import clock
from portal.kit.words import N_, _
from portal.places import queries as places
from portal.web import formats
from portal.web.input import asked
from portal.web.templates import absolute

STAGES = {
    Stage.RAISE: N_("提议"), Stage.DISCUSS: N_("商量"), Stage.DECIDE: N_("表决"), Stage.DO: N_("办理"),
    Stage.REVIEW: N_("评价"),
}  # fmt: skip
ONE_MINUTE = 240  # characters of the text that a sheet has room for
SUMMARY = 160
MAY_KEEP = "public, max-age=300"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # when an empty feed was last changed


async def poster(request: Request, matter: Matter) -> Response:
    """One sheet for the lift. A sign that the font has not is told, and nothing is left out."""
    paper = await pdf("matter", await _poster(request, matter))
    headers = {"content-disposition": f'inline; filename="poster-{matter.number}.pdf"', "cache-control": MAY_KEEP}
    return Response(paper, media_type="application/pdf", headers=headers)


async def _poster(request: Request, matter: Matter) -> dict[str, object]:
    address = absolute(request, f"/hall/{matter.number}")
    return {
        "title": matter.title,
        "place": await places.full_name(matter.area.path),
        "number": matter.number,
        "stages": [{"name": _(name), "now": stage == matter.stage} for stage, name in STAGES.items()],
        "stands": _(STANDS[State(matter.state)]),
        "body": _shortened(matter.body, ONE_MINUTE),
        "dates": _dates(matter),
        "qr": qr(address),
        "scan": _("扫一扫，说一句"),
        "scan_hint": _("先看不用登录"),
        "address": address,
        "steps": [
            {"verb": _("看一分钟"), "hint": _("什么事、要知道什么、别人怎么说")},
            {"verb": _("说支持、反对还是建议"), "hint": _("按一下就算，写不写都行")},
            {"verb": _("没有手机"), "hint": _("找楼栋长，或者打社区电话，替您记一句")},
        ],
        "foot": _("要问：%(phone)s", phone=settings.current().complaints_phone),
    }


def _dates(matter: Matter) -> list[dict[str, str]]:
    dates = [{"name": _("哪天提的"), "day": formats.date_of(clock.in_city(matter.raised_at).date())}]
    if matter.due_at and matter.due_for in WAITS_FOR and matter.state != State.SUSPENDED:
        due = clock.in_city(matter.due_at)
        dates.append({"name": _(WAITS_FOR[matter.due_for]), "day": f"{formats.date_of(due.date())} {due:%H:%M}"})
    return dates


def _shortened(text: str, most: int) -> str:
    """On one line: a sheet and a summary have no room for paragraphs."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


async def feed(request: Request) -> Response:
    """What changed lately, everywhere, or in one area or hall."""
    area, hall = asked(request, "area", 9), asked(request, "hall", 9)
    name, matters = await queries.changed_lately(area, hall)
    narrowed = f"?area={area}" if area else f"?hall={hall}" if hall else ""
    host = request.url.netloc
    return _answered(request, Feed(
        uid=tag(host, f"hall{narrowed}"), title=f"{_('百言堂')} {name}".strip(), own=absolute(request, f"/hall/feed.atom{narrowed}"),
        link=absolute(request, "/hall"), updated=max((m.changed_at for m in matters), default=LONG_AGO),
        entries=[_entry(request, host, matter) for matter in matters],
    ))  # fmt: skip


def _entry(request: Request, host: str, matter: Matter) -> Entry:
    return Entry(
        uid=tag(host, f"matter/{matter.number}"), title=f"{matter.title}：{_(STANDS[State(matter.state)])}",
        link=absolute(request, f"/hall/{matter.number}"), updated=matter.changed_at, published=matter.raised_at,
        summary=_shortened(matter.body, SUMMARY),
    )  # fmt: skip


async def matter_feed(request: Request, matter: Matter) -> Response:
    """The steps of one matter."""
    host, page = request.url.netloc, absolute(request, f"/hall/{matter.number}")
    return _answered(request, Feed(
        uid=tag(host, f"steps/{matter.number}"), title=matter.title, own=f"{page}/feed.atom", link=page,
        updated=matter.changed_at, entries=_steps(host, page, matter, await queries.steps_of(matter)),
    ))  # fmt: skip


def _steps(host: str, page: str, matter: Matter, passages: Sequence[Passage]) -> list[Entry]:
    steps = [
        Entry(
            tag(host, f"step/{each.id}"), f"{matter.title}：{_(STANDS[State(each.to_state)])}", page, each.at, each.at
        )
        for each in passages
    ]
    raised = Entry(
        tag(host, f"matter/{matter.number}"), f"{matter.title}：{_('新提的')}", page, matter.raised_at, matter.raised_at,
        _shortened(matter.body, SUMMARY),
    )  # fmt: skip
    return [*steps, raised]


def _answered(request: Request, told: Feed) -> Response:
    """The feed, or that the reader has it already."""
    said = atom(told)
    headers = {"etag": f'"{hashlib.sha256(said).hexdigest()[:20]}"', "cache-control": MAY_KEEP}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(said, media_type="application/atom+xml", headers=headers)
