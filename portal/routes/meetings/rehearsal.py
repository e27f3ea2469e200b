"""试投."""

from portal.meetings import queries as meetings
from portal.meetings.pages import rehearsal as rehearsal_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, post

_find = meetings.meeting_for
ROUTES: list[Door | LiveDoor] = [
    post("/meetings/{meeting_id:int}/rehearsal", rehearsal_pages.open_rehearsal, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/rehearsal/try", rehearsal_pages.try_vote, Act.TRY_VOTE, find=_find),
    post("/meetings/{meeting_id:int}/rehearsal/end", rehearsal_pages.end_rehearsal, Act.RUN_MEETING, find=_find),
]
