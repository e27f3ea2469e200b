"""One motion: the ballot, the receipt, the result."""

from portal.meetings import queries as meetings
from portal.meetings.pages import room as room_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/motions/{motion_id:int}/ballot", room_pages.ballot, Act.CAST_BALLOT, find=meetings.motion_for),
    post(
        "/motions/{motion_id:int}/ballot",
        room_pages.cast_ballot,
        Act.CAST_BALLOT,
        find=meetings.motion_for,
        keyless=True,
    ),
    get("/motions/{motion_id:int}/receipt", room_pages.receipt, Act.CAST_BALLOT, find=meetings.motion_for),
    get("/motions/{motion_id:int}/result", room_pages.result, Act.LOOK, find=meetings.motion_result),
]
