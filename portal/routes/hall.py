"""The hall."""

from portal.hall import live as hall_live
from portal.hall import pages as hall_pages
from portal.hall import queries as hall
from portal.hall.pages import listing as list_pages
from portal.hall.pages import searching as search_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    get("/hall", list_pages.threads, Act.LOOK),
    get("/hall/search", search_pages.search, Act.LOOK),
    get("/hall/raise", hall_pages.raise_form, Act.RAISE_MATTER),
    post("/hall/raise", hall_pages.raise_matter, Act.RAISE_MATTER),
    get("/hall/{number}", hall_pages.thread, Act.LOOK, find=hall.matter_for),
    get("/hall/{number}/news", hall_pages.news, Act.LOOK, find=hall.matter_for),
    live("/hall/{number}/live", hall_live.live_thread, Act.LOOK, find=hall.matter_for),
    post("/hall/{number}/second", hall_pages.second_matter, Act.SECOND_MATTER, find=hall.matter_for),
    post("/hall/{number}/replies", hall_pages.reply, Act.REPLY, find=hall.matter_for),
    get("/hall/{number}/answer", hall_pages.answer_form, Act.ANSWER_MATTER, find=hall.matter_for),
    post("/hall/{number}/answer", hall_pages.answer_matter, Act.ANSWER_MATTER, find=hall.matter_for),
]
