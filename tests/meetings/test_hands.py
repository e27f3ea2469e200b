"""举手表决: two count, each for themselves, neither of whom runs the vote; what differs is counted again."""

import asyncio
from contextvars import Context

import pytest

from portal.audit.models import AuditRecord
from portal.kit import clock
from portal.meetings import queries, rules
from portal.meetings.actions import ballots, papers, running, standing_in
from portal.meetings.actions import hands as acting
from portal.meetings.models import Arrival, Ballot, HandCount, HandVote, Motion, Right
from portal.meetings.queries.hands import counters_of
from portal.meetings.rules import Stage
from portal.meetings.rules import hands as ruling
from portal.meetings.rules.bundle import recount
from portal.meetings.rules.hands import Hands
from portal.meetings.rules.notice import VotedByHands
from portal.policy import Act, permits
from tests.cast import Cast

HEAD, ONE, OTHER, THIRD = "wang_degui", "tang_laoshi", "zhou_shifu", "chen_xiuying"


async def by_rule(cast: Cast, rule: str = "households", kind: str = "deliberative") -> None:
    await Motion.filter(id=cast.motion.id).update(rule_code=rule, kind=kind)


async def come(cast: Cast, *who: str) -> None:
    for each in who:
        await Arrival.create(meeting=cast.meeting, person=cast.people[each], at=clock.now())


async def opened(cast: Cast, present: int = 10) -> None:
    await by_rule(cast)
    await come(cast, ONE, OTHER, THIRD)
    await acting.open_by_hands(await cast.actor(HEAD), cast.motion.id, present)


async def counting(cast: Cast, present: int = 10) -> None:
    await opened(cast, present)
    for who in (ONE, OTHER):
        await acting.count_hands(await cast.actor(who), cast.motion.id)


async def enter(cast: Cast, who: str, *said: int) -> str:
    return await acting.enter_hands(await cast.actor(who), cast.motion.id, Hands(*said))


async def test_two_who_counted_the_same_make_the_result(cast):
    await counting(cast)
    assert await enter(cast, ONE, 6, 3, 1) == "waits"
    assert (await Motion.get(id=cast.motion.id)).result is None  # one alone decides nothing
    assert await enter(cast, OTHER, 6, 3, 1) == "agreed"
    motion = await queries.motion_with(cast.motion.id)
    assert (motion.stage, motion.turnout_count, motion.result["verdict"]) == (Stage.CLOSED, 10, "passed")
    assert motion.result["tally"]["taking_part"] == {"heads": 10, "area": 0} and motion.result["hands"] == {
        "agreed": True
    }
    assert await queries.channels_of(motion.id) == {"show_of_hands": 10}
    told = recount(await queries.bundle_of(motion))
    assert told["same_verdict"] and told["same_tests"] and told["sums_fit"] and told["rule_fits"]
    assert await Ballot.all().count() == 0


async def test_what_differs_is_counted_again_and_both_counts_are_kept(cast):
    await counting(cast)
    await enter(cast, ONE, 6, 3, 1)
    assert await enter(cast, OTHER, 5, 4, 1) == "differs"
    assert (await HandVote.get()).round == 2
    await enter(cast, OTHER, 5, 4, 1)
    assert await enter(cast, ONE, 5, 4, 1) == "agreed"
    kept = await HandCount.all().order_by("round", "seat").values_list("round", "agree", "oppose", "abstain")
    assert [tuple(row) for row in kept] == [(1, 6, 3, 1), (1, 5, 4, 1), (2, 5, 4, 1), (2, 5, 4, 1)]
    assert (await Motion.get(id=cast.motion.id)).result["verdict"] == "failed"
    told = {entry.event for entry in await AuditRecord.all()}
    assert {"HandsOpened", "HandsCounted", "HandsEntered", "HandsDiffered", "MotionClosed"} <= told


