"""The hall."""

from portal.hall import live as hall_live
from portal.hall import pages as hall_pages
from portal.hall import queries as hall
from portal.hall.pages import (
    following,
    halls,
    media,
    moderation,
    noticing,
    opinions,
    outcomes,
    raising,
    recording,
    sharing,
    triage,
)
from portal.hall.pages import listing as list_pages
from portal.hall.pages import posts as post_pages
from portal.hall.pages import searching as search_pages
from portal.hall.pages import thread as thread_pages
from portal.hall.queries import feeds, lifecycle, posts, threads
from portal.hall.queries import media as found
from portal.hall.queries import recording as voices
from portal.hall.queries.moderation import review_for
from portal.hall.queries.noticing import notice_for
from portal.hall.queries.opinions import statement_for
from portal.hall.queries.things import thing_for
from portal.hall.rules.media import MOST_BODY
from portal.places import queries as places
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    get("/hall", list_pages.threads, Act.LOOK),
    # What is written down for somebody without a phone (代录)
    get("/hall/recorded", recording.recorded_list, Act.RECORD_MATTER),
    get("/hall/record", recording.record_matter_form, Act.RECORD_MATTER),
    post("/hall/record", recording.record_matter, Act.RECORD_MATTER),
    get("/hall/{number}/record", recording.record_form, Act.RECORD_VOICE, find=hall.matter_for),
    post("/hall/{number}/record", recording.record_voice, Act.RECORD_VOICE, find=hall.matter_for),
    get("/hall/{number}/paste", recording.paste_form, Act.RECORD_VOICE, find=hall.matter_for),
    post("/hall/{number}/paste", recording.preview_chain, Act.RECORD_VOICE, find=hall.matter_for),
    post("/hall/{number}/paste/enter", recording.record_chain, Act.RECORD_VOICE, find=hall.matter_for),
    get("/recorded/{batch}", recording.recorded, Act.SEE_RECORDED, find=voices.batch_for),
    get("/recorded/{batch}/witness", recording.witness_form, Act.WITNESS_VOICES, find=voices.batch_for),
    post("/recorded/{batch}/witness", recording.witness_voices, Act.WITNESS_VOICES, find=voices.batch_for),
    post("/recorded/voices/{recorded_id:int}/slip", recording.print_slip, Act.PRINT_SLIP, find=voices.voice_for),
    post(
        "/recorded/voices/{recorded_id:int}/take-back", recording.take_back_for, Act.PRINT_SLIP, find=voices.voice_for
    ),
    get("/voices/{token}", recording.voice, Act.LOOK, find=voices.voice_by_slip),
    post("/voices/{token}/take-back", recording.take_back_voice, Act.TAKE_BACK_VOICE, find=voices.voice_by_slip),
    post("/voices/{token}/claim", recording.claim_voice, Act.CLAIM_VOICE, find=voices.voice_by_slip),
    # Halls as places
    get("/halls", halls.halls, Act.LOOK),
    get("/halls/open", halls.open_hall_form, Act.OPEN_HALL),
    post("/halls/open", halls.open_hall, Act.OPEN_HALL),
    get("/halls/{hall_id:int}", halls.hall, Act.LOOK, find=lifecycle.hall_for),
    get("/halls/{hall_id:int}/keep", halls.keep_hall_form, Act.KEEP_HALL, find=lifecycle.hall_for),
    post("/halls/{hall_id:int}/keep", halls.keep_hall, Act.KEEP_HALL, find=lifecycle.hall_for),
    post("/halls/{hall_id:int}/close", halls.close_hall, Act.KEEP_HALL, find=lifecycle.hall_for),
    # What the community makes of a matter
    get("/hall/triage", triage.triage_desk, Act.OPEN_DESK),
    get("/hall/{number}/triage", triage.triage_form, Act.TRIAGE_MATTER, find=hall.matter_for),
    post("/hall/{number}/triage", triage.triage_matter, Act.TRIAGE_MATTER, find=hall.matter_for),
    get("/hall/{number}/appeal", triage.appeal_form, Act.APPEAL_TRIAGE, find=hall.matter_for),
    post("/hall/{number}/appeal", triage.appeal_triage, Act.APPEAL_TRIAGE, find=hall.matter_for),
    get("/hall/appeals/{appeal_id:int}", triage.matter_appeal, Act.DECIDE_APPEAL, find=lifecycle.appeal_for),
    post("/hall/appeals/{appeal_id:int}", triage.decide_appeal, Act.DECIDE_APPEAL, find=lifecycle.appeal_for),
    get("/hall/{number}/facts", triage.facts, Act.LOOK, find=hall.matter_for),
    get("/hall/{number}/facts/write", triage.facts_form, Act.RUN_MATTER, find=hall.matter_for),
    post("/hall/{number}/facts/write", triage.write_facts, Act.RUN_MATTER, find=hall.matter_for),
    post("/hall/{number}/open", triage.open_deliberation, Act.RUN_MATTER, find=hall.matter_for),
    get("/hall/{number}/suspend", triage.suspend_form, Act.SUSPEND_MATTER, find=hall.matter_for),
    post("/hall/{number}/suspend", triage.suspend_matter, Act.SUSPEND_MATTER, find=hall.matter_for),
    post("/hall/{number}/resume", triage.resume_matter, Act.SUSPEND_MATTER, find=hall.matter_for),
    # What comes out of it
    get("/hall/{number}/opinion", outcomes.opinion_form, Act.WRITE_OPINION, find=hall.matter_for),
    post("/hall/{number}/opinion", outcomes.write_opinion, Act.WRITE_OPINION, find=hall.matter_for),
    post("/hall/{number}/opinion/publish", outcomes.publish_opinion, Act.WRITE_OPINION, find=hall.matter_for),
    get("/hall/{number}/notice", noticing.notice, Act.LOOK, find=hall.matter_for),
    get("/hall/{number}/notice.pdf", noticing.notice_paper, Act.LOOK, find=notice_for),
    get("/hall/{number}/object", outcomes.object_form, Act.OBJECT_TO_OPINION, find=hall.matter_for),
    post("/hall/{number}/object", outcomes.object_to_opinion, Act.OBJECT_TO_OPINION, find=hall.matter_for),
    get(
        "/hall/objections/{objection_id:int}",
        outcomes.opinion_objection,
        Act.REPLY_TO_OBJECTION,
        find=lifecycle.objection_for,
    ),
    post(
        "/hall/objections/{objection_id:int}",
        outcomes.reply_to_objection,
        Act.REPLY_TO_OBJECTION,
        find=lifecycle.objection_for,
    ),
    get("/hall/{number}/turn", outcomes.turn_form, Act.WRITE_OPINION, find=hall.matter_for),
    post("/hall/{number}/turn/back", outcomes.deliberate_again, Act.WRITE_OPINION, find=hall.matter_for),
    post("/hall/{number}/turn/vote", outcomes.hand_to_vote, Act.WRITE_OPINION, find=hall.matter_for),
    get("/hall/{number}/annul", outcomes.annul_form, Act.ANNUL_OPINION, find=hall.matter_for),
    post("/hall/{number}/annul", outcomes.annul_opinion, Act.ANNUL_OPINION, find=hall.matter_for),
    # Short statements, and what neighbours think of them
    get("/hall/{number}/map", opinions.opinion_map, Act.LOOK, find=hall.matter_for),
    get("/hall/{number}/statements/add", opinions.statement_form, Act.ADD_STATEMENT, find=hall.matter_for),
    post("/hall/{number}/statements", opinions.add_statement, Act.ADD_STATEMENT, find=hall.matter_for),
    post("/statements/{statement_id:int}/tap", opinions.tap_statement, Act.TAP_STATEMENT, find=statement_for),
    get("/statements/{statement_id:int}/mend", opinions.mend_form, Act.MEND_STATEMENT, find=statement_for),
    post("/statements/{statement_id:int}/mend", opinions.mend_statement, Act.MEND_STATEMENT, find=statement_for),
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
    get("/hall/raise", raising.raise_form, Act.RAISE_MATTER),
    post("/hall/raise", raising.raise_matter, Act.RAISE_MATTER, most=MOST_BODY),
    get("/hall/similar", raising.similar, Act.RAISE_MATTER),
    get("/hall/voices", media.voices, Act.HEAR_VOICES),
    post("/hall/voices/{voice_id:int}/publish", media.publish_voice, Act.HEAR_VOICE, find=found.voice_for),
    post("/hall/voices/{voice_id:int}/refuse", media.refuse_voice, Act.HEAR_VOICE, find=found.voice_for),
    get("/hall/media/{media_id:int}/{variant}", media.media, Act.LOOK, find=found.media_for),
    get("/hall/search", search_pages.search, Act.LOOK),
    get("/hall/feed.atom", sharing.feed, Act.LOOK),
    get("/hall/{number}/feed.atom", sharing.matter_feed, Act.LOOK, find=feeds.shown_matter),
    get("/hall/{number}/poster", sharing.poster, Act.LOOK, find=feeds.shown_matter),
    post("/hall/{number}/follow", following.follow_matter, Act.FOLLOW_MATTER, find=hall.matter_for),
    post("/hall/{number}/unfollow", following.unfollow_matter, Act.FOLLOW_MATTER, find=hall.matter_for),
    get("/me/followed", following.followed, Act.KEEP_ACCOUNT),
    post("/areas/{area_id:int}/follow", following.follow_area, Act.FOLLOW_MATTER, find=places.area_for),
    post("/areas/{area_id:int}/unfollow", following.unfollow_area, Act.FOLLOW_MATTER, find=places.area_for),
    post("/halls/{hall_id:int}/follow", following.follow_hall, Act.FOLLOW_MATTER, find=lifecycle.hall_for),
    post("/halls/{hall_id:int}/unfollow", following.unfollow_hall, Act.FOLLOW_MATTER, find=lifecycle.hall_for),
    live("/hall/{number}/live", hall_live.live_thread, Act.LOOK, find=hall.matter_for),
    post("/hall/{number}/second", hall_pages.second_matter, Act.SECOND_MATTER, find=hall.matter_for),
    get("/hall/{number}", thread_pages.thread, Act.LOOK, find=threads.thread_for),
    get("/hall/{number}/news", thread_pages.news, Act.LOOK, find=threads.thread_for),
    # What neighbours say of it, and to each other
    post("/hall/{number}/replies", thread_pages.reply, Act.REPLY, find=hall.matter_for, most=MOST_BODY),
    post("/hall/{number}/stance", thread_pages.take_stance, Act.TAKE_STANCE, find=hall.matter_for),
    post("/hall/{number}/nods", post_pages.nod, Act.NOD, find=hall.matter_for, keyless=True),
    post("/hall/{number}/nods/take-back", post_pages.take_back_nod, Act.NOD, find=hall.matter_for, keyless=True),
    get("/hall/{number}/posts/{post_id:int}", post_pages.post, Act.LOOK, find=posts.post_for),
    post(
        "/hall/{number}/posts/{post_id:int}/replies", post_pages.reply_to_post, Act.REPLY, find=posts.answered_post_for
    ),
    get(
        "/hall/{number}/posts/{post_id:int}/edit", post_pages.edit_post_form, Act.CHANGE_POST, find=posts.seen_post_for
    ),
    post("/hall/{number}/posts/{post_id:int}/edit", post_pages.edit_post, Act.CHANGE_POST, find=posts.post_for),
    post("/hall/{number}/posts/{post_id:int}/withdraw", post_pages.withdraw, Act.CHANGE_POST, find=posts.post_for),
    get("/hall/{number}/posts/{post_id:int}/wordings", post_pages.wordings, Act.LOOK, find=posts.seen_post_for),
    get("/hall/{number}/answer", hall_pages.answer_form, Act.ANSWER_MATTER, find=hall.matter_for),
    post("/hall/{number}/answer", hall_pages.answer_matter, Act.ANSWER_MATTER, find=hall.matter_for),
]
