"""A matter's timeline and its promises."""

from portal.hall import queries as hall
from portal.hall.queries import feeds
from portal.ledger import pages as ledger_pages
from portal.ledger import queries as ledger
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/matters/{number}", ledger_pages.timeline, Act.LOOK, find=hall.matter_for),
    get("/hall/{number}/calendar.ics", ledger_pages.calendar, Act.LOOK, find=feeds.shown_matter),
    get("/matters/{number}/promise", ledger_pages.promise_form, Act.MAKE_PROMISE, find=hall.matter_for),
    post("/matters/{number}/promise", ledger_pages.make_promise, Act.MAKE_PROMISE, find=hall.matter_for),
    get("/promises/{promise_id:int}/done", ledger_pages.done_form, Act.REPORT_DONE, find=ledger.promise_for),
    post("/promises/{promise_id:int}/done", ledger_pages.report_done, Act.REPORT_DONE, find=ledger.promise_for),
    get("/promises/{promise_id:int}/keep", ledger_pages.keep_form, Act.KEEP_PROMISE, find=ledger.promise_for),
    post(
        "/promises/{promise_id:int}/progress", ledger_pages.report_progress, Act.KEEP_PROMISE, find=ledger.promise_for
    ),
    post("/promises/{promise_id:int}/due", ledger_pages.move_due, Act.KEEP_PROMISE, find=ledger.promise_for),
    post(
        "/promises/{promise_id:int}/confirm", ledger_pages.confirm_promise, Act.CONFIRM_PROMISE, find=ledger.promise_for
    ),
]
