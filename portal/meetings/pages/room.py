"""The room as a resident is in it: arriving, and what goes on."""

from typing import Any

from limits import RateLimitItem, parse
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from portal.kit import clock
from portal.kit.errors import Missing, Refused
from portal.meetings import forms, queries
from portal.meetings.actions import door
from portal.meetings.models import Meeting
from portal.meetings.queries import evening
from portal.meetings.queries.door import meeting_at_door
from portal.meetings.queries.hands import counting_of
from portal.meetings.queries.rehearsal import practice_in
from portal.meetings.rules import Stage
from portal.meetings.rules.door import TriedDoorTooOften, WrongDoorCode
from portal.meetings.rules.rehearsal import QUESTION
from portal.meetings.rules.speaking import HELP
from portal.web import limits
from portal.web.input import Form, asked, filled
from portal.web.templates import F_, fragment, redirect, render

HERE = F_("签到好了。")
WRONG_CODES = parse("5/minute")  # of one person
WRONG_CODES_OF_HALL = parse("60/minute")  # of those behind one address who are not signed in


async def room(request: Request, meeting: Meeting) -> Response:
    return await render(request, "meetings/room.html", **await _room(request, meeting), tab="meetings")


async def _room(request: Request, meeting: Meeting) -> dict[str, Any]:
    state = await queries.room_of(meeting)
    return {
        "state": state,
        "mine": await queries.rights_of(request.user, [state.current.id]) if state.current else [],
        "counting": await counting_of(request.user, state.current.id)
        if state.current and state.current.stage == Stage.HANDS
        else None,
        "arrived": await queries.has_arrived(request.user, meeting.id),
        "speakers": await evening.speakers_of(meeting.id, request.user),
        "practice": await practice_in(request.user, meeting.id),
        "question": QUESTION,
        "help": HELP,
        "own_help": await evening.own_help(request.user, meeting),
        "now": clock.now(),
    }


async def room_part(request: Request, meeting: Meeting) -> Response:
    """The part of the room that changes: what an open page fetches when the shape of the room has."""
    return Response(fragment(request, "meetings/_room.html", **await _room(request, meeting)), media_type="text/html")


async def state(request: Request, meeting: Meeting | queries.Followed) -> Response:
    """The same tick that the socket carries, for who must ask. Unchanged, it is not sent again."""
    tick = await queries.tick_of(meeting.id)
    mark = 'W/"' + "-".join(str(tick.get(name)) for name in ("v", "d", "h", "r", "m", "o", "c", "a", "e")) + '"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"etag": mark})
    return JSONResponse(tick, headers={"etag": mark})


async def arrive(request: Request, meeting: Meeting) -> Response:
    form, status = await filled(request, forms.Arrive), 422
    if form.data is not None:
        try:
            await _arrive(request, meeting, form.data.code)
        except Refused as refusal:
            form.refuse("code", refusal)
            status = refusal.status
        else:
            return redirect(request, "meetings.room", meeting_id=meeting.id, say=HERE)
    state = await _room(request, meeting)
    return await render(request, "meetings/arrive.html", status=status, form=form, **state, tab="meetings")


async def _arrive(request: Request, meeting: Meeting, code: str) -> None:
    """Wrong codes are counted, right ones not. Raises TriedDoorTooOften, and what the action raises."""
    who = _guesser(request)
    if limits.is_spent(*who):
        raise TriedDoorTooOften()
    try:
        await door.arrive(request.user, meeting.id, code)
    except WrongDoorCode:
        limits.count(*who)
        raise


def _guesser(request: Request) -> tuple[RateLimitItem, str, str]:
    if request.user.is_authenticated:
        return WRONG_CODES, "door", str(request.user.id)
    return WRONG_CODES_OF_HALL, "doors", request.client.host if request.client else "-"


async def arrive_form(request: Request, meeting: Meeting) -> Response:
    code = asked(request, "code", 10)
    form = Form[forms.Arrive](typed={"code": code})
    return await render(request, "meetings/arrive.html", form=form, **await _room(request, meeting), tab="meetings")


async def enter_by_code(request: Request) -> Response:
    """Four digits from the door or the screen lead to the meeting that shows them now. Wrong ones are counted as at the
    door itself, or all ten thousand could be tried here. Raises TriedDoorTooOften, Missing."""
    code, who = asked(request, "code", 10), _guesser(request)
    if limits.is_spent(*who):
        raise TriedDoorTooOften()
    try:
        meeting = await meeting_at_door(request.user, code)
    except Missing:
        limits.count(*who)
        raise
    return RedirectResponse(f"/meetings/{meeting.id}/arrive?code={code}", 303)
