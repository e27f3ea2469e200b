"""来、委托、不来: one tap each."""

from starlette.requests import Request
from starlette.responses import Response

from portal.meetings import forms
from portal.meetings.actions import coming as acting
from portal.meetings.models import Meeting
from portal.meetings.rules.coming import Comes
from portal.web.input import sent
from portal.web.templates import F_, redirect

SAID = F_("记下了，开会前可以改。")
WRITE_IT = F_("记下了。请在这里写委托，找一位信得过的人接下。")


async def say_coming(request: Request, meeting: Meeting) -> Response:
    said = await sent(request, forms.SayComing)
    await acting.say_coming(request.user, meeting.id, said.answer)
    if said.answer == Comes.PROXY:
        return redirect(request, "meetings.proxy", meeting_id=meeting.id, say=WRITE_IT)
    return redirect(request, "meetings.meeting", meeting_id=meeting.id, say=SAID)
