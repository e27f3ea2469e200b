"""Teams, shifts, and one's own record."""

from portal.policy import Act
from portal.volunteers import queries as volunteers
from portal.volunteers.pages import record as record_pages
from portal.volunteers.pages import roster as roster_pages
from portal.volunteers.pages import shift as shift_pages
from portal.volunteers.pages import team as team_pages
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/volunteers", shift_pages.volunteers, Act.LOOK),
    get("/teams", team_pages.team_list, Act.LOOK),
    get("/teams/new", team_pages.found_team_form, Act.FOUND_TEAM),
    post("/teams/new", team_pages.found_team, Act.FOUND_TEAM),
    get("/teams/{team_id:int}", team_pages.team, Act.LOOK, find=volunteers.team_for),
    post("/teams/{team_id:int}/join", team_pages.join_team, Act.JOIN_TEAM, find=volunteers.team_for),
    post("/teams/{team_id:int}/leave", team_pages.leave_team, Act.JOIN_TEAM, find=volunteers.team_for),
    get("/teams/{team_id:int}/hand-over", team_pages.hand_over_form, Act.RUN_TEAM, find=volunteers.team_for),
    post("/teams/{team_id:int}/hand-over", team_pages.hand_over, Act.RUN_TEAM, find=volunteers.team_for),
    get("/teams/{team_id:int}/plan", team_pages.plan_activity_form, Act.RUN_TEAM, find=volunteers.team_for),
    post("/teams/{team_id:int}/plan", team_pages.plan_activity, Act.RUN_TEAM, find=volunteers.team_for),
    get("/activities/{activity_id:int}", shift_pages.activity, Act.LOOK, find=volunteers.activity_for),
    get(
        "/activities/{activity_id:int}/edit", team_pages.edit_activity_form, Act.RUN_TEAM, find=volunteers.activity_for
    ),
    post("/activities/{activity_id:int}/edit", team_pages.edit_activity, Act.RUN_TEAM, find=volunteers.activity_for),
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
    post("/shifts/{shift_id:int}/start", shift_pages.start, Act.SERVE_SHIFT, find=volunteers.shift_for),
    post("/shifts/{shift_id:int}/finish", shift_pages.finish, Act.SERVE_SHIFT, find=volunteers.shift_for),
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
    get("/record", record_pages.record, Act.KEEP_ACCOUNT),
    get("/record.xlsx", record_pages.record_spreadsheet, Act.KEEP_ACCOUNT),
]
