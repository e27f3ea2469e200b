"""What is found: exactly what stands there and neighbours see, on both databases."""

import asyncio
import random
from datetime import timedelta

import pytest

from portal.accounts.models import Person
from portal.database import bulk
from portal.database.connection import in_transaction
from portal.hall import actions
from portal.hall.actions import indexing, moving, rebuilding
from portal.hall.forms import AnswerMatter, RaiseMatter, Reply
from portal.hall.models import Matter, Opinion, Post, SearchEntry
from portal.hall.queries import searching as queries
from portal.hall.queries.searching import Narrowed
from portal.hall.rules import searching
from portal.hall.rules.searching import Source
from portal.kit import clock
from portal.reactions import REACTIONS
from portal.unit_of_work import follow


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


def silent(*_told: object) -> None:
    return None


async def find(words: str, **narrowed) -> list[tuple[str, int]]:
    """Everything that is found, through all pages."""
    found: list[tuple[str, int]] = []
    below = None
    while True:
        hits = await queries.search(searching.question(words), Narrowed(**narrowed), below)
        found += [(hit.source, hit.row_id) for hit in hits.hits]
        if hits.next is None:
            return found
        below = hits.next


async def say(cast, words: str, who: str = "chen_xiuying") -> int:
    return await actions.reply(await cast.actor(who), cast.matter.id, Reply(body=words))


async def hide(post_id: int, shown: str = "hidden") -> None:
    async with in_transaction():
        post = await Post.filter(id=post_id).select_for_update().get()
        post.shown = shown
        await post.save(update_fields=["shown"])
        await indexing.follow_post(post_id)


async def test_a_word_of_two_characters_is_found_wherever_it_stands(cast):
    number = await actions.raise_matter(
        await cast.actor("chen_xiuying"), RaiseMatter(title="电梯又坏了", body="第三回了", area_id=cast.stairwell.id)
    )
    post = await say(cast, "先把电梯修好嘛")
    answer = await actions.answer_matter(
        await cast.actor("chen_guifang"), cast.matter.id, AnswerMatter(body="电梯下周检修。", office="居委会")
    )
    raised = await Matter.get(number=number)
    assert await find("电梯") == [("answer", answer), ("post", post), ("matter", raised.id)]
    assert await find("修好") == [("post", post)]
    assert await find("下周 电梯") == [("answer", answer)]
    assert await find(number) == [("matter", raised.id)]
    assert await find("梯电") == await find("飞机") == []


@pytest.mark.parametrize("words", ["３栋", "3栋", "WIFI", "ｗｉｆｉ", "1.6", "𠮷野", "fi"])
async def test_width_and_case_of_what_is_typed_do_not_matter(cast, words):
    post = await say(cast, "3栋的 WiFi 一年1.6万，是𠮷野家装的")
    assert await find(words) == [("post", post)]


@pytest.mark.parametrize(
    ("words", "there"),
    [("100%1", True), ("10%01", True), ("aa_bc", False), ("电动%梯", True), ('a"bc', True), ("a' OR 1", True), ("AND", True),
     ("NEAR(", True), ("NOT ab", False), ("电动*", True), ("电动 OR 飞机", False), ("words:电动", False)],
)  # fmt: skip
async def test_signs_of_a_query_language_mean_nothing(cast, words, there):
    post = await say(cast, "abc 1001 and 电动梯 near or word")
    assert await find(words) == ([("post", post)] if there else [])


@pytest.mark.parametrize("shown", ["held", "hidden", "withdrawn"])
async def test_what_is_not_shown_is_not_found_and_what_is_shown_again_is(cast, shown):
    post = await say(cast, "路灯不亮")
    await hide(post, shown)
    assert await find("路灯") == []
    await hide(post, "shown")
    assert await find("路灯") == [("post", post)]


