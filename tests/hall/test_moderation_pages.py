"""The desk, the author's page, a complaint and the code book, through their forms."""

from portal.hall import actions
from portal.hall.forms import Reply
from portal.hall.models import Complaint, Post, Review
from portal.kit import clock
from tests.notices.test_desk import counted

ACCUSED = "2栋的王先生偷电"


async def held(cast, who="tang_laoshi", body=ACCUSED) -> Review:
    post = await actions.reply(await cast.actor(who), cast.matter.id, Reply(body=body))
    return await Review.get(kind="post", thing_id=post)


async def test_what_holds_a_number_is_refused_and_stays_in_the_form(visit, cast):
    answer = await visit("tang_laoshi").send_form(
        f"/hall/{cast.matter.number}/replies", body="打１３８ ００１３ ８０００ 问我", stance="support"
    )
    assert answer.status_code == 422 and "里面像是有电话或证件号码" in answer.text
    assert "打１３８ ００１３ ８０００ 问我" in answer.text and not await Post.exists()


async def test_whoever_writes_of_a_named_neighbour_is_told_that_it_is_looked_at_first(visit, cast):
    browser = visit("tang_laoshi")
    answer = await browser.send_form(f"/hall/{cast.matter.number}/replies", body=ACCUSED)
    page = await browser.get(answer.headers["location"])
    assert "收到了。社区看过就发出来，最晚下一个工作日。" in page.text and "发出去了" not in page.text
    raised = await browser.send_form(
        "/hall/raise", title="王先生偷电", body="天天偷电", area_id=cast.stairwell.id, category="other"
    )
    page = await browser.get(raised.headers["location"])
    assert "社区看过就发出来" in page.text and "我附议" not in page.text


async def test_the_desk_has_what_waits_with_the_late_marked_and_pages_on(visit, cast, hands):
    for n in range(35):
        hands.go(minutes=2)  # the same in one minute would be taken for a second tap
        await held(cast, body=f"{ACCUSED} {n}")
    browser = visit("chen_guifang")
    first = (await browser.get("/hall/moderation")).text
    assert first.count('class="card"') == 30 and "36 条在等" in first and "条过期了" not in first
    last = (await browser.get("/hall/moderation?after=" + first.split("?after=")[1].split('"')[0])).text
    assert last.count('class="card"') == 6
    hands.go(days=2)
    assert "36 条过期了" in (await browser.get("/hall/moderation")).text
    assert (await visit("tang_laoshi").get("/hall/moderation")).status_code == 403


async def asked_for(browser, path: str) -> int:
    with counted() as asked:
        assert (await browser.get(path)).status_code == 200
    return len(asked)


async def test_the_desk_and_the_thread_ask_the_database_no_more_often_for_more(visit, cast, hands):
    await held(cast)
    desk, thread = visit("chen_guifang"), f"/hall/{cast.matter.number}"
    few = await asked_for(desk, "/hall/moderation")
    for n in range(9):
        hands.go(minutes=2)
        await held(cast, body=f"{ACCUSED} {n}")
    assert await asked_for(desk, "/hall/moderation") == few > 0
    neighbour = visit("chen_xiuying")
    before = await asked_for(neighbour, thread)
    await Post.filter(shown="held").update(shown="hidden")
    await Review.filter(kind="post").update(outcome="hidden", reason_code="insult", decided_at=clock.now())
    assert await asked_for(neighbour, thread) == before + 2  # the looks and the replies, whether one or ten


