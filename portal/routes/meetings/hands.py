"""举手表决."""

from portal.meetings import queries as meetings
from portal.meetings.pages import console as console_pages
from portal.meetings.pages import hands as hands_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    post(
        "/motions/{motion_id:int}/hands/open", console_pages.open_by_hands, Act.RUN_MEETING, find=meetings.motion_run_by
    ),
    post(
        "/motions/{motion_id:int}/hands/recount",
        hands_pages.recount_hands,
        Act.RUN_MEETING,
        find=meetings.motion_run_by,
    ),
    get("/motions/{motion_id:int}/hands", hands_pages.hands, Act.COUNT_HANDS, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/hands/count", hands_pages.count_hands, Act.COUNT_HANDS, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/hands", hands_pages.enter_hands, Act.COUNT_HANDS, find=meetings.motion_run_by),
]