@pytest.mark.parametrize("shown", ["held", "hidden", "withdrawn"])
async def test_even_where_the_index_was_not_told_nothing_hidden_is_found(cast, shown):
    post = await say(cast, "路灯不亮")
    await Post.filter(id=post).update(shown=shown)
    assert await find("路灯") == []
    await Post.filter(id=post).update(shown="shown")
    await Matter.filter(id=cast.matter.id).update(shown=shown)
    assert await find("路灯") == []
    assert await queries.similar_matters([cast.stairwell.path], "加装电梯") == []


async def test_with_a_matter_all_that_was_said_of_it_goes_and_comes_back(cast):
    await rebuilding.rebuild(silent)
    post = await say(cast, "路灯不亮")
    for shown, there in (("hidden", []), ("shown", [("post", post)])):
        async with in_transaction():
            await Matter.filter(id=cast.matter.id).update(shown=shown)
            await indexing.follow_matter(cast.matter.id)
        assert await find("路灯") == there
        assert bool(await find("加装电梯")) is bool(there)


async def test_what_was_edited_is_found_as_it_reads_now(cast):
    post = await say(cast, "路灯不亮")
    async with in_transaction():
        await Post.filter(id=post).update(body="楼梯灯不亮")
        await indexing.follow_post(post)
    assert await find("路灯") == []
    assert await find("楼梯") == [("post", post)]


async def test_an_opinion_is_found_once_it_lies_open(cast):
    opinion = await Opinion.create(
        matter=cast.matter, body="三家报价，取中间", executor="物业", fund_source="none", deadline=clock.today(),
        written_by=cast.people["chen_guifang"], written_at=clock.now(),
    )  # fmt: skip
    async with in_transaction():
        await indexing.follow_matter(cast.matter.id)
    assert await find("报价") == []
    await Opinion.filter(id=opinion.id).update(published_at=clock.now())
    async with in_transaction():
        await indexing.follow_matter(cast.matter.id)
    assert await find("报价", source="opinion") == [("opinion", opinion.id)]


async def test_a_post_written_and_hidden_at_once_is_never_found_hidden(cast):
    """Whoever comes first: in the end the index says what the post says."""
    for n in range(8):
        post = await say(cast, f"话题{n:02}")
        await asyncio.gather(hide(post), hide(post, "shown"), say(cast, f"同时还有人说{n}{n}{n}{n}{n}"))
        shown = (await Post.get(id=post)).shown == "shown"
        assert await find(f"话题{n:02}") == ([("post", post)] if shown else [])
        assert await SearchEntry.filter(source="post", row_id=post).count() == shown
    assert len(await find("同时还有")) == 8


async def test_twenty_who_speak_at_once_are_all_found(cast):
    posts = await asyncio.gather(*(say(cast, f"电梯{chr(0x4E00 + n) * 6}") for n in range(20)))
    assert sorted(await find("电梯", source="post")) == sorted(("post", post) for post in posts)


async def test_what_is_rolled_back_is_not_found(cast):
    with pytest.raises(RuntimeError):
        async with in_transaction():
            await indexing.index_words(Source.OPINION, 7, cast.matter.id, "三家报价")
            raise RuntimeError
    assert await find("报价") == []
    assert await bulk.number("SELECT count(*) FROM search_entry") == 0


async def test_a_search_is_narrowed_by_place_stage_category_kind_and_time(cast, hands):
    await rebuilding.rebuild(silent)
    hands.go(days=40)
    post = await say(cast, "加装电梯要快")
    matter, said = ("matter", cast.matter.id), ("post", post)
    assert await find("电梯") == [said, matter]
    assert await find("电梯", source="post") == [said]
    assert await find("电梯", days=30) == [said]
    assert await find("电梯", days=365) == [said, matter]
    assert await find("电梯", path=cast.stairwell.path) == await find("电梯", path=cast.estate.path) == [said, matter]
    assert await find("电梯", path=cast.elsewhere.path) == []
    assert await find("电梯", category="lift") == [said, matter]
    assert await find("电梯", category="parking") == []
    assert await find("电梯", stage="discuss") == [said, matter]
    assert await find("电梯", stage="raise") == []


