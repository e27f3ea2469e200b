"""What waits for me."""

from portal.notices import pages as notices_pages
from portal.notices.pages import choosing
from portal.notices.pages import desk as desk_pages
from portal.notices.queries.choosing import letter_behind
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/", notices_pages.home, Act.LOOK),
    get("/building", notices_pages.building, Act.READ_OWN),
    get("/inbox", notices_pages.inbox, Act.READ_OWN),
    post("/inbox/read", notices_pages.mark_all_read, Act.KEEP_ACCOUNT),
    get("/me/letters", choosing.letters, Act.KEEP_ACCOUNT),
    post("/me/letters", choosing.choose_letters, Act.KEEP_ACCOUNT),
    get("/letters/stop/{token}", choosing.stop, Act.LOOK, find=letter_behind),
    # A mail program posts here for its reader, from no page of ours, and the link itself says whose letter it was.
    post(
        "/letters/stop/{token}", choosing.stop_digest, Act.STOP_DIGEST, find=letter_behind, keyless=True, pageless=True
    ),
    post("/letters/resume/{token}", choosing.resume_digest, Act.STOP_DIGEST, find=letter_behind),
    get("/about", notices_pages.about, Act.LOOK),
    get("/desk", desk_pages.desk, Act.OPEN_DESK),
    get("/desk/residents", desk_pages.residents, Act.OPEN_DESK),
    get("/desk/ledger", desk_pages.promise_list, Act.OPEN_DESK),
    get("/desk/search", desk_pages.search, Act.OPEN_DESK),
    get("/desk/bookings", desk_pages.bookings_waiting, Act.OPEN_DESK),
    get("/demo/mailbox", notices_pages.demo_mailbox, Act.LOOK),
]
