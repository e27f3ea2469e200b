"""试投 in the room: one tap, and it is said that it was none that counts."""

from starlette.requests import Request
from starlette.responses import Response

from portal.meetings.actions import rehearsal as acting
from portal.meetings.models import Meeting
from portal.meetings.pages.console import back_to_console
from portal.web.templates import F_, redirect

OPENED = F_("试投开始了，大家手机上都看得到。")
TRIED = F_("试好了，这一票不算数。正式表决也是这样点。")
ENDED = F_("试投结束了，大家点的都删了。")


async def open_rehearsal(request: Request, meeting: Meeting) -> Response:
    await acting.open_rehearsal(request.user, meeting.id)
    return back_to_console(request, meeting.id, OPENED)


async def try_vote(request: Request, meeting: Meeting) -> Response:
    typed = await request.form()
    await acting.try_vote(request.user, meeting.id, str(typed.get("choice", "")))
    return redirect(request, "meetings.room", meeting_id=meeting.id, say=TRIED)


async def end_rehearsal(request: Request, meeting: Meeting) -> Response:
    await acting.end_rehearsal(request.user, meeting.id)
    return back_to_console(request, meeting.id, ENDED)
