"""What a day at the community's desk is made of: one tile per kind of work, each from its room's own queries.

Another room's work joins the desk by one line in TILES.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from portal.accounts import queries as accounts
from portal.accounts.rules import ROLES, STAYS, Stay
from portal.hall.queries import lifecycle
from portal.hall.queries import media as voices
from portal.hall.queries import moderation as looks
from portal.hall.rules import CATEGORIES
from portal.kit import clock
from portal.kit.words import N_, _
from portal.ledger import queries as ledger
from portal.meetings import queries as meetings
from portal.places import queries as places
from portal.policy import STAFF, Actor, Role
from portal.reporting import queries as reporting
from portal.venues import queries as venues
from portal.venues.rules.opening import MIDNIGHT, moment_of
from portal.web.formats import ago, date_of, day, time

ROWS = 4  # lines that a panel shows; the page behind it has the rest


@dataclass(frozen=True)
class Reach:
    """For whom the desk is made, and the paths of the areas where they are staff: nothing else is asked for."""

    actor: Actor
    paths: tuple[str, ...]


def reach_of(actor: Actor) -> Reach:
    held = sorted({held.path for held in actor.roles if held.role in STAFF})
    topmost = tuple(path for path in held if not any(path != other and path.startswith(other) for other in held))
    return Reach(actor, topmost)


@dataclass(frozen=True)
class Line:
    """A row: what it is, where it leads, and what stands beside it. `gone` is the share of a deadline, in percent."""

    title: str
    href: str
    beside: tuple[str, ...] = ()
    hot: bool = False
    gone: int | None = None


@dataclass(frozen=True)
class Tile:
    """`panel`: wide, narrow, or empty for a figure in the strip. `figure` is shown there instead of the count.

    A panel that is `hot` stands in the strip too, there under the name `urgent`.
    """

    key: str
    name: str
    icon: str
    count: int
    href: str
    note: str = ""
    figure: str = ""
    hot: bool = False
    urgent: str = ""
    panel: str = ""
    heads: tuple[str, ...] = ()
    caption: str = ""
    nothing: str = ""
    lines: tuple[Line, ...] = ()


def _left(due: datetime) -> str:
    """4 小时, 3 天, or by how much it is late."""
    seconds = int((due - clock.now()).total_seconds())
    if seconds < 0:
        return (
            _("超 %(n)s 天", n=-seconds // 86400)
            if seconds <= -86400
            else _("超 %(n)s 小时", n=max(1, -seconds // 3600))
        )
    return _("%(n)s 天", n=seconds // 86400) if seconds >= 86400 else _("%(n)s 小时", n=seconds // 3600)


async def answers_due(reach: Reach) -> Tile:
    count, due = await lifecycle.waiting_below(reach.paths, ROWS)
    lines = tuple(
        Line(each.matter.title, f"/hall/{each.matter.number}", (_left(each.matter.due_at),), each.gone >= 90, each.gone) for each in due
    )  # fmt: skip
    return Tile(
        "answers", N_("等社区办的"), "messages", count, "/hall/triage", panel="narrow", caption=N_("按工作日算，超期自己亮出来"),
        nothing=N_("都在期限里办好了。"), lines=lines, hot=any(line.hot for line in lines),
    )  # fmt: skip


async def residents_waiting(reach: Reach) -> Tile:
    waiting = await accounts.residences_waiting(reach.actor, reach.paths, limit=ROWS)
    first = waiting.found[0].request if waiting.found else None
    note = f"{first.home.label} · {_(STAYS[Stay(first.kind)])}" if first else _("没有人等。")
    return Tile("residents", N_("等您确认住户"), "key", waiting.count, "/desk/residents", note=note)


async def meetings_today(reach: Reach) -> Tile:
    today = clock.today()
    found = await meetings.meetings_between(reach.paths, moment_of(today, 0), moment_of(today, MIDNIGHT))
    first = found[0] if found else None
    return Tile(
        "meetings", N_("今天开会"), "calendar-event", len(found), f"/meetings/{first.id}" if first else "/meetings",
        note=first.title if first else _("今天没有会。"), figure=time(first.starts_at) if first else "",
    )  # fmt: skip


async def bookings_to_confirm(reach: Reach) -> Tile:
    waiting = await venues.bookings_waiting(reach.paths, limit=ROWS)
    first = waiting.found[0] if waiting.found else None
    note = f"{day(first.starts_at)} {time(first.starts_at)} {first.venue.name}" if first else _("没有人等。")
    return Tile("bookings", N_("等您定的预约"), "calendar-plus", waiting.count, "/desk/bookings", note=note)


async def reporting_to_decide(reach: Reach) -> Tile:
    """Numbers alone: who has reported in is read where it is confirmed, and nowhere else."""
    waiting = await reporting.to_decide(reach.paths)
    told = [
        sentence % {"n": n}
        for n, sentence in (
            (waiting.reports + waiting.units, _("%(n)s 个报到")), (waiting.needs, _("%(n)s 件请求")), (waiting.claims, _("%(n)s 人认领")),
        )
        if n
    ]  # fmt: skip
    return Tile(
        "reporting",
        N_("双报到要处理"),
        "flag",
        waiting.all,
        "/reporting/desk",
        note=" · ".join(told) or _("没有人等。"),
    )


async def words_to_look_at(reach: Reach) -> Tile:
    """What is held, reported or appealed: how many, and how many of them are late. No word of it stands here."""
    queue = await looks.queue(reach.actor, reach.paths, limit=ROWS)
    note = _("%(n)s 条过期了", n=queue.late) if queue.late else "" if queue.count else _("都看完了。")
    return Tile("words", N_("等您看的话"), "eye", queue.count, "/hall/moderation", note=note, hot=bool(queue.late))


async def services_waiting(reach: Reach) -> Tile:
    count, found = await reporting.unconfirmed(reach.paths, ROWS)
    lines = tuple(
        Line(
            each.claim.need.title, f"/claims/{each.claim.id}",
            (each.claim.need.area.name, ago(each.claim.done_at or clock.now()), _("打电话问问") if each.silent else _("等本人点一下")),
            each.silent,
        )
        for each in found
    )  # fmt: skip
    return Tile(
        "services", N_("服务确认"), "heart", count, "/reporting/desk", panel="wide", caption=N_("只有服务对象能确认，社区不能代替"),
        heads=(N_("做了什么"), N_("在哪里"), N_("什么时候"), N_("怎么确认")), nothing=N_("都确认了。"), lines=lines,
    )  # fmt: skip


async def promises_open(reach: Reach) -> Tile:
    sheet = await ledger.sheet_below(reach.paths, limit=ROWS)
    today = clock.today()
    lines = tuple(
        Line(
            promise.what, f"/matters/{promise.matter_number}",
            (_(CATEGORIES.get(matter.category, "")) if matter else "", promise.owner, _due(promise.due_on, today)), promise.due_on < today,
        )
        for promise, matter in sheet.rows
    )  # fmt: skip
    return Tile(
        "ledger", N_("台账"), "clipboard-check", sheet.open, "/desk/ledger", panel="wide", nothing=N_("没有没办完的。"), lines=lines,
        heads=(N_("答应的事"), N_("哪一类"), N_("谁负责"), N_("期限")), hot=bool(sheet.late), urgent=N_("超期没办完"), figure=str(sheet.late or ""),
        note=_("超期 %(n)s 件", n=sheet.late) if sheet.late else "",
    )  # fmt: skip


def _due(due_on: date, today: date) -> str:
    late = (today - due_on).days
    return _("超 %(n)s 天", n=late) if late > 0 else date_of(due_on)


async def corrections_to_answer(reach: Reach) -> Tile:
    waiting = await venues.corrections_waiting(reach.paths, limit=ROWS)
    stale, _items = await venues.stale_items(reach.paths, 1)
    lines = tuple(
        Line(each.item.title if each.item else each.venue.name if each.venue else "", f"/corrections/{each.id}", (ago(each.sent_at),))
        for each in waiting.found
    )  # fmt: skip
    return Tile(
        "corrections", N_("邻居说哪里不对"), "pencil", waiting.count, "/guide/corrections", panel="narrow", lines=lines,
        nothing=N_("都答复了。"), note=_("%(n)s 条半年没核对", n=stale) if stale else "",
    )  # fmt: skip


Provider = Callable[[Reach], Awaitable[Tile]]


async def offices_ending(reach: Reach) -> Tile:
    """Whom this actor could appoint anew, of those whose period ends within 30 days."""
    found = await accounts.offices_below(reach.actor, soon=True)
    first = found.offices[0] if found.offices else None
    note = f"{_(ROLES[Role(first.office.role)])} · {first.place}" if first else _("近 30 天没有。")
    return Tile("offices", N_("任期快到的"), "users", len(found.offices), "/offices?soon=1", note=note)


async def imports_open(reach: Reach) -> Tile:
    found = await places.imports_open(reach.paths)
    first = found[0] if found else None
    note = first.area.name if first else _("没有在导的。")
    href = f"/estates/{first.area_id}/register/imports/{first.id}" if first else "/registers"
    return Tile("registers", N_("正在导入的名册"), "file-text", len(found), href, note=note)


async def voices_to_hear(reach: Reach) -> Tile:
    count = await voices.count_of_waiting(reach.paths)
    note = _("听过再发布。") if count else _("都听过了。")
    return Tile("voices", N_("等您听的语音"), "microphone", count, "/hall/voices", note=note)


TILES: list[Provider] = [
    residents_waiting,
    meetings_today,
    bookings_to_confirm,
    reporting_to_decide,
    services_waiting,
    words_to_look_at,
    answers_due,
    promises_open,
    corrections_to_answer,
    offices_ending,
    imports_open,
    voices_to_hear,
]


async def tiles_for(reach: Reach) -> list[Tile]:
    return [await provide(reach) for provide in TILES]


__all__ = ["ROWS", "TILES", "Line", "Reach", "Tile", "reach_of", "tiles_for"]