async def test_the_stage_by_which_one_searches_follows_the_matter(cast):
    await rebuilding.rebuild(silent)
    async with in_transaction():
        await indexing.follow_matter(cast.matter.id)  # nothing changed: nothing happens
        matter = await moving.locked(cast.matter.id)
        matter.stage = "decide"
        await matter.save(update_fields=["stage"])
        await indexing.follow_matter(matter.id)
    assert await find("电梯", stage="discuss") == []
    assert await find("电梯", stage="decide") == [("matter", cast.matter.id)]


async def test_a_deed_that_moves_a_matter_moves_it_in_the_index_too(cast, visit):
    chen = await cast.actor("chen_xiuying")
    number = await actions.raise_matter(chen, RaiseMatter(title="路灯不亮", body="看不到路", area_id=cast.stairwell.id))
    raised = await Matter.get(number=number)
    for who in ("wang_degui", "tang_laoshi", "zhou_shifu", "li_tenant", "zhao_absent"):
        await actions.second_matter(await cast.actor(who), raised.id)
    assert await find("路灯", stage="discuss") == [("matter", raised.id)]
    assert await counts(cast.estate.id) == {"discuss": 1}


async def counts(area_id: int) -> dict[str, int]:
    rows = await bulk.rows(
        "SELECT stage, sum(n) AS n FROM stage_count WHERE area_id = ? GROUP BY stage HAVING sum(n) <> 0", area_id
    )
    return {row["stage"]: int(row["n"]) for row in rows}


LETTERS = "电梯停车灯0１aAbＢ.，。 \n%_𠮷"


async def test_on_random_texts_exactly_what_a_plain_look_finds_is_found(cast):
    """Through the pages, in the order of time, with the index kept by single steps and then made anew."""
    chance = random.Random(11)
    texts = ["".join(chance.choices(LETTERS, k=chance.randrange(1, 25))) for _ in range(300)]
    bare = [
        Post(matter_id=cast.matter.id, author=cast.people["wang_degui"], said_as="-", body=text,
             posted_at=clock.now() + timedelta(seconds=n), shown=chance.choice(["shown"] * 9 + ["hidden"]))
        for n, text in enumerate(texts)
    ]  # fmt: skip
    await Post.bulk_create(bare)
    posts = await Post.all().order_by("id")
    for post in posts[:100]:
        async with in_transaction():
            await indexing.follow_post(post.id)
    asked = ["".join(chance.choices(LETTERS, k=chance.randrange(2, 5))) for _ in range(150)] + [
        "电梯",
        "aa",
        "停车 灯0",
    ]
    for some in (posts[:100], posts):
        for words in asked:
            try:
                question = searching.question(words)
            except (searching.OneCharacter, searching.NothingAsked):
                continue
            there = [("post", p.id) for p in reversed(some) if p.shown == "shown" and question.meets(p.body)]
            assert await find(words, source="post") == there, words
        await rebuilding.rebuild(silent)


async def test_postgres_finds_the_same_in_the_nearest_rows_and_by_its_index(cast, monkeypatch):
    """A page may begin among the nearest rows and end among those that only the index names."""
    posts = [await say(cast, f"电梯{n}") for n in range(50)]
    for nearest, further, frequent in ((1, 1, 0), (7, 9, 0), (7, 9, 8), (30, 5, 1), (2048, 10240, 3)):
        for name, value in (("NEAREST", nearest), ("FURTHER", further), ("FREQUENT", frequent)):
            monkeypatch.setattr(f"portal.database.fulltext.{name}", value)
        assert await find("电梯") == [("post", post) for post in reversed(posts)]


