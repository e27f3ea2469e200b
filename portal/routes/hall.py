"""The hall."""

from portal.hall import live as hall_live
from portal.hall import pages as hall_pages
from portal.hall import queries as hall
from portal.hall.pages import moderation
from portal.hall.queries.moderation import review_for
from portal.hall.queries.things import thing_for
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    get("/hall", hall_pages.threads, Act.LOOK),
    get("/hall/raise", hall_pages.raise_form, Act.RAISE_MATTER),
    post("/hall/raise", hall_pages.raise_matter, Act.RAISE_MATTER),
    get("/hall/rules", moderation.code_book, Act.LOOK),
    get("/hall/moderation", moderation.moderation, Act.OPEN_DESK),
    get("/hall/moderation/{review_id:int}", moderation.review, Act.MODERATE, find=review_for),
    post("/hall/moderation/{review_id:int}/publish", moderation.publish_words, Act.MODERATE, find=review_for),
    post("/hall/moderation/{review_id:int}/hide", moderation.hide_words, Act.MODERATE, find=review_for),
    post("/hall/moderation/{review_id:int}/restore", moderation.restore_words, Act.MODERATE, find=review_for),
    post("/hall/moderation/{review_id:int}/hear", moderation.hear_appeal, Act.HEAR_APPEAL, find=review_for),
    get("/hall/reviews", moderation.own_reviews, Act.READ_OWN),
    get("/hall/reviews/{review_id:int}", moderation.own_review, Act.READ_OWN_REVIEW, find=review_for),
    post("/hall/reviews/{review_id:int}/appeal", moderation.appeal_hiding, Act.APPEAL_HIDING, find=review_for),
    get("/hall/words/{kind}/{thing_id:int}", moderation.complain_form, Act.COMPLAIN, find=thing_for),
    post("/hall/words/{kind}/{thing_id:int}/complain", moderation.complain, Act.COMPLAIN, find=thing_for),
    post("/hall/words/{kind}/{thing_id:int}/open", moderation.open_review, Act.OPEN_REVIEW, find=thing_for),
    get("/hall/{number}", hall_pages.thread, Act.LOOK, find=hall.matter_for),
    get("/hall/{number}/news", hall_pages.news, Act.LOOK, find=hall.matter_for),
    live("/hall/{number}/live", hall_live.live_thread, Act.LOOK, find=hall.matter_for),
    post("/hall/{number}/second", hall_pages.second_matter, Act.SECOND_MATTER, find=hall.matter_for),
    post("/hall/{number}/replies", hall_pages.reply, Act.REPLY, find=hall.matter_for),
    get("/hall/{number}/answer", hall_pages.answer_form, Act.ANSWER_MATTER, find=hall.matter_for),
    post("/hall/{number}/answer", hall_pages.answer_matter, Act.ANSWER_MATTER, find=hall.matter_for),
]
