"""The list of meetings, and one meeting."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries as accounts
from portal.hall import queries as hall
from portal.kit import clock
from portal.meetings import queries, rules
from portal.meetings.models import Meeting
from portal.meetings.queries import coming as asked
from portal.meetings.queries import deliveries, reach
from portal.meetings.rules.coming import COMES
from portal.policy import Act, permits
from portal.web.input import asked_number
from portal.web.templates import render


async def meetings(request: Request) -> Response:
    actor = request.user
    paths = [*actor.lives_at, *actor.owns_at, *(held.path for held in actor.roles)]
    everywhere = bool(request.query_params.get("all")) or not paths
    listed = await queries.meetings_listed([] if everywhere else paths, asked_number(request, "before"))
    return await render(
        request,
        "meetings/meetings.html",
        listed=listed,
        everywhere=everywhere,
        polls=await queries.polls_open_for(actor),
        tab="meetings",
    )


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
        form=rules.form_named(meeting.form),
        **await _coming(request, meeting),
        doors=(doors := await deliveries.doors_for(request.user, meeting.id)),
        reach=await reach.reach_of(meeting.id) if permits(request.user, Act.DELIVER_NOTICE, doors) else None,
        times=await queries.times_behind(request.user, meeting),
        deputy=await accounts.shown_name_of(meeting.deputy_id) if meeting.deputy_id else "",
        tab="meetings",
    )


async def _coming(request: Request, meeting: Meeting) -> dict[str, Any]:
    """Before it starts: the answer of who may give one, how many come, and whether they are enough."""
    ahead = meeting.cancelled_at is None and clock.now() < meeting.starts_at
    asks = ahead and permits(request.user, Act.SAY_COMING, meeting)
    runs = ahead and permits(request.user, Act.RUN_MEETING, meeting)
    return {
        "comes": COMES,
        "asks_runner": runs,
        "answer": await asked.own_coming(request.user, meeting.id) if asks else None,
        "said": await asked.count_coming(meeting.id) if ahead else 0,
        "forecasts": await asked.forecasts_of(meeting) if asks or runs else [],
    }
