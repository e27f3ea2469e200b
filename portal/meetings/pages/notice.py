"""The notice of a meeting: on a page, on paper, and in a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.accounts import queries as accounts
from portal.documents.calendar import Occasion
from portal.documents.calendar import calendar as as_calendar
from portal.documents.pdf import pdf, qr
from portal.kit import clock
from portal.kit.words import N_, _
from portal.meetings import queries, rules
from portal.meetings.models import Meeting
from portal.meetings.queries import PostedEdition
from portal.meetings.queries.reach import reach_of
from portal.meetings.rules import Basis
from portal.meetings.rules.announcing import Edition
from portal.meetings.rules.silence import WARNING
from portal.web import formats
from portal.web.templates import absolute, render

WHO = {
    Basis.OWNERS: N_("业主投票：一位业主一票，面积也要够"),
    Basis.HOUSEHOLDS: N_("住户投票：一户一票"),
    Basis.MEMBERS: N_("名册上的委员、代表投票：一人一票"),
    Basis.ADULTS: N_("登记居住的成年人投票：一人一票"),
}
STAMP_NAMES = {
    "straw_poll": N_("摸底"), "deliberative": N_("议事决定"), "residents": N_("居民会议决定"), "owners": N_("业主共同决定"),
}  # fmt: skip
EXTENDED = N_("人数不够，表决按公告延长一次。投过的不用再投。")


async def notice(request: Request, found: PostedEdition) -> Response:
    """The edition in force."""
    return await notice_edition(request, found)


async def notice_edition(request: Request, found: PostedEdition) -> Response:
    """One edition, to read and to print from the browser, with all others beside it."""
    return await render(
        request,
        "meetings/notice.html",
        found=found,
        sheet=await _sheet(request, found),
        editions=await queries.editions_of(found.meeting.id),
        reach=await reach_of(found.meeting.id),
        tab="meetings",
    )


async def notice_pdf(request: Request, found: PostedEdition) -> Response:
    """The edition in force on one sheet or more of A4. A sign that the font has not is told, and nothing is left out."""
    paper = await pdf("notice", await _sheet(request, found))
    headers = {"content-disposition": f'inline; filename="notice-{found.meeting.id}-{found.edition}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


async def _sheet(request: Request, found: PostedEdition) -> dict[str, Any]:
    """What page and paper show alike: plain words and a picture."""
    said, meeting = found.said, found.meeting
    form = rules.form_named(str(said["form"]))
    starts, closes = datetime.fromisoformat(said["starts_at"]), datetime.fromisoformat(said["closes_at"])
    address = absolute(request, f"/meetings/{meeting.id}")
    return {
        "title": said["title"], "area": said["area"], "form": _(form.name) if form else "",
        "head": _("会议取消公告") if said["cancelled"] else _("会议公告"),
        "edition": _("第 %(n)s 版 · %(day)s发出", n=found.edition, day=_day(found.posted_at)),
        "why": _(EXTENDED) if found.kind == Edition.EXTENDED else found.why, "when": f"{_day(starts)} {starts:%H:%M}", "until": f"{_day(closes)} {closes:%H:%M}",
        "place": said["place"], "convener": await accounts.shown_name_of(meeting.convener_id),
        "items": [_item(item) for item in said["items"]],
        "qr": qr(address), "address": address, "scan": _("扫一扫，看议程、去会场"),
        "paper": _("没有手机，找楼栋长要纸质票"),
        "foot": _("要问：%(phone)s", phone=settings.current().complaints_phone),
        "hash": found.hash,
        "labels": {"when": _("几点开"), "until": _("几点截止"), "place": _("在哪里"), "convener": _("谁召集"), "hash": _("公告校验码")},
    }  # fmt: skip


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """Plain words for one item; without a motion it is only talked of."""
    plain = {
        "topic": item["topic"],
        "matter": item.get("matter", ""),
        "wording": "",
        "lines": [_("只商量不表决")],
        "stamp": "",
    }
    if "wording" not in item:
        return plain
    rule = rules.rule_of(item["rule"])
    kind = STAMP_NAMES[item["kind"]]
    stamp = _(kind) + (_("（%(what)s）", what=_("意向")) if item["indicative"] else "")
    noticed, possible = datetime.fromisoformat(item["noticed_at"]), date.fromisoformat(item["possible"])
    if rule.notice_days:
        days = _(
            "公告 %(days)s 天：%(since)s发出，最早 %(day)s 表决",
            days=rule.notice_days,
            since=_day(noticed),
            day=_day(possible),
        )
    else:
        days = _("不用等公告天数，会上就可以投")
    later = [_extension(item)] if item.get("extends_to") else []
    silent = [_(WARNING, article=item["silent"])] if item.get("silent") else []
    options = [f"{n}. {option}" for n, option in enumerate(item.get("options", ()), 1)]
    return plain | {
        "wording": item["wording"], "stamp": stamp, "lines": [*options, _(WHO[rule.basis]), _(rule.name), days, *later, *silent],
    }  # fmt: skip


def _extension(item: dict[str, Any]) -> str:
    """The one later close: that it may come, or that it came."""
    later = datetime.fromisoformat(item["extends_to"])
    said = {"day": _day(later), "time": f"{later:%H:%M}"}
    if item["extended"]:
        return _("按公告延长过一次，截止到 %(day)s %(time)s。", **said)
    return _("人数不够可以延长一次，最多到 %(day)s %(time)s", **said)


def _day(day: datetime | date) -> str:
    """With its weekday, as a notice says it: 11月23日（周一）."""
    that = clock.in_city(day).date() if isinstance(day, datetime) else day
    return f"{formats.date_of(that)}（{_(formats.WEEKDAYS[that.weekday()])}）"


async def meeting_calendar(request: Request, meeting: Meeting) -> Response:
    """For a phone's calendar: moved, it moves there too; cancelled, it goes."""
    occasion = Occasion(
        uid=f"meeting-{meeting.id}@portal", title=meeting.title, place=meeting.place, starts_at=meeting.starts_at,
        ends_at=meeting.ends_at, link=absolute(request, f"/meetings/{meeting.id}"), version=meeting.edition,
        cancelled=meeting.cancelled_at is not None,
    )  # fmt: skip
    headers = {"content-disposition": f'attachment; filename="meeting-{meeting.id}.ics"'}
    return Response(as_calendar(occasion, clock.now()), media_type="text/calendar", headers=headers)
