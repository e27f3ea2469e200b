"""What neighbours say to each other: stances, replies, 有道理, edits, order; and what a text may hide."""

import asyncio
import re
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise import connections

from portal.hall import actions
from portal.hall.actions import posts as acting
from portal.hall.forms import Reply
from portal.hall.forms.posts import EditPost, ReplyToPost, TakeStance
from portal.hall.models import Matter, Nod, Post, Revision, Stance
from portal.hall.queries.posts import talk_of
from portal.hall.rules import posts as rules
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.posts import Order
from portal.kit import clock
from portal.kit.plain import MOST_MARKS, plain
from portal.reactions import REACTIONS
from portal.unit_of_work import follow


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def said(cast, who: str, body: str, stance: str = "") -> Post:
    return await Post.get(
        id=await actions.reply(await cast.actor(who), cast.matter.id, Reply(body=body, stance=stance))
    )


async def matter_of(cast) -> Matter:
    return await Matter.get(id=cast.matter.id)


FAMILY, FLAG = "👨\u200d👩\u200d👧", "🏳️\u200d🌈"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("好", "好"),
        ("  好\u3000", "好"),
        (FAMILY, FAMILY),
        (FLAG, FLAG),
        ("👍🏽", "👍🏽"),
        ("𠮷野家", "𠮷野家"),
        ("葛\U000e0100城", "葛\U000e0100城"),  # which of its shapes the character has
        ("e\u0301", "é"),
        ("好\u200d的", "好的"),
        ("支\u200b持", "支持"),
        ("支\u00ad持", "支持"),
        ("\u202e对反\u202c", "对反"),
        ("\u2066a\u2069", "a"),
        ("一\r\n二\u2028三", "一\n二\n三"),
        ("一\n\n\n\n\n二", "一\n\n二"),
        ("\u200b\u2060\ufeff", ""),
        ("\u3164\u2800", ""),
        ("\u200d", ""),
        ("\u0301", ""),
        ("\ud800", ""),
        ("z" + "\u0311" * 50, "z" + "\u0311" * MOST_MARKS),
    ],
)
def test_a_text_is_kept_as_it_is_seen(typed, kept):
    assert plain(typed) == kept


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_is_typed_becomes_plain_once_and_for_all(typed):
    kept = plain(typed)
    assert plain(kept) == kept == unicodedata.normalize("NFC", kept) == kept.strip()
    assert not any(unicodedata.bidirectional(each) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"} for each in kept)  # fmt: skip
    assert not re.search("[\u200b\u200e\u200f\ufeff\ud800-\udfff\x00]", kept)
    kept.encode()


@given(st.text(st.sampled_from("好吗👨👩👧\u200d\ufe0f\u0301\u200b "), max_size=20))
def test_no_character_that_can_be_seen_is_lost_between_the_hidden_ones(typed):
    seen = [each for each in typed if each in "好吗👨👩👧"]
    assert [each for each in plain(typed) if each in "好吗👨👩👧"] == seen


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("先看图纸。", "先看图纸!!", True),
        ("先看图纸，再说出钱的事", "先看图纸 再说出钱的事情", True),
        ("YES", "yes", True),
        ("好", "不好", False),
        ("👍", "👍", True),
        ("👍", "👎", False),
        ("我家支持", "我家反对", False),
    ],
)
def test_what_counts_as_said_twice(one, other, same):
    assert rules.says_the_same(one, other) is same


@pytest.mark.parametrize(("body", "status"), [("好", 303), ("\u200b", 422), ("长" * 501, 422), ("长" * 10_000, 422), (FAMILY, 303)])  # fmt: skip
async def test_one_character_is_enough_and_nothing_is_not(visit, cast, body, status):
    answer = await visit("tang_laoshi").send_form(f"/hall/{cast.matter.number}/replies", body=body)
    assert answer.status_code == status
    if status == 422:
        assert "请" in answer.text or "还没填" in answer.text
        assert body.replace("\u200b", "")[:400] in answer.text


async def test_a_stance_is_one_tap_changed_by_another_and_taken_back(cast):
    tang = await cast.actor("tang_laoshi")
    for stance, counts in (("support", (1, 0, 0)), ("support", (1, 0, 0)), ("oppose", (0, 1, 0)), ("none", (0, 0, 0))):
        await acting.take_stance(tang, cast.matter.id, TakeStance(stance=stance))
        matter = await matter_of(cast)
        assert (matter.supporting, matter.opposing, matter.suggesting) == counts, stance
    assert await Post.all().count() == await Stance.all().count() == 0


