"""Short statements: one tap each, changed at will; numbers that give nobody away; an order that is fair."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.models import Person
from portal.hall.actions import opinions as acting
from portal.hall.forms.opinions import AddStatement, MendStatement
from portal.hall.models import Matter, OpinionMap, Review, Statement, Tap
from portal.hall.queries import opinions as queries
from portal.hall.rules import opinions as rules
from portal.hall.rules.opinions import Hint, NotOpenForTaps, StatementGone, Told, TooManyStatements
from portal.kit import clock

BODY = "先请消防来看，再定位置。"


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("body", "others", "want"),
    [
        (BODY, [], []),
        ("是不是该请消防来看？", [], [Hint.QUESTION]),
        ("装在北门。不装在楼下。", [], [Hint.TWO_IDEAS]),
        ("先请消防来看再定位置", [BODY], [Hint.ALIKE]),
        ("不许从楼上拉线充电", [BODY], []),
    ],
)
def test_what_may_be_wrong_with_a_statement_is_a_hint(body, others, want):
    assert rules.hints(body, others)[0] == want


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("counts", "accepted", "divided"),
    [
        ((4, 0, 0), False, False),  # four people are no list
        ((5, 0, 0), True, False),
        ((8, 2, 0), True, False),
        ((79, 21, 0), False, False),
        ((8, 2, 11), False, False),  # most do not know yet
        ((7, 3, 0), False, True),
        ((3, 7, 0), False, True),
        ((71, 29, 0), False, False),
    ],
)
def test_the_lists_have_thresholds_in_whole_numbers(counts, accepted, divided):
    told = [Told(1, *counts)]
    assert (bool(rules.accepted(told)), bool(rules.divided(told))) == (accepted, divided)


@pytest.mark.anywhere
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 90)), unique_by=lambda each: each[0]), st.integers(0, 99))
def test_the_order_is_fair_and_the_same_person_always_has_the_same(waiting, seed):
    order = rules.next_for(waiting, seed)
    assert order == rules.next_for(reversed(waiting), seed) and sorted(order) == sorted(id_ for id_, _ in waiting)
    told = dict(waiting)
    assert all(told[a] // 5 <= told[b] // 5 for a, b in zip(order, order[1:], strict=False))


@pytest.mark.anywhere
def test_among_statements_that_nobody_answered_none_is_first_for_everybody():
    assert len({rules.next_for([(n, 0) for n in range(1, 8)], seed)[0] for seed in range(60)}) == 7


@pytest.mark.anywhere
@given(st.text(max_size=400))
def test_a_remark_becomes_a_beginning_that_fits(words):
    assert len(rules.shortened(words)) <= rules.LONGEST_STATEMENT


@pytest.fixture
async def cast(cast):
    """The cast before anybody has added a statement."""
    await Statement.all().delete()
    return cast


async def put(cast, body=BODY, who="tang_laoshi") -> Statement:
    statement_id = await acting.add_statement(await cast.actor(who), cast.matter.id, AddStatement(body=body))
    return await Statement.get(id=statement_id).select_related("matter__area")


async def neighbours(n: int) -> list[Person]:
    return [await Person.create(name=f"邻居{each}", shown_as="full", joined_at=clock.now()) for each in range(n)]


class Neighbour:
    """Whoever taps, as an action sees them."""

    def __init__(self, person: Person) -> None:
        self.id, self.by_id = person.id, None


async def tap(statement: Statement, person: Person, answer: str) -> None:
    await acting.tap_statement(Neighbour(person), statement, answer)  # type: ignore[arg-type]


async def told(statement: Statement) -> tuple[int, int, int]:
    now = await Statement.get(id=statement.id)
    return now.agreed, now.disagreed, now.passed


async def test_no_number_is_told_before_five_have_answered_and_then_all_at_once(cast):
    statement, people = await put(cast), await neighbours(5)
    for person in people[:4]:
        await tap(statement, person, "agree")
    assert await told(statement) == (0, 0, 0)
    await tap(statement, people[4], "disagree")
    assert await told(statement) == (4, 1, 0)


async def test_one_persons_tap_never_shows_between_two_looks(cast):
    """However often one neighbour taps to and fro, the numbers stay; and they move by five people or more."""
    statement, people = await put(cast), await neighbours(10)
    for person in people[:5]:
        await tap(statement, person, "agree")
    for answer in ("disagree", "pass", "", "agree", "disagree") * 3:
        await tap(statement, people[0], answer)
        assert await told(statement) == (5, 0, 0)
    for person in people[5:8]:
        await tap(statement, person, "agree")
    assert await told(statement) == (5, 0, 0)  # four differ: one changed, three are new
    await tap(statement, people[8], "pass")
    assert await told(statement) == (7, 1, 1)


async def test_an_answer_taken_back_leaves_with_the_next_telling(cast):
    statement, people = await put(cast), await neighbours(9)
    for person in people[:5]:
        await tap(statement, person, "agree")
    await tap(statement, people[0], "")
    assert await Tap.filter(statement_id=statement.id, answer="").count() == 1
    for person in people[5:9]:
        await tap(statement, person, "agree")
    assert await told(statement) == (8, 0, 0) and not await Tap.filter(answer="").exists()


async def test_an_answer_taken_back_before_it_was_told_leaves_no_trace(cast):
    statement, (person,) = await put(cast), await neighbours(1)
    await tap(statement, person, "agree")
    await tap(statement, person, "")
    assert not await Tap.exists()


async def test_the_page_changes_for_everybody_only_when_numbers_do(cast):
    statement, people = await put(cast), await neighbours(5)
    before = (await Matter.get(id=cast.matter.id)).version
    for person in people[:4]:
        await tap(statement, person, "agree")
    assert (await Matter.get(id=cast.matter.id)).version == before
    await tap(statement, people[4], "agree")
    assert (await Matter.get(id=cast.matter.id)).version == before + 1 and (await OpinionMap.get()).stale


async def test_many_taps_at_once_are_one_answer_each(cast):
    statement, people = await put(cast), await neighbours(8)
    taps = [tap(statement, person, answer) for person in people for answer in ("agree", "agree", "disagree")]
    await asyncio.gather(*taps)
    assert await Tap.filter(statement_id=statement.id).count() == 8
    assert sum(await told(statement)) in range(5, 9)


async def test_nobody_answers_what_is_decided_or_put_away(cast):
    statement, (person,) = await put(cast), await neighbours(1)
    await Statement.filter(id=statement.id).update(shown="hidden")
    with pytest.raises(StatementGone):
        await tap(statement, person, "agree")
    await Matter.filter(id=cast.matter.id).update(stage="do", state="implementing")
    with pytest.raises(NotOpenForTaps):
        await tap(statement, person, "agree")


async def test_one_person_cannot_fill_the_list(cast):
    for n in range(rules.MOST_BY_ONE):
        await put(cast, f"第{n}个想法")
    with pytest.raises(TooManyStatements):
        await put(cast, "再来一个")
    await put(cast, "别人的想法", who="zhou_shifu")


async def test_a_slip_is_mended_openly_and_the_first_wording_stays(cast, visit):
    statement = await put(cast, "先请消房来看")
    staff = await cast.actor("chen_guifang")
    await acting.mend_statement(staff, statement, MendStatement(body="先请消防来看"))
    await acting.mend_statement(staff, statement, MendStatement(body="先请消防来看，再定"))
    page = (await visit(None).get(f"/hall/{cast.matter.number}/map")).text
    assert "先请消防来看，再定" in page and "改过字。原来写的是：先请消房来看" in page


async def test_words_that_should_be_looked_at_wait_and_nobody_sees_them(cast, visit):
    statement = await put(cast, "2栋的王先生偷电")
    assert statement.shown == "held" and await Review.exists(kind="statement", thing_id=statement.id)
    assert "王先生" not in (await visit("zhou_shifu").get(f"/hall/{cast.matter.number}/map")).text


async def test_statements_are_tapped_one_after_the_other_by_plain_forms(cast, visit):
    one, two = await put(cast), await put(cast, "不许从楼上拉线充电")
    browser, page = visit("zhou_shifu"), f"/hall/{cast.matter.number}/map"
    first = (await browser.get(page)).text
    assert "还有 2 条" in first and "不到 5 人答，先不写人数" in first
    for statement in (one, two):
        answer = await browser.send_form(f"/statements/{statement.id}/tap", answer="agree")
        assert answer.status_code == 303 and answer.headers["location"].endswith("/map#next")
    last = (await browser.get(page)).text
    assert "都答完了" in last and last.count("您点的是：") == 2
    await browser.send_form(f"/statements/{one.id}/tap", answer="")
    assert (await browser.get(page)).text.count("您点的是：") == 1
    assert "您点的是" not in (await visit("tang_laoshi").get(page)).text


async def test_the_thread_shows_the_next_statement_and_comes_back_to_it(cast, visit):
    statement = await put(cast)
    browser = visit("zhou_shifu")
    assert "这句话您怎么看？" in (await browser.get(f"/hall/{cast.matter.number}")).text
    answer = await browser.send_form(f"/statements/{statement.id}/tap", answer="pass", back="thread")
    assert answer.headers["location"].endswith(f"/hall/{cast.matter.number}#opinions")


async def test_a_question_or_a_twin_is_hinted_once_and_may_be_meant(cast, visit):
    await put(cast)
    browser, page = visit("tang_laoshi"), f"/hall/{cast.matter.number}/statements"
    asked = await browser.send_form(page, body="先请消防来看再定位置吗？")
    assert asked.status_code == 422 and "这像是问题" in asked.text and f"已经有一条差不多的：{BODY}" in asked.text
    assert "先请消防来看再定位置吗？" in asked.text and await Statement.all().count() == 1
    meant = await browser.send_form(page, body="先请消防来看再定位置吗？", sure="yes")
    assert meant.status_code == 303 and await Statement.all().count() == 2


async def test_a_remark_becomes_a_statement_by_one_tap(cast, visit):
    browser = visit("tang_laoshi")
    await browser.send_form(f"/hall/{cast.matter.number}/replies", body="先装两台试试。好用再加。")
    form = await browser.get(f"/hall/{cast.matter.number}/statements/add?post=1")
    assert ">先装两台试试</textarea>" in form.text
    await browser.send_form(f"/hall/{cast.matter.number}/statements", body="先装两台试试", post="1")
    assert (await Statement.get()).post_id == 1


async def test_a_newcomer_is_asked_who_they_are_and_loses_nothing(cast, visit):
    statement = await put(cast)
    assert "还有 1 条" in (await visit(None).get(f"/hall/{cast.matter.number}/map")).text
    answer = await visit(None).send_form(f"/statements/{statement.id}/tap", answer="agree")
    assert answer.status_code in (303, 401, 403) and not await Tap.exists()


async def test_who_does_not_belong_here_reads_and_does_not_tap(cast, visit):
    statement = await put(cast)
    for who in ("zhao_lei", "chen_guifang"):
        assert (await visit(who).send_form(f"/statements/{statement.id}/tap", answer="agree")).status_code == 403
    assert not await Tap.exists()


async def test_my_answers_are_in_my_own_data(cast):
    statement = await put(cast)
    tang = await cast.actor("tang_laoshi")
    await acting.tap_statement(tang, statement, "agree")
    own = await queries.own_statements(tang.id)
    assert (own["statement"][0]["body"], own["tap"][0]["answer"]) == (BODY, "agree")
