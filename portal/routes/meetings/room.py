"""In the room: arriving and following."""

from portal.meetings import live as meetings_live
from portal.meetings import queries as meetings
from portal.meetings.pages import room as room_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    get("/code", room_pages.enter_by_code, Act.LOOK),
    get("/meetings/{meeting_id:int}/arrive", room_pages.arrive_form, Act.ENTER_MEETING, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/arrive", room_pages.arrive, Act.ENTER_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/room", room_pages.room, Act.ENTER_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/room/part", room_pages.room_part, Act.ENTER_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/state", room_pages.state, Act.ENTER_MEETING, find=meetings.meeting_followed),
    live("/meetings/{meeting_id:int}/live", meetings_live.live_room, Act.ENTER_MEETING, find=meetings.meeting_followed),
]
