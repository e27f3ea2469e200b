"""Everything that can be asked of the portal, and by which act it is judged."""

from portal.accounts import pages as accounts_pages
from portal.accounts import queries as accounts
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
from portal.reporting import queries as reporting
from portal.reporting.pages import claims as claim_pages
from portal.reporting.pages import needs as need_pages
from portal.reporting.pages import reports as report_pages
from portal.volunteers import queries as volunteers
from portal.volunteers.pages import record as record_pages
from portal.volunteers.pages import roster as roster_pages
from portal.volunteers.pages import shift as shift_pages
from portal.volunteers.pages import team as team_pages
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
    get("/me/home", accounts_pages.home_form, Act.READ_OWN),
    post("/me/home", accounts_pages.ask_residence, Act.READ_OWN),
    post("/me/home/withdraw", accounts_pages.withdraw_request, Act.READ_OWN),
    post("/me/home/move-out", accounts_pages.move_out, Act.READ_OWN),
    post(
        "/residences/{request_id:int}/confirm",
        accounts_pages.confirm_residence,
        Act.CONFIRM_RESIDENCE,
        find=accounts.request_for,
    ),
    post(
        "/residences/{request_id:int}/decline",
        accounts_pages.decline_residence,
        Act.CONFIRM_RESIDENCE,
        find=accounts.request_for,
    ),
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
    # Volunteers
    get("/volunteers", shift_pages.volunteers, Act.LOOK),
    get("/teams", team_pages.team_list, Act.LOOK),
    get("/teams/new", team_pages.found_team_form, Act.FOUND_TEAM),
    post("/teams/new", team_pages.found_team, Act.FOUND_TEAM),
    get("/teams/{team_id:int}", team_pages.team, Act.LOOK, find=volunteers.team_for),
    post("/teams/{team_id:int}/join", team_pages.join_team, Act.JOIN_TEAM, find=volunteers.team_for),
    post("/teams/{team_id:int}/leave", team_pages.leave_team, Act.JOIN_TEAM, find=volunteers.team_for),
    get("/teams/{team_id:int}/plan", team_pages.plan_activity_form, Act.RUN_TEAM, find=volunteers.team_for),
    post("/teams/{team_id:int}/plan", team_pages.plan_activity, Act.RUN_TEAM, find=volunteers.team_for),
    get("/activities/{activity_id:int}", shift_pages.activity, Act.LOOK, find=volunteers.activity_for),
    get("/activities/{activity_id:int}/plan", team_pages.plan, Act.RUN_TEAM, find=volunteers.activity_for),
    post("/activities/{activity_id:int}/shifts", team_pages.add_shifts, Act.RUN_TEAM, find=volunteers.activity_for),
    post(
        "/activities/{activity_id:int}/publish", team_pages.publish_activity, Act.RUN_TEAM, find=volunteers.activity_for
    ),
    get(
        "/activities/{activity_id:int}/cancel",
        team_pages.cancel_activity_form,
        Act.RUN_TEAM,
        find=volunteers.activity_for,
    ),
    post(
        "/activities/{activity_id:int}/cancel", team_pages.cancel_activity, Act.RUN_TEAM, find=volunteers.activity_for
    ),
    get("/shifts/{shift_id:int}", shift_pages.shift, Act.LOOK, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/sign-up", shift_pages.sign_up, Act.SIGN_UP, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/withdraw", shift_pages.withdraw, Act.SIGN_UP, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/start", shift_pages.start, Act.SIGN_UP, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/finish", shift_pages.finish, Act.SIGN_UP, find=volunteers.shift_for),
    get("/shifts/{shift_id:int}/calendar.ics", shift_pages.shift_calendar, Act.LOOK, find=volunteers.shift_for),
    get("/shifts/{shift_id:int}/change", team_pages.change_shift_form, Act.RUN_TEAM, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/change", team_pages.change_shift, Act.RUN_TEAM, find=volunteers.shift_for),
    get("/shifts/{shift_id:int}/cancel", team_pages.cancel_shift_form, Act.RUN_TEAM, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/cancel", team_pages.cancel_shift, Act.RUN_TEAM, find=volunteers.shift_for),
    get("/shifts/{shift_id:int}/roster", roster_pages.roster, Act.RUN_TEAM, find=volunteers.shift_for),
    get("/shifts/{shift_id:int}/sheet", roster_pages.sheet, Act.RUN_TEAM, find=volunteers.shift_for),
    get("/shifts/{shift_id:int}/code", roster_pages.code, Act.RUN_TEAM, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/confirm", roster_pages.confirm_signed, Act.RUN_TEAM, find=volunteers.shift_for),
    post("/sign-ups/{sign_up_id:int}/start", roster_pages.tick_start, Act.RUN_TEAM, find=volunteers.sign_up_for),
    post("/sign-ups/{sign_up_id:int}/finish", roster_pages.tick_finish, Act.RUN_TEAM, find=volunteers.sign_up_for),
    post("/sign-ups/{sign_up_id:int}/paper", roster_pages.enter_paper, Act.RUN_TEAM, find=volunteers.sign_up_for),
    post("/service/{service_id:int}/confirm", roster_pages.confirm_service, Act.RUN_TEAM, find=volunteers.service_for),
    post("/service/{service_id:int}/answer", roster_pages.answer_objection, Act.RUN_TEAM, find=volunteers.service_for),
    post(
        "/service/{service_id:int}/object",
        record_pages.object_to_service,
        Act.OBJECT_TO_SERVICE,
        find=volunteers.own_service_for,
    ),
    get("/record", record_pages.record, Act.READ_OWN),
    get("/record.xlsx", record_pages.record_spreadsheet, Act.READ_OWN),
    # Double reporting
    get("/reporting", report_pages.reporting, Act.REPORT_IN),
    get("/reporting/report", report_pages.report_form, Act.REPORT_IN),
    post("/reporting/report", report_pages.report_in, Act.REPORT_IN),
    post("/reporting/move", report_pages.move_report, Act.REPORT_IN),
    post("/reporting/end", report_pages.end_report, Act.REPORT_IN),
    get("/reporting/unit", report_pages.unit_form, Act.REPORT_IN),
    post("/reporting/unit", report_pages.report_unit, Act.REPORT_IN),
    get("/reporting/units/{unit_id:int}", report_pages.unit, Act.SEE_UNIT, find=reporting.unit_for),
    post("/reporting/units/{unit_id:int}/accept", report_pages.accept_unit, Act.ACCEPT_REPORT, find=reporting.unit_for),
    post("/reporting/units/{unit_id:int}/end", report_pages.end_unit, Act.SEE_UNIT, find=reporting.unit_for),
    get("/reporting/desk", report_pages.desk, Act.RUN_REPORTING),
    post(
        "/reporting/reports/{report_id:int}/confirm",
        report_pages.confirm_report,
        Act.ACCEPT_REPORT,
        find=reporting.report_for,
    ),
    post(
        "/reporting/reports/{report_id:int}/decline",
        report_pages.decline_report,
        Act.ACCEPT_REPORT,
        find=reporting.report_for,
    ),
    get("/needs", need_pages.needs_near, Act.REPORT_IN),
    get("/needs/ask", need_pages.ask_form, Act.ASK_FOR_HELP),
    post("/needs/ask", need_pages.ask_for_help, Act.ASK_FOR_HELP),
    get("/needs/{need_id:int}", need_pages.need, Act.SEE_NEED, find=reporting.need_for),
    post("/needs/{need_id:int}/publish", need_pages.publish_need, Act.PUBLISH_NEED, find=reporting.need_for),
    post("/needs/{need_id:int}/door", need_pages.look_at_door, Act.PUBLISH_NEED, find=reporting.need_for),
    get("/needs/{need_id:int}/close", need_pages.close_form, Act.CLOSE_NEED, find=reporting.need_for),
    post("/needs/{need_id:int}/close", need_pages.close_need, Act.CLOSE_NEED, find=reporting.need_for),
    post("/needs/{need_id:int}/claim", need_pages.claim_need, Act.CLAIM_NEED, find=reporting.need_for),
    get("/claims/{claim_id:int}", claim_pages.claim, Act.SEE_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/accept", claim_pages.accept_claim, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/decline", claim_pages.decline_claim, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/withdraw", claim_pages.withdraw_claim, Act.SERVE_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/door", claim_pages.look_as_helper, Act.SERVE_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/start", claim_pages.start_claim, Act.SERVE_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/finish", claim_pages.finish_claim, Act.SERVE_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/code", claim_pages.finish_by_code, Act.SERVE_CLAIM, find=reporting.claim_for),
    get("/claims/{claim_id:int}/slip", claim_pages.slip, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/slip", claim_pages.enter_slip, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/call", claim_pages.note_call, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    get("/thanks/{token}", claim_pages.thanks, Act.GIVE_THANKS, find=reporting.claim_thanked),
    post("/thanks/{token}", claim_pages.give_thanks, Act.GIVE_THANKS, find=reporting.claim_thanked),
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
