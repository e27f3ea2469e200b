"""Running a meeting from one phone, and the screen in the hall."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries as accounts
from portal.hall.rules import moderation
from portal.kit import clock, sealing
from portal.meetings import forms, queries, rules
from portal.meetings.actions import hands, running
from portal.meetings.actions.extending import may_extend
from portal.meetings.models import Meeting, Motion
from portal.meetings.queries import evening
from portal.meetings.queries.desk import desk_of
from portal.meetings.queries.door import door_code
from portal.meetings.queries.hands import counting_of
from portal.meetings.queries.reach import reach_of
from portal.meetings.queries.rehearsal import practice_in
from portal.meetings.rules.conduct import Scene, to_do
from portal.meetings.rules.hands import PresentOutOfRange
from portal.meetings.rules.rehearsal import QUESTION
from portal.meetings.rules.speaking import HELP
from portal.web.input import Form, asked, filled
from portal.web.templates import F_, fragment, redirect, redirect_to, render

OPENED = F_("表决开始了。到点自动截止。")
REMINDED = F_("提醒发给还没投的了，只发这一次。")
CLOSED = F_("都投完了，表决提前结束。")
BY_HANDS = F_("举手表决开始了，请两位来数。")
ADDED = F_("话题加上了，只商量不表决。")


AT_DESK = "?at=desk"  # what a deed done at the desk carries, so that it comes back there


async def console(request: Request, meeting: Meeting) -> Response:
    return await _console(request, meeting, Form[forms.AddTopic]())


async def desk(request: Request, meeting: Meeting) -> Response:
    """The same on a desktop, with what a phone has no room for."""
    return await _desk(request, meeting, Form[forms.AddTopic]())


async def console_again(request: Request, meeting: Meeting, form: Form[Any]) -> Response:
    """The console with what was typed, and what is wrong with it."""
    again = _desk if _at_desk(request) else _console
    return await again(request, meeting, form, 422)


def back_to_console(request: Request, meeting_id: int, say: str | None = None) -> Response:
    """To the phone's, or to the desk's where the deed was done there."""
    page = "meetings.desk" if _at_desk(request) else "meetings.console"
    return redirect(request, page, meeting_id=meeting_id, say=say)


def _at_desk(request: Request) -> bool:
    return asked(request, "at") == "desk"


async def _console(request: Request, meeting: Meeting, form: Form[Any], status: int = 200) -> Response:
    return await render(
        request, "meetings/console.html", status=status, form=form, **await _running(meeting), tab="meetings"
    )


async def _desk(request: Request, meeting: Meeting, form: Form[Any], status: int = 200) -> Response:
    return await render(request, "meetings/desk.html", status=status, form=form, **await _at_a_desk(meeting))


async def _at_a_desk(meeting: Meeting) -> dict[str, Any]:
    running = await _running(meeting)
    return running | {"desk": await desk_of(running["state"]), "at": AT_DESK}


async def _running(meeting: Meeting) -> dict[str, Any]:
    state = await queries.room_of(meeting)
    current = state.current
    to_open = current if current and current.stage == rules.Stage.DRAFT else state.next
    return {
        "state": state,
        "channels": await queries.channels_of(current.id) if current else {},
        "to_open": to_open if not current or current.stage not in rules.VOTING else None,
        "counting": await counting_of(None, current.id) if current and current.stage == rules.Stage.HANDS else None,
        "speakers": (speakers := await evening.speakers_of(meeting.id)),
        "calls": (calls := await evening.help_waiting(meeting.id)),
        "practice": await practice_in(None, meeting.id),
        "question": QUESTION,
        "help": HELP,
        "may_extend": bool(current and may_extend(current)),
        "to_do": to_do(_scene(state, len(speakers.waiting), bool(speakers.now), len(calls))),
        "possible": rules.first_possible(to_open.rule_code, await queries.noticed_at(to_open)) if to_open else None,
        "code": door_code(meeting.id),
        "now": clock.now(),
        "at": "",
    }


def _scene(state: queries.RoomState, hands: int, speaking: bool, calls: int) -> Scene:
    current, ahead = state.current, state.next
    opens = current if current and current.stage == rules.Stage.DRAFT else ahead
    possible = rules.first_possible(opens.rule_code, state.meeting.called_at) if opens else None
    return Scene(
        arrived=state.arrived + state.present, voting=bool(current and current.stage == rules.Stage.OPEN),
        by_hands=bool(current and current.stage == rules.Stage.HANDS),
        everyone=bool(current and current.rights_count and current.turnout_count >= current.rights_count),
        to_open=bool(possible and possible <= clock.in_city(clock.now()).date()),
        hands=hands, speaking=speaking, calls=calls,
    )  # fmt: skip


async def console_part(request: Request, meeting: Meeting) -> Response:
    return Response(fragment(request, "meetings/_console.html", **await _running(meeting)), media_type="text/html")


async def desk_part(request: Request, meeting: Meeting) -> Response:
    return Response(fragment(request, "meetings/_desk.html", **await _at_a_desk(meeting)), media_type="text/html")


async def open_by_hands(request: Request, motion: Motion) -> Response:
    form = await filled(request, forms.OpenByHands)
    if form.data is None:
        return await _opening(request, motion, form, 422)
    try:
        await hands.open_by_hands(request.user, motion.id, form.data.present)
    except PresentOutOfRange as refusal:
        return await _opening(request, motion, form.refuse("present", refusal), 422)
    return back_to_console(request, motion.meeting_id, BY_HANDS)


async def open_motion(request: Request, motion: Motion) -> Response:
    await running.open_motion(request.user, motion.id)
    return back_to_console(request, motion.meeting_id, OPENED)


async def confirm_opening(request: Request, motion: Motion) -> Response:
    """Opening cannot be undone: once more, what is asked, of whom, and until when."""
    return await _opening(request, motion, Form[forms.OpenByHands]())


async def _opening(request: Request, motion: Motion, form: Form[forms.OpenByHands], status: int = 200) -> Response:
    count, size, alone = await running.electorate_now(motion)
    return await render(
        request,
        "meetings/confirm_opening.html",
        status=status,
        form=form,
        motion=motion,
        count=count,
        size=size,
        reach=await reach_of(motion.meeting_id),
        objections=await queries.open_objections(motion.area.path),
        alone=alone,
        checkers=await accounts.staff_over(motion.path) if alone else [],
        rule=rules.rule_of(motion.rule_code),
        at=AT_DESK if _at_desk(request) else "",
    )


async def remind(request: Request, motion: Motion) -> Response:
    await running.remind(request.user, motion.id)
    return back_to_console(request, motion.meeting_id, REMINDED)


async def close_early(request: Request, motion: Motion) -> Response:
    await running.close_early(request.user, motion.id)
    return back_to_console(request, motion.meeting_id, CLOSED)


async def add_topic(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.AddTopic)
    if form.data is None:
        return await console_again(request, meeting, form)
    try:
        await running.add_topic(request.user, meeting.id, form.data.title)
    except moderation.UNFIT as refusal:
        return await console_again(request, meeting, form.refuse("title", refusal))
    return back_to_console(request, meeting.id, ADDED)


async def make_display(request: Request, meeting: Meeting) -> Response:
    token = sealing.token()
    await running.make_display(request.user, meeting.id, sealing.digest(token))
    return redirect_to(f"/display/{token}")


async def display(request: Request, meeting: Meeting) -> Response:
    """The screen in the hall: no sign-in, no names, no split."""
    token = str(request.path_params["token"])
    return await render(request, "meetings/display.html", token=token, **await _running(meeting))


async def display_part(request: Request, meeting: Meeting) -> Response:
    return Response(fragment(request, "meetings/_display.html", **await _running(meeting)), media_type="text/html")


async def display_state(request: Request, meeting: Meeting) -> Response:
    from portal.meetings.pages.room import state

    return await state(request, meeting)