async def test_from_holding_to_hiding_to_appeal_through_the_forms(visit, cast):
    review = await held(cast)
    desk, author, street = visit("chen_guifang"), visit("tang_laoshi"), visit("he_street")
    page = await desk.get(f"/hall/moderation/{review.id}")
    assert ACCUSED in page.text and "像是点名说人做坏事" in page.text and "批评工作不是理由。" in page.text
    refused = await desk.send_form(f"/hall/moderation/{review.id}/hide", reason_code="accusation", reason="")
    assert refused.status_code == 422 and "这一项还没填。" in refused.text
    assert (
        await desk.send_form(f"/hall/moderation/{review.id}/hide", reason_code="accusation", reason="没有查实。")
    ).status_code == 303
    page = await author.get(f"/hall/reviews/{review.id}")
    assert ACCUSED in page.text and "没有查实。" in page.text and "不服可以申诉一次" in page.text
    assert (await visit("chen_xiuying").get(f"/hall/reviews/{review.id}")).status_code == 403
    await author.send_form(f"/hall/reviews/{review.id}/appeal", appeal="我亲眼看到的。")
    page = await author.get(f"/hall/reviews/{review.id}")
    assert "换一个人来看" in page.text and "/appeal" not in page.text
    second = await author.send_form(f"/hall/reviews/{review.id}/appeal", appeal="再说一次。")
    assert second.status_code == 422 and "已经申诉过一次" in second.text
    assert (
        await desk.send_form(f"/hall/moderation/{review.id}/hear", granted="no", hearing="不放。")
    ).status_code == 403
    assert "申诉要换别人看" in (await desk.get(f"/hall/moderation/{review.id}")).text
    heard = await street.send_form(f"/hall/moderation/{review.id}/hear", granted="yes", hearing="放出来。")
    assert heard.status_code == 303
    assert ACCUSED in (await visit("chen_xiuying").get(f"/hall/{cast.matter.number}")).text


async def test_a_complaint_is_made_once_and_its_author_never_learns_of_whom(visit, cast):
    post = await actions.reply(await cast.actor("tang_laoshi"), cast.matter.id, Reply(body="平常话"))
    neighbour = visit("chen_xiuying")
    thread = (await neighbour.get(f"/hall/{cast.matter.number}")).text
    assert f"/hall/words/post/{post}" in thread
    done = await neighbour.send_form(f"/hall/words/post/{post}/complain", reason_code="insult", words="他骂人了。")
    assert done.status_code == 303
    again = await neighbour.send_form(f"/hall/words/post/{post}/complain", reason_code="insult", words="他又骂人了。")
    assert again.status_code == 422 and "您已经举报过这一条" in again.text and "他又骂人了。" in again.text
    own = await visit("tang_laoshi").send_form(f"/hall/words/post/{post}/complain", reason_code="insult")
    assert own.status_code == 422 and "这是您自己说的" in own.text
    unknown = await visit("li_tenant").send_form(f"/hall/words/post/{post}/complain", reason_code="off_topic")
    assert unknown.status_code == 422 and "批评工作不是理由" in unknown.text
    review = await Review.get(slot=f"post:{post}")
    assert (review.complaints, await Complaint.all().count()) == (1, 1)
    page = (await visit("chen_guifang").get(f"/hall/moderation/{review.id}")).text
    assert "1 人举报" in page and "他骂人了。" in page and "陈秀英" not in page
    for path in (f"/hall/{cast.matter.number}", "/hall/reviews", f"/hall/reviews/{review.id}", "/inbox"):
        assert "举报" not in (await visit("tang_laoshi").get(path)).text.replace("/complain", "").replace(">举报<", "")


async def test_staff_look_at_something_shown_and_put_it_away_on_one_page(visit, cast):
    post = await actions.reply(await cast.actor("tang_laoshi"), cast.matter.id, Reply(body="平常话"))
    own = await actions.reply(await cast.actor("chen_guifang"), cast.matter.id, Reply(body="社区来说一句"))
    desk = visit("chen_guifang")
    assert "看一看，要不要收起来" in (await desk.get(f"/hall/words/post/{post}")).text
    assert "看一看，要不要收起来" not in (await visit("chen_xiuying").get(f"/hall/words/post/{post}")).text
    opened = await desk.send_form(f"/hall/words/post/{post}/open")
    assert "没问题，留着" in (await desk.get(opened.headers["location"])).text
    assert (await desk.send_form(f"/hall/words/post/{own}/open")).status_code == 403


async def test_the_code_book_is_public_says_what_is_no_reason_and_counts_without_people(visit, cast):
    await held(cast)
    page = (await visit(None).get("/hall/rules")).text
    assert "批评工作不是理由。" in page and "12345" in page and "唐老师" not in page
    assert "2026-11" in page and "先看的 1" in page
    for month in ("2026-10", "1999-01", "2999-01", "x", "2026-13"):
        assert (await visit(None).get(f"/hall/rules?month={month}")).status_code == 200
