"""The room as a resident is in it: arriving, voting, and what came of it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from portal.kit import clock
from portal.kit.errors import Malformed, Refused
from portal.meetings import forms, queries, rules
from portal.meetings.actions import ballots, running
from portal.meetings.models import Meeting, Motion
from portal.meetings.queries import MotionFor, evening
from portal.meetings.rules.speaking import HELP
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, fragment, redirect, render

HERE = F_("签到好了。")
CAST = F_("这一票已计入。")


async def room(request: Request, meeting: Meeting) -> Response:
    return await render(request, "meetings/room.html", **await _room(request, meeting), tab="meetings")


async def _room(request: Request, meeting: Meeting) -> dict[str, Any]:
    state = await queries.room_of(meeting)
    return {
        "state": state,
        "mine": await queries.rights_of(request.user, [state.current.id]) if state.current else [],
        "arrived": await queries.has_arrived(request.user, meeting.id),
        "speakers": await evening.speakers_of(meeting.id, request.user),
        "help": HELP,
        "own_help": await evening.own_help(request.user, meeting),
        "now": clock.now(),
    }


async def room_part(request: Request, meeting: Meeting) -> Response:
    """The part of the room that changes: what an open page fetches when the shape of the room has."""
    return Response(fragment(request, "meetings/_room.html", **await _room(request, meeting)), media_type="text/html")


async def state(request: Request, meeting: Meeting) -> Response:
    """The same tick that the socket carries, for who must ask. Unchanged, it is not sent again."""
    tick = await queries.tick_of(meeting.id)
    mark = 'W/"' + "-".join(str(tick.get(name)) for name in ("v", "d", "h", "m", "o", "c", "a", "e")) + '"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"etag": mark})
    return JSONResponse(tick, headers={"etag": mark})


async def ballot(request: Request, found: MotionFor) -> Response:
    """The ballot as a plain form: first the choice, then what will be seen by whom, then the vote."""
    chosen = request.query_params.get("choice", "")
    right = request.query_params.get("right", "")
    own = next((own for own in found.rights if str(own.right.id) == right), found.rights[0] if found.rights else None)
    return await render(
        request,
        "meetings/ballot.html",
        found=found,
        own=own,
        chosen=chosen if chosen in tuple(rules.Choice) else "",
        rule=rules.rule_of(found.motion.rule_code),
        tab="meetings",
    )


async def cast_ballot(request: Request, found: MotionFor) -> Response:
    """A vote. The answer comes after it is on the disk, and names the receipt, never the choice."""
    form: Form[forms.CastBallot] = await filled(request, forms.CastBallot)
    if form.data is None:
        raise Malformed()
    if form.data.right not in {own.right.id for own in found.rights}:
        raise ballots.NotYourRight()
    slip = ballots.slip(
        found.motion.id, form.data.right, form.data.key, rules.Choice(form.data.choice), request.user.id
    )
    receipt = await ballots.box.cast(slip)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"receipt": receipt.code, "revision": receipt.revision, "right": receipt.right_id})
    return redirect(request, "meetings.receipt", motion_id=found.motion.id, say=CAST)


async def receipt(request: Request, found: MotionFor) -> Response:
    return await render(request, "meetings/receipt.html", found=found, tab="meetings")


async def result(request: Request, motion: Motion) -> Response:
    """After the close: the four tests against their marks, and the codes that were counted."""
    if motion.stage != rules.Stage.CLOSED:
        return redirect(request, "meetings.meeting", meeting_id=motion.meeting_id)
    number = max(1, asked_number(request, "page") or 1)
    codes = await queries.receipts_of(motion.id)
    size = queries.RECEIPTS_PER_PAGE
    return await render(
        request,
        "meetings/result.html",
        motion=motion,
        result=motion.result,
        rule=rules.rule_of(motion.rule_code),
        codes=codes[(number - 1) * size : number * size],
        code_count=len(codes),
        page=number,
        pages=max(1, -(-len(codes) // size)),
        channels=await queries.channels_of(motion.id),
        tab="meetings",
    )


async def arrive(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.Arrive)
    if form.data is not None:
        try:
            await running.arrive(request.user, meeting.id, form.data.code)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect(request, "meetings.room", meeting_id=meeting.id, say=HERE)
    state = await _room(request, meeting)
    return await render(request, "meetings/arrive.html", status=422, form=form, **state, tab="meetings")


async def arrive_form(request: Request, meeting: Meeting) -> Response:
    code = asked(request, "code", 10)
    form = Form[forms.Arrive](typed={"code": code})
    return await render(request, "meetings/arrive.html", form=form, **await _room(request, meeting), tab="meetings")


async def enter_by_code(request: Request) -> Response:
    """会议号: four digits from the screen or a spoken word lead to the meeting of today that has them."""
    meeting = await queries.meeting_coded(asked(request, "code", 10))
    return RedirectResponse(f"/meetings/{meeting.id}/arrive", 303)