async def test_ten_taps_at_once_are_one_stance(cast):
    tang = await cast.actor("tang_laoshi")
    await asyncio.gather(*(acting.take_stance(tang, cast.matter.id, TakeStance(stance="support")) for _ in range(10)))
    assert (await matter_of(cast)).supporting == await Stance.all().count() == 1


async def test_a_reply_to_a_reply_stands_beside_it_and_quotes_it(cast):
    top = await said(cast, "tang_laoshi", "装在哪边？")
    first = await acting.reply_to_post(await cast.actor("chen_xiuying"), top, ReplyToPost(body="北边。"))
    second = await acting.reply_to_post(
        await cast.actor("li_tenant"), await Post.get(id=first), ReplyToPost(body="为什么？")
    )
    found = await Post.get(id=second)
    assert (found.parent_id, found.quoted_id) == (top.id, first)
    assert (await Post.get(id=top.id)).replies_count == 2
    talk = await talk_of(cast.matter)
    assert [each.quoted for each in talk.replies[top.id]] == ["", "北边。"]


@pytest.mark.parametrize("shown", [Shown.HELD, Shown.HIDDEN, Shown.WITHDRAWN])
async def test_nobody_replies_to_what_cannot_be_seen_and_what_was_typed_stays(visit, cast, shown):
    top = await said(cast, "tang_laoshi", "装在哪边？")
    await Post.filter(id=top.id).update(shown=shown)
    path = f"/hall/{cast.matter.number}/posts/{top.id}"
    answer = await visit("chen_xiuying").send_form(f"{path}/replies", body="北边好")
    assert answer.status_code == 422
    assert "看不到了，没有发出去" in answer.text and ">北边好</textarea>" in answer.text
    page = (await visit("chen_xiuying").get(f"/hall/{cast.matter.number}")).text
    assert "装在哪边" not in page and "唐老师" not in page


async def test_what_was_said_elsewhere_or_of_a_matter_that_is_over_takes_no_reply(visit, cast):
    top = await said(cast, "tang_laoshi", "装在哪边？")
    assert (
        await visit("chen_xiuying").send_form(f"/hall/LZ-2026-9999/posts/{top.id}/replies", body="北")
    ).status_code == 404
    await Matter.filter(id=cast.matter.id).update(state="merged")
    for path in (f"posts/{top.id}/replies", "replies"):
        answer = await visit("chen_xiuying").send_form(f"/hall/{cast.matter.number}/{path}", body="北边")
        assert answer.status_code == 422 and "已经了结" in answer.text and ">北边</textarea>" in answer.text


async def test_a_double_tap_and_a_second_try_are_one_post(visit, cast):
    browser = visit("tang_laoshi")
    for key in ("k" * 20, "k" * 20):
        assert (
            await browser.send_form(f"/hall/{cast.matter.number}/replies", key, body="先看图纸。")
        ).status_code == 303
    again = await browser.send_form(f"/hall/{cast.matter.number}/replies", body="先看图纸!")
    assert again.status_code == 422 and "刚说过" in again.text
    assert await Post.all().count() == 1


async def test_the_same_words_may_come_again_after_a_minute(cast, hands):
    await said(cast, "tang_laoshi", "有人管吗？")
    with pytest.raises(rules.SaidAlready):
        await said(cast, "tang_laoshi", "有人管吗")
    await said(cast, "chen_xiuying", "有人管吗？")
    hands.go(seconds=61)
    await said(cast, "tang_laoshi", "有人管吗？")
    assert await Post.all().count() == 3


async def test_a_nod_counts_once_however_often_and_fast_and_comes_off_again(cast):
    top = await said(cast, "tang_laoshi", "装在北边。")
    neighbours = [await cast.actor(who) for who in ("chen_xiuying", "li_tenant", "wang_degui")]
    await asyncio.gather(*(acting.nod(each, cast.matter, top.id) for each in neighbours * 4))
    assert (await Post.get(id=top.id)).nods == await Nod.all().count() == 3
    with pytest.raises(rules.OwnNod):
        await acting.nod(await cast.actor("tang_laoshi"), cast.matter, top.id)
    await asyncio.gather(*(acting.take_back_nod(neighbours[0], cast.matter, top.id) for _ in range(5)))
    assert (await Post.get(id=top.id)).nods == await Nod.all().count() == 2


