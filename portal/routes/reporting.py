"""Double reporting: reports, units, needs, claims."""

from portal.policy import Act
from portal.reporting import queries as reporting
from portal.reporting.pages import claims as claim_pages
from portal.reporting.pages import needs as need_pages
from portal.reporting.pages import reports as report_pages
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/reporting", report_pages.reporting, Act.REPORT_IN),
    get("/reporting/report", report_pages.report_form, Act.REPORT_IN),
    post("/reporting/report", report_pages.report_in, Act.REPORT_IN),
    post("/reporting/move", report_pages.move_report, Act.REPORT_IN),
    post("/reporting/end", report_pages.end_report, Act.REPORT_IN),
    get("/reporting/unit", report_pages.unit_form, Act.REPORT_IN),
    post("/reporting/unit", report_pages.report_unit, Act.REPORT_IN),
    get("/reporting/units/{unit_id:int}", report_pages.unit, Act.SEE_UNIT, find=reporting.unit_for),
    post("/reporting/units/{unit_id:int}/accept", report_pages.accept_unit, Act.ACCEPT_REPORT, find=reporting.unit_for),
    post(
        "/reporting/units/{unit_id:int}/decline", report_pages.decline_unit, Act.ACCEPT_REPORT, find=reporting.unit_for
    ),
    post("/reporting/units/{unit_id:int}/end", report_pages.end_unit, Act.SEE_UNIT, find=reporting.unit_for),
    get("/reporting/desk", report_pages.desk, Act.RUN_REPORTING),
    get("/reporting/reports/{report_id:int}", report_pages.report, Act.ACCEPT_REPORT, find=reporting.report_for),
    post(
        "/reporting/reports/{report_id:int}/look",
        report_pages.look_at_report,
        Act.ACCEPT_REPORT,
        find=reporting.report_for,
    ),
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
    post("/claims/{claim_id:int}/slip/print", claim_pages.print_slip, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/slip", claim_pages.enter_slip, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    post("/claims/{claim_id:int}/call", claim_pages.note_call, Act.ACCEPT_CLAIM, find=reporting.claim_for),
    get("/thanks/{token}", claim_pages.thanks, Act.GIVE_THANKS, find=reporting.claim_thanked),
    post("/thanks/{token}", claim_pages.give_thanks, Act.GIVE_THANKS, find=reporting.claim_thanked),
]
