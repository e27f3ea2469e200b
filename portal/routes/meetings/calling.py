"""Calling a meeting, its page, and what goes on its agenda."""

from portal.hall.queries.opinions import statement_for
from portal.meetings import queries as meetings
from portal.meetings.pages import agenda as agenda_pages
from portal.meetings.pages import meeting as meeting_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/meetings", meeting_pages.meetings, Act.LOOK),
    get("/meetings/call", meeting_pages.call_form, Act.CALL_MEETING),
    post("/meetings/call", meeting_pages.call_meeting, Act.CALL_MEETING),
    get("/meetings/{meeting_id:int}", meeting_pages.meeting, Act.LOOK, find=meetings.meeting_for),
    get("/statements/{statement_id:int}/agenda", agenda_pages.take_up_form, Act.TAKE_UP_STATEMENT, find=statement_for),
    post(
        "/statements/{statement_id:int}/agenda",
        agenda_pages.take_up_statement,
        Act.TAKE_UP_STATEMENT,
        find=statement_for,
    ),
]
