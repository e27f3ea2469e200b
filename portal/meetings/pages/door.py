"""At the door: the code that turns, the list to tick, and the sheet of paper before and after."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.pdf import pdf
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.meetings import forms, queries
from portal.meetings.actions import door as acting
from portal.meetings.actions.calling import in_city
from portal.meetings.models import Meeting
from portal.meetings.queries import door as asked_door
from portal.meetings.queries.coming import main_electorate
from portal.meetings.rules.door import Way
from portal.places import queries as places
from portal.web.formats import date_of, time
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, fragment, redirect, render

TICKED = F_("记上了。")
UNTICKED = F_("划掉了，理由留着。")
SPARE_LINES = 10  # for who stands on no roll


async def door_code(request: Request, meeting: Meeting) -> Response:
    """签到码: what those who are here scan or type."""
    return await render(request, "meetings/door_code.html", **await _code(meeting))


async def door_code_part(request: Request, meeting: Meeting) -> Response:
    return Response(fragment(request, "meetings/_door_code.html", **await _code(meeting)), media_type="text/html")


async def _code(meeting: Meeting) -> dict[str, Any]:
    state = await queries.room_of(meeting)
    return {"state": state, "code": asked_door.door_code(meeting.id), "now": clock.now()}


async def door(request: Request, meeting: Meeting) -> Response:
    return await _door(request, meeting, Way.TICK)


async def signed_form(request: Request, meeting: Meeting) -> Response:
    return await _door(request, meeting, Way.PAPER)


async def _door(
    request: Request, meeting: Meeting, way: Way, form: Form[Any] | None = None, refused: str = "", status: int = 200
) -> Response:
    """The list, with what was typed; `refused` says what was wrong with it."""
    typed = form.typed if form else {"door": asked(request, "door", 40)}
    said = typed.get("door", "")[:40].strip()
    found = await asked_door.door_list(meeting, said, asked_number(request, "after") or 0)
    listed = "meetings.signed_form" if way == Way.PAPER else "meetings.door"
    return await render(
        request,
        "meetings/door.html",
        status=status,
        meeting=meeting,
        way=way,
        list=found,
        present=await asked_door.rights_present(meeting.id),
        said=said,
        members=any(row.entry.key.startswith("person:") for row in found.rows),
        here_form=request.url_for(listed, meeting_id=meeting.id).path,
        occurred_at=typed.get("occurred_at") or f"{clock.in_city(meeting.starts_at):%Y-%m-%dT%H:%M}",
        refused=refused,
        chosen=typed.get("entry", ""),
        why=typed.get("why", ""),
        tab="meetings",
    )


async def tick(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.TickDoor)
    if form.data is None:
        return await _again(request, meeting, Way.TICK, form)
    try:
        await acting.tick(request.user, meeting.id, form.data.entry)
    except Refused as refusal:
        return await _door(request, meeting, Way.TICK, form, str(refusal), refusal.status)
    return redirect(request, "meetings.door", meeting_id=meeting.id, say=TICKED)


async def untick(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.UntickDoor)
    if form.data is None:
        return await _again(request, meeting, Way.TICK, form)
    try:
        await acting.untick(request.user, meeting.id, form.data.entry, form.data.why)
    except Refused as refusal:
        return await _door(request, meeting, Way.TICK, form, str(refusal), refusal.status)
    return redirect(request, "meetings.door", meeting_id=meeting.id, say=UNTICKED)


async def enter_signed(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.EnterSigned)
    if form.data is None:
        return await _again(request, meeting, Way.PAPER, form)
    occurred_at = in_city(form.data.occurred_at)
    try:
        await acting.enter_signed(request.user, meeting.id, form.data.entry, occurred_at)
    except Refused as refusal:
        return await _door(request, meeting, Way.PAPER, form, str(refusal), refusal.status)
    return redirect(request, "meetings.signed_form", meeting_id=meeting.id, say=TICKED)


async def _again(request: Request, meeting: Meeting, way: Way, form: Form[Any]) -> Response:
    return await _door(request, meeting, way, form, next(iter(form.errors.values()), ""), 422)


async def sheet(request: Request, meeting: Meeting) -> Response:
    """The list to sign on, for the door: A4, a line for every right, and some for guests."""
    starts, place = meeting.starts_at, await places.full_name(meeting.path)
    when = f"{date_of(clock.in_city(starts).date())} {time(starts)}"
    paper = await pdf(
        "attendance",
        {
            "title": meeting.title, "head": _("签到表"), "when": when, "place": meeting.place, "area": place,
            "doors": [entry.label for entry in await main_electorate(meeting)], "spare": SPARE_LINES,
            "labels": {"door": _("门牌"), "name": _("签名"), "time": _("几点到")},
            "foot": _("会后由工作人员录进百言堂；签到不等于投票。"),
        },
    )  # fmt: skip
    headers = {"content-disposition": f'inline; filename="attendance-{meeting.id}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)
