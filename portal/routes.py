"""Everything that can be asked of the portal, and by which act it is judged."""

from portal.accounts import pages as accounts_pages
from portal.hall import live as hall_live
from portal.hall import pages as hall_pages
from portal.hall import queries as hall
from portal.ledger import pages as ledger_pages
from portal.ledger import queries as ledger
from portal.meetings import live as meetings_live
from portal.meetings import queries as meetings
from portal.meetings.pages import console as console_pages
from portal.meetings.pages import meeting as meeting_pages
from portal.meetings.pages import room as room_pages
from portal.notices import pages as notices_pages
from portal.policy import Act
from portal.web import health, language
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    # What waits for me
    get("/", notices_pages.home, Act.LOOK),
    get("/building", notices_pages.building, Act.READ_OWN),
    get("/inbox", notices_pages.inbox, Act.READ_OWN),
    post("/inbox/read", notices_pages.mark_all_read, Act.READ_OWN),
    get("/about", notices_pages.about, Act.LOOK),
    get("/demo/mailbox", notices_pages.demo_mailbox, Act.LOOK),
    # Accounts
    get("/sign-in", accounts_pages.sign_in, Act.SIGN_IN),
    post("/sign-in", accounts_pages.ask_for_code, Act.SIGN_IN),
    post("/sign-in/code", accounts_pages.enter_code, Act.SIGN_IN),
    post("/sign-out", accounts_pages.sign_out, Act.SIGN_OUT),
    get("/me", accounts_pages.me, Act.READ_OWN),
    post("/me/end-session", accounts_pages.end_session, Act.READ_OWN),
    post("/demo/step-into", accounts_pages.step_into, Act.STEP_INTO),
    # The hall
    get("/hall", hall_pages.threads, Act.LOOK),
    get("/hall/raise", hall_pages.raise_form, Act.RAISE_MATTER),
    post("/hall/raise", hall_pages.raise_matter, Act.RAISE_MATTER),
    get("/hall/{number}", hall_pages.thread, Act.LOOK, find=hall.matter_for),
    get("/hall/{number}/news", hall_pages.news, Act.LOOK, find=hall.matter_for),
    live("/hall/{number}/live", hall_live.live_thread, Act.LOOK, find=hall.matter_for),
    post("/hall/{number}/second", hall_pages.second_matter, Act.SECOND_MATTER, find=hall.matter_for),
    post("/hall/{number}/replies", hall_pages.reply, Act.REPLY, find=hall.matter_for),
    get("/hall/{number}/answer", hall_pages.answer_form, Act.ANSWER_MATTER, find=hall.matter_for),
    post("/hall/{number}/answer", hall_pages.answer_matter, Act.ANSWER_MATTER, find=hall.matter_for),
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
    # The ledger
    get("/matters/{number}", ledger_pages.timeline, Act.LOOK, find=hall.matter_for),
    get("/matters/{number}/promise", ledger_pages.promise_form, Act.MAKE_PROMISE, find=hall.matter_for),
    post("/matters/{number}/promise", ledger_pages.make_promise, Act.MAKE_PROMISE, find=hall.matter_for),
    get("/promises/{promise_id:int}/done", ledger_pages.done_form, Act.REPORT_DONE, find=ledger.promise_for),
    post("/promises/{promise_id:int}/done", ledger_pages.report_done, Act.REPORT_DONE, find=ledger.promise_for),
    post(
        "/promises/{promise_id:int}/confirm", ledger_pages.confirm_promise, Act.CONFIRM_PROMISE, find=ledger.promise_for
    ),
    # The floor
    post("/choose", language.choose, Act.LOOK),
    get("/healthz", health.healthz, Act.LOOK),
    get("/readyz", health.readyz, Act.LOOK),
    get("/metrics", health.metrics, Act.READ_METRICS),
]
