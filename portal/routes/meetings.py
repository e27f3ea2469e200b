"""Meetings, motions, the console and the screen."""

from portal.hall.queries.opinions import statement_for
from portal.meetings import live as meetings_live
from portal.meetings import queries as meetings
from portal.meetings.pages import agenda as agenda_pages
from portal.meetings.pages import console as console_pages
from portal.meetings.pages import electorate as electorate_pages
from portal.meetings.pages import inspection as inspection_pages
from portal.meetings.pages import meeting as meeting_pages
from portal.meetings.pages import room as room_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    # Meetings
    get("/meetings", meeting_pages.meetings, Act.LOOK),
    get("/meetings/call", meeting_pages.call_form, Act.CALL_MEETING),
    post("/meetings/call", meeting_pages.call_meeting, Act.CALL_MEETING),
    get("/code", room_pages.enter_by_code, Act.LOOK),
    get("/meetings/{meeting_id:int}", meeting_pages.meeting, Act.LOOK, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/arrive", room_pages.arrive_form, Act.ENTER_MEETING, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/arrive", room_pages.arrive, Act.ENTER_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/room", room_pages.room, Act.ENTER_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/room/part", room_pages.room_part, Act.ENTER_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/state", room_pages.state, Act.ENTER_MEETING, find=meetings.meeting_for),
    live("/meetings/{meeting_id:int}/live", meetings_live.live_room, Act.ENTER_MEETING, find=meetings.meeting_for),
    get("/statements/{statement_id:int}/agenda", agenda_pages.take_up_form, Act.TAKE_UP_STATEMENT, find=statement_for),
    post(
        "/statements/{statement_id:int}/agenda",
        agenda_pages.take_up_statement,
        Act.TAKE_UP_STATEMENT,
        find=statement_for,
    ),
    # Before a vote
    get("/electorate", electorate_pages.choose_electorate, Act.COUNT_ELECTORATE),
    get(
        "/electorate/{area_id:int}",
        electorate_pages.electorate,
        Act.COUNT_ELECTORATE_HERE,
        find=meetings.area_counted,
    ),
    get("/rolls", inspection_pages.rolls, Act.READ_OWN),
    get("/areas/{area_id:int}/roll", inspection_pages.open_roll_form, Act.OPEN_ROLL, find=meetings.area_counted),
    post("/areas/{area_id:int}/roll", inspection_pages.open_roll, Act.OPEN_ROLL, find=meetings.area_counted),
    get("/rolls/{inspection_id:int}", inspection_pages.roll, Act.INSPECT_ROLL, find=meetings.inspection_for),
    get(
        "/rolls/{inspection_id:int}/buildings/{building_id:int}",
        inspection_pages.roll_building,
        Act.INSPECT_ROLL,
        find=meetings.building_on_roll,
    ),
    post(
        "/rolls/{inspection_id:int}/object",
        inspection_pages.object_to_roll,
        Act.OBJECT_TO_ROLL,
        find=meetings.inspection_for,
    ),
    get("/rolls/{inspection_id:int}/desk", inspection_pages.keep_roll, Act.KEEP_ROLL, find=meetings.inspection_for),
    post(
        "/roll-objections/{objection_id:int}/answer",
        inspection_pages.answer_roll_objection,
        Act.ANSWER_ROLL_OBJECTION,
        find=meetings.objection_for,
    ),
    # One motion
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
    # Running a meeting
    get("/meetings/{meeting_id:int}/console", console_pages.console, Act.RUN_MEETING, find=meetings.meeting_for),
    get(
        "/meetings/{meeting_id:int}/console/part",
        console_pages.console_part,
        Act.RUN_MEETING,
        find=meetings.meeting_for,
    ),
    get("/meetings/{meeting_id:int}/desk", console_pages.desk, Act.RUN_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/door-code", console_pages.door_code, Act.RUN_MEETING, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/topics", console_pages.add_topic, Act.RUN_MEETING, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/display", console_pages.make_display, Act.RUN_MEETING, find=meetings.meeting_for),
    get("/motions/{motion_id:int}/open", console_pages.confirm_opening, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/open", console_pages.open_motion, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/remind", console_pages.remind, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/close", console_pages.close_early, Act.RUN_MEETING, find=meetings.motion_run_by),
    # The screen in the hall
    get("/display/{token}", console_pages.display, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
    get("/display/{token}/part", console_pages.display_part, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
    get("/display/{token}/state", console_pages.display_state, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
    live("/display/{token}/live", meetings_live.live_display, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
]
