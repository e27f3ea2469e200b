"""The list of meetings, one meeting, and calling one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from portal.hall import queries as hall
from portal.hall.queries import opinions
from portal.kit.errors import Missing, Refused
from portal.kit.shapes import number_in
from portal.meetings import forms, queries, rules
from portal.meetings.actions import calling
from portal.meetings.models import Meeting
from portal.places import queries as places
from portal.policy import CONVENERS
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

if TYPE_CHECKING:
    from portal.hall.models import Statement

CALLED = F_("会议通知发出去了。")


async def meetings(request: Request) -> Response:
    actor = request.user
    paths = [*actor.lives_at, *actor.owns_at, *(held.path for held in actor.roles)]
    everywhere = bool(request.query_params.get("all")) or not paths
    listed = await queries.meetings_listed([] if everywhere else paths, asked_number(request, "before"))
    return await render(request, "meetings/meetings.html", listed=listed, everywhere=everywhere, tab="meetings")


async def meeting(request: Request, meeting: Meeting) -> Response:
    state = await queries.room_of(meeting)
    numbers = [item.item.matter_number for item in state.items if item.item.matter_number]
    return await render(
        request,
        "meetings/meeting.html",
        state=state,
        matters=await hall.matters_numbered(numbers),
        mine=await queries.rights_of(request.user, [i.motion.id for i in state.items if i.motion]),
        arrived=await queries.has_arrived(request.user, meeting.id),
        tab="meetings",
    )


async def call_form(request: Request) -> Response:
    typed = {name: asked(request, name, 30) for name in ("matter", "statement")}
    return await _call(request, Form[forms.CallMeeting](typed=typed))


async def _call(request: Request, form: Form[forms.CallMeeting], status: int = 200) -> Response:
    areas = await queries.areas_convened_by(request.user, CONVENERS)
    matters = {matter.number: matter for area in areas[:1] for matter in await hall.may_go_on_an_agenda(area.path)}
    return await render(
        request,
        "meetings/call.html",
        status=status,
        form=form,
        areas=[(area.id, await places.full_name(area.path)) for area in areas],
        kinds=rules.forms_for([held.role for held in request.user.roles]),
        offered=rules.OFFERED,
        matters=list(matters.values()),
        statement=await _statement(request, form.typed.get("statement", "")),
        tab="meetings",
    )


async def _statement(request: Request, number: str) -> Statement | None:
    """What neighbours answered, where the meeting is to be about that."""
    try:
        return await opinions.statement_for(request.user, number_in(number) or 0)
    except Missing:
        return None


async def call_meeting(request: Request) -> Response:
    form = await filled(request, forms.CallMeeting)
    if form.data is not None:
        try:
            meeting_id = await calling.call_meeting(request.user, form.data)
        except Refused as refusal:
            form.refuse(calling.FIELDS.get(type(refusal), "title"), refusal)
        else:
            return redirect(request, "meetings.meeting", meeting_id=meeting_id, say=CALLED)
    return await _call(request, form, 422)
