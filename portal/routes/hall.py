"""The hall."""

from portal.hall import live as hall_live
from portal.hall import pages as hall_pages
from portal.hall import queries as hall
from portal.hall.pages import posts as post_pages
from portal.hall.pages import recording
from portal.hall.pages import thread as thread_pages
from portal.hall.queries import posts, threads
from portal.hall.queries import recording as voices
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    get("/hall", hall_pages.threads, Act.LOOK),
    get("/hall/raise", hall_pages.raise_form, Act.RAISE_MATTER),
    post("/hall/raise", hall_pages.raise_matter, Act.RAISE_MATTER),
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
    post("/recorded/voices/{voice_id:int}/slip", recording.print_slip, Act.PRINT_SLIP, find=voices.voice_for),
    post("/recorded/voices/{voice_id:int}/take-back", recording.take_back_for, Act.PRINT_SLIP, find=voices.voice_for),
    get("/voices/{token}", recording.voice, Act.LOOK, find=voices.voice_by_slip),
    post("/voices/{token}/take-back", recording.take_back_voice, Act.TAKE_BACK_VOICE, find=voices.voice_by_slip),
    post("/voices/{token}/claim", recording.claim_voice, Act.CLAIM_VOICE, find=voices.voice_by_slip),
    get("/hall/{number}", thread_pages.thread, Act.LOOK, find=threads.thread_for),
    get("/hall/{number}/news", thread_pages.news, Act.LOOK, find=threads.thread_for),
    live("/hall/{number}/live", hall_live.live_thread, Act.LOOK, find=hall.matter_for),
    post("/hall/{number}/second", hall_pages.second_matter, Act.SECOND_MATTER, find=hall.matter_for),
    # What neighbours say of it, and to each other
    post("/hall/{number}/replies", thread_pages.reply, Act.REPLY, find=hall.matter_for),
    post("/hall/{number}/stance", thread_pages.take_stance, Act.TAKE_STANCE, find=hall.matter_for),
    post("/hall/{number}/nods", post_pages.nod, Act.NOD, find=hall.matter_for, keyless=True),
    post("/hall/{number}/nods/take-back", post_pages.take_back_nod, Act.NOD, find=hall.matter_for, keyless=True),
    get("/hall/{number}/posts/{post_id:int}", post_pages.post, Act.LOOK, find=posts.post_for),
    post("/hall/{number}/posts/{post_id:int}/replies", post_pages.reply_to_post, Act.REPLY, find=posts.post_for),
    get(
        "/hall/{number}/posts/{post_id:int}/edit", post_pages.edit_post_form, Act.CHANGE_POST, find=posts.seen_post_for
    ),
    post("/hall/{number}/posts/{post_id:int}/edit", post_pages.edit_post, Act.CHANGE_POST, find=posts.post_for),
    post("/hall/{number}/posts/{post_id:int}/withdraw", post_pages.withdraw, Act.CHANGE_POST, find=posts.post_for),
    get("/hall/{number}/posts/{post_id:int}/wordings", post_pages.wordings, Act.LOOK, find=posts.seen_post_for),
    get("/hall/{number}/answer", hall_pages.answer_form, Act.ANSWER_MATTER, find=hall.matter_for),
    post("/hall/{number}/answer", hall_pages.answer_matter, Act.ANSWER_MATTER, find=hall.matter_for),
]
