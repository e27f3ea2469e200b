"""What was typed is still there after signing in, or saying where one lives; never a choice."""

import re

from portal.accounts.actions.keeping import DRAFTS
from portal.accounts.models import KeptDraft
from portal.database.keeping import sweep_away
from portal.hall.models import Matter, Post
from tests.cast import SLIP

WORDS = "我家楼上也漏水，请一起看看。"


def became(browser, cast, who):
    """The same browser, signed in."""
    browser.cookies.set("portal_session", cast.token(who))


async def spoken(cast) -> int:
    return await Post.filter(matter=cast.matter, body=WORDS).count()


async def test_a_stranger_speaks_signs_in_and_goes_on(visit, cast):
    browser = visit()
    where = f"/hall/{cast.matter.number}"
    refused = await browser.send_form(f"{where}/replies", body=WORDS, stance="support")
    assert refused.status_code == 403 and "next=/kept" in refused.text and await spoken(cast) == 0
    became(browser, cast, "tang_laoshi")
    page = await browser.get("/kept")
    assert WORDS in page.text and 'name="stance" value="support"' in page.text
    key = re.search(r'name="_key" value="([^"]+)"', page.text)[1]
    sent = await browser.send_form("/kept/send", key=key, body=WORDS, stance="support")
    assert sent.status_code == 307 and sent.headers["location"] == f"{where}/replies"
    assert (await browser.send_form(sent.headers["location"], key=key, body=WORDS, stance="support")).status_code == 303
    assert await spoken(cast) == 1
    assert (await browser.get("/kept")).status_code == 303  # it has gone


async def test_a_newcomer_uses_a_slip_on_the_way_and_comes_back(visit, cast):
    browser = visit("he_stranger")
    refused = await browser.send_form(f"/hall/{cast.matter.number}/replies", body=WORDS, stance="")
    assert refused.status_code == 403 and "/me/verify?next=/kept" in refused.text
    assert "/slip?next=/kept" in (await browser.get("/me/verify?next=/kept")).text
    done = await browser.send_form("/slip", code=SLIP, kind="tenant", next="/kept")
    assert done.headers["location"] == "/kept" and WORDS in (await browser.get("/kept")).text


async def test_another_browser_and_the_database_alone_open_nothing(visit, cast):
    await visit().send_form(f"/hall/{cast.matter.number}/replies", body=WORDS, stance="")
    kept = await KeptDraft.get()
    assert WORDS not in kept.sealed and WORDS not in str(kept.__dict__)
    other = visit("tang_laoshi")
    other.cookies.set("portal_browser", "another-browser")
    assert (await other.get("/kept")).status_code == 303


async def test_a_choice_is_never_kept(visit, cast):
    answer = await visit().send_form(f"/motions/{cast.motion.id}/ballot", choice="yes", right="1")
    assert answer.status_code == 403 and not await KeptDraft.exists()


async def test_a_page_that_was_asked_for_is_where_one_comes_back_to(visit, cast):
    page = await visit().get(f"/meetings/{cast.meeting.id}/arrive")
    assert page.status_code == 403 and f"next=/meetings/{cast.meeting.id}/arrive" in page.text
    known = await visit("he_stranger").get(f"/meetings/{cast.meeting.id}/arrive")
    assert f"/me/verify?next=/meetings/{cast.meeting.id}/arrive" in known.text


async def test_what_is_no_residents_act_or_too_long_is_not_kept(visit, cast):
    await visit("he_stranger").send_form("/offices", name="x")
    await visit().send_form("/hall/raise", title="长" * 3000, body="长" * 6000)
    assert not await KeptDraft.exists()


async def test_it_is_kept_a_day_and_one_may_drop_it(visit, cast, hands):
    browser = visit()
    await browser.send_form("/hall/raise", title="路灯不亮", body=WORDS)
    became(browser, cast, "tang_laoshi")
    hands.go(hours=25)
    assert (await browser.get("/kept")).status_code == 303
    await sweep_away(DRAFTS)
    assert not await KeptDraft.exists()
    await visit().send_form("/hall/raise", title="路灯不亮", body=WORDS)
    assert await Matter.filter(title="路灯不亮").count() == 0


async def test_markup_in_a_draft_is_text(visit, cast):
    browser = visit()
    await browser.send_form("/hall/raise", title="<script>alert(1)</script>", body='"><b>x</b>')
    became(browser, cast, "tang_laoshi")
    assert "<script>alert" not in (await browser.get("/kept")).text
