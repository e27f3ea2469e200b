"""Who comes, and who is here."""

from portal.meetings import queries as meetings
from portal.meetings.pages import coming as coming_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, post

MEETING, _find = "/meetings/{meeting_id:int}", meetings.meeting_for
ROUTES: list[Door | LiveDoor] = [
    post(MEETING + "/coming", coming_pages.say_coming, Act.SAY_COMING, find=_find),
]
