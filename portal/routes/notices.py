"""What waits for me."""

from portal.notices import pages as notices_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/", notices_pages.home, Act.LOOK),
    get("/building", notices_pages.building, Act.READ_OWN),
    get("/inbox", notices_pages.inbox, Act.READ_OWN),
    post("/inbox/read", notices_pages.mark_all_read, Act.KEEP_ACCOUNT),
    get("/about", notices_pages.about, Act.LOOK),
    get("/demo/mailbox", notices_pages.demo_mailbox, Act.LOOK),
]