async def test_ten_edits_at_once_lose_no_wording(cast):
    top = await said(cast, "tang_laoshi", "第 0 稿")
    tang = await cast.actor("tang_laoshi")
    await asyncio.gather(*(acting.edit_post(tang, top, EditPost(body=f"第 {n} 稿")) for n in range(1, 11)))
    now = await Post.get(id=top.id)
    bodies = {each.body for each in await Revision.filter(post_id=top.id)} | {now.body}
    assert bodies == {f"第 {n} 稿" for n in range(11)} and now.version == 11


async def test_an_edit_keeps_what_others_gave_and_says_that_they_gave_it_before(visit, cast):
    top = await said(cast, "tang_laoshi", "装在北边。", "support")
    await acting.nod(await cast.actor("chen_xiuying"), cast.matter, top.id)
    await acting.reply_to_post(await cast.actor("li_tenant"), top, ReplyToPost(body="好。"))
    path = f"/hall/{cast.matter.number}/posts/{top.id}"
    assert (await visit("tang_laoshi").send_form(f"{path}/edit", body="装在南边。")).status_code == 303
    page = (await visit(None).get(f"/hall/{cast.matter.number}")).text
    assert (
        all(each in page for each in ("装在南边。", "改过", "1 个有道理是改之前点的", "好。"))
        and "装在北边" not in page
    )
    assert "装在北边。" in (await visit(None).get(f"{path}/wordings")).text
    assert (await visit("chen_xiuying").send_form(f"{path}/edit", body="乱改")).status_code == 403
    assert (await visit("tang_laoshi").send_form(f"{path}/edit", body="装在南边。")).status_code == 422


async def test_what_is_taken_back_leaves_a_stub_and_the_replies_to_it(visit, cast):
    top = await said(cast, "tang_laoshi", "装在北边。")
    await acting.reply_to_post(await cast.actor("li_tenant"), top, ReplyToPost(body="南边更好。", quote="yes"))
    path = f"/hall/{cast.matter.number}/posts/{top.id}"
    assert (await visit("tang_laoshi").send_form(f"{path}/withdraw")).status_code == 303
    page = (await visit("chen_xiuying").get(f"/hall/{cast.matter.number}")).text
    assert "装在北边" not in page and "自己收回了" in page and "引的那条看不到了" in page and "南边更好。" in page
    assert (await matter_of(cast)).posts_count == 1
    assert (await visit(None).get(f"{path}/wordings")).status_code == 404


async def talked(cast, n: int) -> None:
    """Twice as many for it as against it, and a few with advice, said one after another."""
    now = clock.now()
    turns = dict.fromkeys(("support", "oppose", "suggest"), 0)
    for each in range(n):
        stance = ("support", "support", "support", "oppose", "suggest")[each % 5]
        turns[stance] += 1
        await Post.create(
            matter_id=cast.matter.id, author=cast.people["tang_laoshi"], said_as="唐老师", stance=stance, body=f"话 {each}",
            posted_at=now + timedelta(seconds=each), turn=turns[stance], nods=n - each,
        )  # fmt: skip


@pytest.mark.parametrize("order", list(Order))
async def test_every_order_pages_through_everything_once_though_others_speak_meanwhile(cast, order):
    await talked(cast, 120)
    await Post.filter(body="话 7").update(nods=1000)
    seen, after, pages = [], "", 0
    while True:
        talk = await talk_of(cast.matter, order, after)
        seen += [each.body for each in talk.posts]
        pages += 1
        await said(cast, ("chen_xiuying", "li_tenant", "wang_degui")[pages - 1], f"刚来的第 {pages} 位邻居", "oppose")
        if talk.next is None:
            break
        after = talk.next
    old = [each for each in seen if each.startswith("话")]
    assert sorted(old) == sorted(f"话 {n}" for n in range(120)) and pages == 3
    if order == Order.NEWEST:
        assert old == [f"话 {n}" for n in reversed(range(120))]
    if order in (Order.OLDEST, Order.UNANSWERED):
        assert old == [f"话 {n}" for n in range(120)]


async def test_balanced_lets_each_stance_speak_in_turn_and_no_order_asks_who_was_liked(cast):
    await talked(cast, 60)
    stances = [each.stance for each in (await talk_of(cast.matter, Order.BALANCED)).posts]
    for turn in range(12):
        assert sorted(stances[turn * 3 : turn * 3 + 3]) == ["oppose", "suggest", "support"]
    before = {order: [each.id for each in (await talk_of(cast.matter, order)).posts] for order in Order}
    await Post.all().update(nods=0)
    await Post.filter(body="话 59").update(nods=999)
    assert before == {order: [each.id for each in (await talk_of(cast.matter, order)).posts] for order in Order}


