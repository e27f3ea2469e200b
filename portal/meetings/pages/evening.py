"""The deeds of the evening. Each is one tap, and leads back to where it was made."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings import forms
from portal.meetings.actions import evening, extending
from portal.meetings.models import Meeting, Motion
from portal.meetings.pages.console import back_to_console, console_again
from portal.web.input import filled, sent
from portal.web.templates import F_, redirect

RAISED = F_("举手了，轮到您会显示。")
LOWERED = F_("手放下了。")
EXTENDED = F_("延长了，大家都看得到新的截止时间。")
HELP_COMES = F_("跟主持人说了，请等一等。")


async def raise_hand(request: Request, meeting: Meeting) -> Response:
    await evening.raise_hand(request.user, meeting.id)
    return redirect(request, "meetings.room", meeting_id=meeting.id, say=RAISED)


async def lower_hand(request: Request, meeting: Meeting) -> Response:
    await evening.lower_hand(request.user, meeting.id)
    return redirect(request, "meetings.room", meeting_id=meeting.id, say=LOWERED)


async def ask_help(request: Request, meeting: Meeting) -> Response:
    said = await sent(request, forms.AskHelp)
    await evening.ask_help(request.user, meeting.id, said.help)
    return redirect(request, "meetings.room", meeting_id=meeting.id, say=HELP_COMES)


async def raise_for(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.RaiseFor)
    if form.data is None:
        return await console_again(request, meeting, form)
    await evening.raise_for(request.user, meeting.id, form.data.label)
    return _console(request, meeting)


async def call_next(request: Request, meeting: Meeting) -> Response:
    said = await sent(request, forms.CallNext)
    await evening.call_next(request.user, meeting.id, said.seen)
    return _console(request, meeting)


async def end_speech(request: Request, meeting: Meeting) -> Response:
    said = await sent(request, forms.OneHand)
    await evening.end_speech(request.user, meeting.id, said.hand)
    return _console(request, meeting)


async def skip_hand(request: Request, meeting: Meeting) -> Response:
    said = await sent(request, forms.OneHand)
    await evening.skip_hand(request.user, meeting.id, said.hand)
    return _console(request, meeting)


async def close_list(request: Request, meeting: Meeting) -> Response:
    await evening.close_list(request.user, meeting.id)
    return _console(request, meeting)


async def open_list(request: Request, meeting: Meeting) -> Response:
    await evening.open_list(request.user, meeting.id)
    return _console(request, meeting)


async def announce(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.Announce)
    if form.data is None:
        return await console_again(request, meeting, form)
    try:
        await evening.announce(request.user, meeting.id, form.data.announcement)
    except Refused as refusal:
        return await console_again(request, meeting, form.refuse("announcement", refusal))
    return _console(request, meeting)


async def answer_help(request: Request, meeting: Meeting) -> Response:
    said = await sent(request, forms.AnswerHelp)
    await evening.answer_help(request.user, meeting.id, said.call)
    return _console(request, meeting)


def _console(request: Request, meeting: Meeting) -> Response:
    return back_to_console(request, meeting.id)


async def extend_motion(request: Request, motion: Motion) -> Response:
    await extending.extend_motion(request.user, motion.id)
    return back_to_console(request, motion.meeting_id, EXTENDED)
