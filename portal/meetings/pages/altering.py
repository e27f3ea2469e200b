"""A meeting that was called: its agenda, its time, who stands in; and that it is not held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from portal.hall import queries as hall
from portal.kit import clock
from portal.kit.errors import Refused
from portal.meetings import forms, queries, rules
from portal.meetings.actions import altering, calling, changing, standing_in
from portal.meetings.models import AgendaItem, Meeting
from portal.venues import queries as venues
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

T = TypeVar("T", bound=BaseModel)
CHANGED = F_("改好了，新的公告发给大家了。")
CANCELLED = F_("会取消了，告诉大家了。")
WITHDRAWN = F_("撤下了，告诉大家了。")
STANDS_IN = F_("记好了。")
TAKEN_OVER = F_("您接手主持了，召集人知道了。")


async def agenda(request: Request, meeting: Meeting) -> Response:
    return await _agenda(request, meeting, Form[forms.AddItem]())


async def _agenda(request: Request, meeting: Meeting, form: Form[forms.AddItem], status: int = 200) -> Response:
    state, known = await queries.room_of(meeting), rules.form_named(meeting.form)
    return await render(
        request,
        "meetings/agenda.html",
        status=status,
        meeting=meeting,
        state=state,
        form=form,
        offered=[rules.rule_of(code) for code in known.rules] if known else [],
        days={each.item.id: _possible(each, meeting) for each in state.items if each.motion},
        matters=(await hall.may_go_on_an_agenda(meeting.path))[:60],
        people=await standing_in.who_can_stand_in(meeting),
        tab="meetings",
    )


def _possible(each: queries.Item, meeting: Meeting) -> Any:
    assert each.motion is not None
    return rules.first_possible(each.motion.rule_code, each.item.noticed_at or meeting.called_at)


async def add_to_agenda(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.AddItem)
    said = form.data
    if said is None or not await _done(form, lambda: altering.add_to_agenda(request.user, meeting.id, said)):
        return await _agenda(request, meeting, form, 422)
    return redirect(request, "meetings.agenda", meeting_id=meeting.id, say=CHANGED)


async def _done(form: Form[T], deed: Callable[[], Awaitable[object]], otherwise: str = "") -> bool:
    """Whether it was done; a rule that was broken is told beside its field."""
    try:
        await deed()
    except Refused as refusal:
        form.refuse(str(refusal.details.get("field", otherwise)) or calling.field_of(refusal), refusal)
        return False
    return True


async def wording_form(request: Request, item: AgendaItem) -> Response:
    return await _wording(request, item, Form[forms.ChangeWording]())


async def _wording(request: Request, item: AgendaItem, form: Form[forms.ChangeWording], status: int = 200) -> Response:
    known = rules.form_named(item.meeting.form)
    state = await queries.room_of(item.meeting)
    return await render(
        request,
        "meetings/wording.html",
        status=status,
        item=item,
        evening=item.meeting.starts_at <= clock.now(),
        motion=next((each.motion for each in state.items if each.item.id == item.id), None),
        form=form,
        offered=[rules.rule_of(code) for code in known.rules] if known else [],
        tab="meetings",
    )


async def change_wording(request: Request, item: AgendaItem) -> Response:
    form = await filled(request, forms.ChangeWording)
    said = form.data
    if said is None or not await _done(form, lambda: altering.change_wording(request.user, item.id, said), "wording"):
        return await _wording(request, item, form, 422)
    return redirect(request, "meetings.agenda", meeting_id=item.meeting_id, say=CHANGED)


async def withdraw_item(request: Request, item: AgendaItem) -> Response:
    form = await filled(request, forms.SayWhyNot)
    said = form.data
    if said is None or not await _done(form, lambda: altering.withdraw_item(request.user, item.id, said), "why"):
        return await _wording(request, item, Form(typed=form.typed, errors=form.errors), 422)
    return redirect(request, "meetings.agenda", meeting_id=item.meeting_id, say=WITHDRAWN)


async def change_form(request: Request, meeting: Meeting) -> Response:
    typed = {
        "place": meeting.place, "starts_at": _local(meeting.starts_at), "closes_at": _local(meeting.ends_at),
    }  # fmt: skip
    return await _change(request, meeting, Form[forms.ChangeMeeting](typed=typed))


def _local(moment: Any) -> str:
    return f"{clock.in_city(moment):%Y-%m-%dT%H:%M}"


async def _change(request: Request, meeting: Meeting, form: Form[Any], status: int = 200) -> Response:
    return await render(
        request, "meetings/change.html", status=status, meeting=meeting, form=form, tab="meetings",
        rooms=await venues.venues_to_book(meeting.path), held=await venues.venue_held(meeting.booking_id),
    )  # fmt: skip


async def change_meeting(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.ChangeMeeting)
    said = form.data
    if said is None or not await _done(form, lambda: changing.change_meeting(request.user, meeting.id, said)):
        return await _change(request, meeting, form, 422)
    return redirect(request, "meetings.meeting", meeting_id=meeting.id, say=CHANGED)


async def cancel_form(request: Request, meeting: Meeting) -> Response:
    return await _cancel(request, meeting, Form[forms.SayWhyNot]())


async def _cancel(request: Request, meeting: Meeting, form: Form[forms.SayWhyNot], status: int = 200) -> Response:
    return await render(request, "meetings/cancel.html", status=status, meeting=meeting, form=form, tab="meetings")


async def cancel_meeting(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.SayWhyNot)
    said = form.data
    if said is None or not await _done(form, lambda: changing.cancel_meeting(request.user, meeting.id, said), "why"):
        return await _cancel(request, meeting, form, 422)
    return redirect(request, "meetings.meeting", meeting_id=meeting.id, say=CANCELLED)


async def name_stand_in(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.NameStandIn)
    person = form.data.person if form.data else None
    await standing_in.name_stand_in(request.user, meeting.id, person)
    return redirect(request, "meetings.agenda", meeting_id=meeting.id, say=STANDS_IN)


async def take_over(request: Request, meeting: Meeting) -> Response:
    await standing_in.take_over(request.user, meeting.id)
    return redirect(request, "meetings.console", meeting_id=meeting.id, say=TAKEN_OVER)
