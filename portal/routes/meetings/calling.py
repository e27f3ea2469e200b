"""Calling a meeting, its page, and what goes on its agenda."""

from portal.hall.queries.opinions import statement_for
from portal.meetings import queries as meetings
from portal.meetings.pages import agenda as agenda_pages
from portal.meetings.pages import altering as altering_pages
from portal.meetings.pages import calling as calling_pages
from portal.meetings.pages import meeting as meeting_pages
from portal.meetings.pages import notice as notice_pages
from portal.meetings.pages import times as times_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/meetings", meeting_pages.meetings, Act.LOOK),
    get("/meetings/call", calling_pages.call_form, Act.CALL_MEETING),
    post("/meetings/call", calling_pages.call_meeting, Act.CALL_MEETING),
    get("/meetings/{meeting_id:int}", meeting_pages.meeting, Act.LOOK, find=meetings.meeting_for),
    get("/statements/{statement_id:int}/agenda", agenda_pages.take_up_form, Act.TAKE_UP_STATEMENT, find=statement_for),
    post(
        "/statements/{statement_id:int}/agenda",
        agenda_pages.take_up_statement,
        Act.TAKE_UP_STATEMENT,
        find=statement_for,
    ),
    # The notice: on a page, on paper, in a calendar
    get("/meetings/{meeting_id:int}/notice", notice_pages.notice, Act.LOOK, find=meetings.edition_in_force),
    get(
        "/meetings/{meeting_id:int}/notices/{edition:int}",
        notice_pages.notice_edition,
        Act.LOOK,
        find=meetings.edition_of,
    ),
    get("/meetings/{meeting_id:int}/notice.pdf", notice_pages.notice_pdf, Act.LOOK, find=meetings.edition_in_force),
    get("/meetings/{meeting_id:int}/calendar.ics", notice_pages.meeting_calendar, Act.LOOK, find=meetings.meeting_for),
    # Altering what was announced
    get("/meetings/{meeting_id:int}/agenda", altering_pages.agenda, Act.RUN_MEETING, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/agenda", altering_pages.add_to_agenda, Act.RUN_MEETING, find=meetings.meeting_for),
    get("/agenda/{topic_id:int}/wording", altering_pages.wording_form, Act.RUN_MEETING, find=meetings.item_run_by),
    post("/agenda/{topic_id:int}/wording", altering_pages.change_wording, Act.RUN_MEETING, find=meetings.item_run_by),
    post("/agenda/{topic_id:int}/withdraw", altering_pages.withdraw_item, Act.RUN_MEETING, find=meetings.item_run_by),
    get("/meetings/{meeting_id:int}/change", altering_pages.change_form, Act.RUN_MEETING, find=meetings.meeting_for),
    post(
        "/meetings/{meeting_id:int}/change", altering_pages.change_meeting, Act.RUN_MEETING, find=meetings.meeting_for
    ),
    get("/meetings/{meeting_id:int}/cancel", altering_pages.cancel_form, Act.RUN_MEETING, find=meetings.meeting_for),
    post(
        "/meetings/{meeting_id:int}/cancel", altering_pages.cancel_meeting, Act.RUN_MEETING, find=meetings.meeting_for
    ),
    post(
        "/meetings/{meeting_id:int}/stand-in", altering_pages.name_stand_in, Act.RUN_MEETING, find=meetings.meeting_for
    ),
    post(
        "/meetings/{meeting_id:int}/take-over",
        altering_pages.take_over,
        Act.TAKE_OVER_MEETING,
        find=meetings.meeting_for,
    ),
    # When would it suit?
    get("/times/ask", times_pages.ask_form, Act.CALL_MEETING),
    post("/times/ask", times_pages.ask_for_times, Act.CALL_MEETING),
    get("/times/{poll_id:int}", times_pages.times, Act.LOOK, find=meetings.poll_for),
    post("/times/{poll_id:int}/choose", times_pages.choose_time, Act.RUN_MEETING, find=meetings.poll_for),
    post("/times/options/{option_id:int}", times_pages.tap_time, Act.TAP_TIME, find=meetings.option_for),
]
