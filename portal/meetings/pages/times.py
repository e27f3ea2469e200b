"""什么时候合适: a few times, one tap each, only numbers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.kit import clock
from portal.kit.errors import Refused
from portal.meetings import forms, queries
from portal.meetings.actions import times as acting
from portal.meetings.models import TimeOption, TimePoll
from portal.meetings.rules import NotConvenedHere
from portal.meetings.rules.times import MOST, SUITS
from portal.places import queries as places
from portal.policy import CONVENERS
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, redirect_to, render

ASKED = F_("问出去了，邻居点一点就好。")
TAPPED = F_("记下了，定下之前可以改。")


async def ask_form(request: Request) -> Response:
    return await _ask(request, Form[forms.AskForTimes]())


async def _ask(request: Request, form: Form[forms.AskForTimes], status: int = 200) -> Response:
    areas = await places.named(await queries.areas_convened_by(request.user, CONVENERS))
    return await render(
        request, "meetings/ask_times.html", status=status, form=form, areas=areas, most=MOST, tab="meetings"
    )


async def ask_for_times(request: Request) -> Response:
    form = await filled(request, forms.AskForTimes)
    if form.data is None:
        return await _ask(request, form, 422)
    try:
        poll_id = await acting.ask_for_times(request.user, form.data)
    except Refused as refusal:
        where = "area_id" if isinstance(refusal, NotConvenedHere) else str(refusal.details.get("field", "t1"))
        return await _ask(request, form.refuse(where, refusal), 422)
    return redirect(request, "meetings.times", poll_id=poll_id, say=ASKED)


async def times(request: Request, poll: TimePoll) -> Response:
    found = await queries.times_of(request.user, poll)
    place = await places.full_name(poll.path)
    return await render(request, "meetings/times.html", found=found, place=place, suits=SUITS, tab="meetings")


async def tap_time(request: Request, option: TimeOption) -> Response:
    form = await filled(request, forms.SaySuits)
    if form.data is not None:
        await acting.tap_time(request.user, option.id, form.data.answer)
        return redirect(request, "meetings.times", poll_id=option.poll_id, say=TAPPED)
    return await times(request, option.poll)


async def choose_time(request: Request, poll: TimePoll) -> Response:
    """The time that was taken is written into the form that calls the meeting."""
    form = await filled(request, forms.ChooseTime)
    if form.data is None:
        return await times(request, poll)
    await acting.choose_time(request.user, poll.id, form.data.option)
    option = await queries.option_for(request.user, form.data.option)
    starts = clock.in_city(option.starts_at)
    return redirect_to(f"/meetings/call?area_id={poll.area_id}&starts_at={starts:%Y-%m-%dT%H:%M}")
