"""未表态的."""

from portal.meetings import queries as meetings
from portal.meetings.pages import silence as silence_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/motions/{motion_id:int}/silence", silence_pages.silence, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/silence", silence_pages.set_silence, Act.RUN_MEETING, find=meetings.motion_run_by),
]