@pytest.mark.anywhere
@pytest.mark.parametrize("rule", sorted(rules.RULES))
def test_what_owners_decide_and_committees_sign_is_never_counted_by_hands(rule):
    found = rules.rule_of(rule)
    if found.by_area or rule in ("committee", "pmc", "residents_assembly_2025"):
        with pytest.raises(ruling.NotByHands):
            ruling.must_be_countable(found, options=False)
    else:
        ruling.must_be_countable(found, options=False)
        with pytest.raises(ruling.OnlyYesOrNoByHands):
            ruling.must_be_countable(found, options=True)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("present", "said", "refusal"),
    [
        (10, (6, 3, 1), None),
        (10, (0, 0, 0), None),
        (10, (6, 3, 2), ruling.MoreHandsThanPeople),
        (10, (11, 0, 0), ruling.MoreHandsThanPeople),
        (0, (0, 0, 0), ruling.PresentOutOfRange),
        (15, (15, 0, 0), ruling.PresentOutOfRange),
    ],
)
def test_there_are_never_more_hands_than_people_nor_people_than_votes(present, said, refusal):
    def judge() -> None:
        ruling.must_be_here(present, 14)
        ruling.must_be_of_the_hall(Hands(*said), present)

    if refusal is None:
        judge()
    else:
        with pytest.raises(refusal):
            judge()


async def test_the_statutory_vote_of_owners_is_not_opened_by_hands(cast):
    await by_rule(cast, "owners_special")
    with pytest.raises(ruling.NotByHands):
        await acting.open_by_hands(await cast.actor(HEAD), cast.motion.id, 10)
    assert (await Motion.get(id=cast.motion.id)).stage == Stage.DRAFT


async def test_three_pairs_of_hands_are_three_people(cast):
    await opened(cast)
    motion = await queries.motion_with(cast.motion.id)
    assert not permits(await cast.actor(HEAD), Act.COUNT_HANDS, motion)  # the convener does not count
    assert not permits(await cast.actor("he_stranger"), Act.COUNT_HANDS, motion)
    assert permits(await cast.actor(ONE), Act.COUNT_HANDS, motion)
    with pytest.raises(ruling.CounterIsNotHere):
        await acting.count_hands(await cast.actor("li_tenant"), cast.motion.id)
    await HandVote.all().update(opened_by_id=cast.people[ONE].id)
    with pytest.raises(ruling.CounterRunsIt):  # staff may open it too, and then do not count either
        await acting.count_hands(await cast.actor(ONE), cast.motion.id)
    with pytest.raises(ruling.NotACounter):
        await enter(cast, ONE, 1, 0, 0)


async def test_one_of_the_two_counts_once(cast):
    await counting(cast)
    await acting.count_hands(await cast.actor(ONE), cast.motion.id)  # said twice is said once
    assert await HandCount.all().count() == 2
    await enter(cast, ONE, 6, 3, 1)
    with pytest.raises(ruling.CountedAlready):
        await enter(cast, ONE, 6, 3, 1)
    assert (await Motion.get(id=cast.motion.id)).stage == Stage.HANDS


async def test_of_three_who_offer_at_once_two_count(cast):
    await opened(cast)
    three = [await cast.actor(who) for who in (ONE, OTHER, THIRD)]
    done = await asyncio.gather(*(acting.count_hands(each, cast.motion.id) for each in three), return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "NoneType", "TwoCountAlready"]


async def test_two_who_enter_at_once_close_it_once(cast):
    await counting(cast)
    done = await asyncio.gather(enter(cast, ONE, 6, 3, 1), enter(cast, OTHER, 6, 3, 1))
    assert sorted(done) == ["agreed", "waits"]
    assert (await Motion.get(id=cast.motion.id)).turnout_count == 10


async def test_nobody_votes_by_phone_or_paper_meanwhile(cast):
    await opened(cast)
    right = await Right.filter(motion_id=cast.motion.id).first()
    slip = ballots.slip(cast.motion.id, right.id, "a-key-0123456789", "agree", cast.people[ONE].id)
    with pytest.raises(VotedByHands):
        await ballots.box.cast(slip)
    with pytest.raises(VotedByHands):
        await papers.record_paper(await cast.actor("liu_xiaomin"), cast.motion.id, right.id, "agree")
    assert await Ballot.all().count() == 0