async def test_unanswered_are_those_without_reply_and_without_a_nod_from_an_office(cast):
    replied, noted, liked, hidden = [
        await said(cast, "tang_laoshi", words) for words in ("路灯坏了", "电梯响", "门口积水", "垃圾没人收")
    ]
    await acting.reply_to_post(await cast.actor("chen_xiuying"), replied, ReplyToPost(body="真的。"))
    await acting.nod(await cast.actor("zhao_lei"), cast.matter, noted.id)
    await acting.nod(await cast.actor("chen_xiuying"), cast.matter, liked.id)
    await Post.filter(id=hidden.id).update(shown=Shown.HIDDEN)
    assert [each.id for each in (await talk_of(cast.matter, Order.UNANSWERED)).posts] == [liked.id]


async def test_a_long_row_of_replies_is_folded(visit, cast):
    top = await said(cast, "tang_laoshi", "装在北边。")
    for n, who in enumerate(("chen_xiuying", "li_tenant", "wang_degui", "zhou_shifu")):
        await acting.reply_to_post(await cast.actor(who), top, ReplyToPost(body=f"第 {n} 个意见在这里"))
        page = (await visit(None).get(f"/hall/{cast.matter.number}")).text
        assert ("<details" in page) is (n >= rules.OPEN_UP_TO)
    assert "4 条回复" in page


async def test_news_count_what_can_be_seen(visit, cast):
    first = await said(cast, "tang_laoshi", "第一句")
    await acting.reply_to_post(await cast.actor("chen_xiuying"), first, ReplyToPost(body="回一句"))
    gone = await said(cast, "li_tenant", "说错了的话")
    await Post.filter(id=gone.id).update(shown=Shown.HIDDEN)
    path = f"/hall/{cast.matter.number}/news?since={first.id}"
    assert (await visit(None).get(path)).json() == {"new": 1}


class Counted:
    """How many statements run."""

    def __init__(self, monkeypatch) -> None:
        self.n, line = 0, type(connections.get("default"))
        for name in ("execute_query", "execute_query_dict", "execute_insert"):
            monkeypatch.setattr(line, name, self._counting(getattr(line, name)))

    def _counting(self, run):
        async def counting(*args, **kwargs):
            self.n += 1
            return await run(*args, **kwargs)

        return counting


@pytest.mark.parametrize("who", [None, "chen_xiuying", "chen_guifang"])
async def test_a_page_asks_as_many_questions_for_fifty_posts_as_for_five(visit, cast, monkeypatch, who):
    asked, browser = [], visit(who)
    counted = Counted(monkeypatch)
    for n in (5, 45):
        await talked(cast, n)
        top = await Post.all().order_by("-id").first()
        await Post.create(
            matter_id=cast.matter.id, author=cast.people["li_tenant"], said_as="李租客", body="回", posted_at=clock.now(),
            parent_id=top.id,
        )  # fmt: skip
        await Post.filter(id=top.id).update(replies_count=1)
        await Matter.filter(id=cast.matter.id).update(version=100 + n)
        counted.n = 0
        assert "话 4" in (await browser.get(f"/hall/{cast.matter.number}")).text
        asked.append(counted.n)
    assert asked[0] == asked[1] > 0


async def test_a_reader_who_has_the_page_is_told_so_until_something_changes(visit, cast, hands):
    path, browser = f"/hall/{cast.matter.number}", visit(None)
    await said(cast, "tang_laoshi", "第一句")
    mark = (await browser.get(path)).headers["etag"]
    hands.go(minutes=10)
    assert (await browser.get(path, headers={"if-none-match": mark})).status_code == 304
    await said(cast, "chen_xiuying", "第二句")
    answer = await browser.get(path, headers={"if-none-match": mark})
    assert answer.status_code == 200 and "第二句" in answer.text


async def test_what_is_kept_of_one_reader_is_not_shown_to_another(visit, cast):
    top = await said(cast, "tang_laoshi", "第一句")
    await acting.nod(await cast.actor("chen_xiuying"), cast.matter, top.id)
    pages = {who: (await visit(who).get(f"/hall/{cast.matter.number}")).text for who in (None, "tang_laoshi", "chen_xiuying", "li_tenant")}  # fmt: skip
    assert ["/edit" in pages[who] for who in pages] == [False, True, False, False]
    assert ["take-back" in pages[who] for who in pages] == [False, False, True, False]