async def test_titles_that_say_much_the_same_are_offered_the_likest_first(cast):
    await rebuilding.rebuild(silent)
    head = cast.people["wang_degui"]
    for n, title in enumerate(("路灯坏了三盏", "1单元门口路灯不亮", "垃圾桶太少")):
        await Matter.create(
            number=f"LZ-2026-1{n:03}", title=title, body="-", category="lighting", area=cast.building, stage="raise",
            raised_by=head, raised_as="-", raised_at=clock.now(), changed_at=clock.now(),
        )  # fmt: skip
    await rebuilding.rebuild(silent)

    async def alike(words: str, *paths: str) -> list[str]:
        return [matter.title for matter in await queries.similar_matters(paths, words)]

    assert (await alike("门口的路灯不亮", cast.building.path))[0] == "1单元门口路灯不亮"
    assert await alike("装电梯", cast.estate.path) == ["3栋1单元加装电梯"]
    assert (
        await alike("装电梯", cast.elsewhere.path) == await alike("装电梯") == await alike("", cast.estate.path) == []
    )
    assert await alike("一个字", cast.estate.path) == await alike("灯", cast.estate.path) == []


async def test_what_is_there_before_the_index_is_made_is_indexed_once(cast):
    assert await find("电梯") == []
    told: list[tuple[str, int, int]] = []
    assert await rebuilding.catch_up(lambda *each: told.append(each)) == 1
    assert told[-1][1:] == (1, 1)
    assert await find("电梯") == [("matter", cast.matter.id)]
    assert await rebuilding.catch_up(silent) == 0
    await say(cast, "还是电梯")
    assert len(await find("电梯")) == 2  # new ids follow those that were given


async def test_the_page_lights_up_what_was_asked_and_nothing_in_it_can_do_harm(visit, cast):
    await say(cast, "<script>alert(1)</script>电梯&amp;")
    page = await visit(None).get("/hall/search", params={"q": "电梯"})
    assert page.status_code == 200
    assert "<mark>电梯</mark>" in page.text
    assert "<script>alert" not in page.text
    page = await visit(None).get("/hall/search", params={"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in page.text
    assert "&lt;<mark>script</mark>&gt;" in page.text


async def test_one_character_is_answered_with_a_sentence_and_stays_typed(visit, cast):
    page = await visit("chen_xiuying").get("/hall/search", params={"q": "梯", "stage": "do"})
    assert page.status_code == 200
    assert "请写两个字以上" in page.text
    assert 'value="梯"' in page.text
    assert 'value="do" selected' in page.text


async def test_where_nothing_is_found_it_can_be_raised_in_the_same_words(visit, cast):
    browser = visit("chen_xiuying")
    page = await browser.get("/hall/search", params={"q": "地铁口"})
    assert "没找到“地铁口”" in page.text
    raising = await browser.get("/hall/raise", params={"title": "地铁口"})
    assert ">地铁口</textarea>" in raising.text


@pytest.mark.parametrize(
    "query", ["q=%00", "q=a", "q=" + "电" * 900, "q=电梯&after=x&place=x&kind=x&days=x&stage=x", "q"]
)
async def test_no_question_breaks_the_page(visit, cast, query):
    assert (await visit("chen_xiuying").get(f"/hall/search?{query}")).status_code == 200


async def test_the_next_page_keeps_what_was_asked_and_begins_where_this_one_ended(visit, cast):
    for n in range(21):
        await say(cast, f"电梯{n}")
    browser = visit("chen_xiuying")
    page = await browser.get("/hall/search?q=电梯&kind=post&place=estate")
    assert "kind=post" in page.text and "after=" in page.text
    mark = (await SearchEntry.filter(source="post").order_by("id").offset(1).first()).id
    second = await browser.get(f"/hall/search?q=电梯&kind=post&place=estate&after={mark}")
    assert second.text.count('class="card th"') == 1


async def test_what_is_searched_for_is_never_written_down(visit, cast, caplog):
    with caplog.at_level("DEBUG", logger="portal"):
        await visit("chen_xiuying").get("/hall/search", params={"q": "我的秘密病"})
    assert any(record.name == "portal.request" for record in caplog.records)
    assert all("秘密" not in str(record.__dict__) for record in caplog.records if record.name.startswith("portal"))


async def test_people_are_not_what_is_searched(cast):
    await say(cast, "没说啥")
    name = (await Person.get(id=cast.people["chen_xiuying"].id)).name
    assert await find(name) == []