async def test_two_others_count_from_the_beginning_and_the_first_are_out(cast):
    await counting(cast)
    await enter(cast, ONE, 6, 3, 1)
    await acting.recount_hands(await cast.actor(HEAD), cast.motion.id)
    with pytest.raises(ruling.NotACounter):
        await enter(cast, OTHER, 6, 3, 1)
    await acting.count_hands(await cast.actor(THIRD), cast.motion.id)
    await acting.count_hands(await cast.actor(OTHER), cast.motion.id)
    await enter(cast, THIRD, 7, 2, 1)
    assert await enter(cast, OTHER, 7, 2, 1) == "agreed"
    assert (await counters_of([cast.motion.id]))[cast.motion.id] == ["陈秀英", "周师傅"]


async def test_not_agreed_before_the_close_nobody_is_known_to_have_taken_part(cast, hands):
    await counting(cast)
    await enter(cast, ONE, 6, 3, 1)
    hands.go(hours=1)
    with pytest.raises(rules.VotingClosed):
        await enter(cast, OTHER, 6, 3, 1)
    await running.close_due_motions(await cast.actor(HEAD))
    motion = await Motion.get(id=cast.motion.id)
    assert (motion.stage, motion.result["verdict"], motion.result["hands"]) == (
        Stage.CLOSED,
        "no_result",
        {"agreed": False},
    )


async def test_in_the_hall_on_two_phones_without_a_script(visit, cast):
    await by_rule(cast)
    await come(cast, ONE, OTHER)
    head, one, other = visit(HEAD), visit(ONE), visit(OTHER)
    path = f"/motions/{cast.motion.id}"
    assert "举手表决" in (await head.get(f"{path}/open")).text
    too_many = await head.send_form(f"{path}/hands/open", present="15")
    assert too_many.status_code == 422 and 'value="15"' in too_many.text
    assert (await head.send_form(f"{path}/hands/open", present="10")).status_code == 303
    assert "我来数" in (await one.get(f"/meetings/{cast.meeting.id}/room")).text
    for browser in (one, other):
        assert (await browser.send_form(f"{path}/hands/count")).status_code == 303
    assert "唐老师、周师傅" in (await head.get(f"/meetings/{cast.meeting.id}/console")).text
    wrong = await one.send_form(f"{path}/hands", agree="9", oppose="3", abstain="0")
    assert wrong.status_code == 422 and 'value="9"' in wrong.text
    assert (await one.send_form(f"{path}/hands", agree="7", oppose="2", abstain="1")).status_code == 303
    page = (await other.get(f"{path}/hands")).text
    assert "您数的" not in page and 'value="7"' not in page  # what the first counted is not told
    assert (
        (await other.send_form(f"{path}/hands", agree="7", oppose="2", abstain="1"))
        .headers["location"]
        .startswith(f"{path}/result")
    )
    result = (await other.get(f"{path}/result")).text
    assert "举手，由唐老师、周师傅两人清点" in result and "公示表" not in result
    assert (await visit(HEAD).send_form(f"{path}/hands/count")).status_code == 403
    page = await asyncio.create_task(queries.facts_of(cast.meeting), context=Context())
    assert page["items"][0]["motion"]["counters"] == ["唐老师", "周师傅"]


async def test_whoever_counts_does_not_take_over_meanwhile(cast):
    await opened(cast)
    head, worker = await cast.actor(HEAD), await cast.actor("liu_xiaomin")
    await come(cast, "liu_xiaomin")
    await acting.count_hands(worker, cast.motion.id)
    await standing_in.name_stand_in(head, cast.meeting.id, worker.id)
    with pytest.raises(standing_in.HandlesBallots):
        await standing_in.take_over(worker, cast.meeting.id)
