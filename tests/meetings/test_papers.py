"""A ballot on paper: recorded by one, read again by another, and neither of them called the vote."""

import asyncio
from contextvars import Context

import pytest

from portal.accounts.models import Residency
from portal.kit.errors import Refused
from portal.meetings import queries, rules
from portal.meetings.actions import ballots, counting, papers, running, standing_in
from portal.meetings.models import Ballot, Motion, PaperBallot, Right
from portal.meetings.queries import motion_with
from portal.meetings.rules import Choice
from portal.meetings.rules.papers import KnownToYouAlone, PaperDone, PaperState, PaperWaits
from portal.policy import STRANGER, Act, permits
from tests.cast import Cast

RECORDER, WITNESS = "chen_guifang", "liu_xiaomin"


async def opened(cast: Cast) -> list[Right]:
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    return await Right.filter(motion_id=cast.motion.id).order_by("id")


async def recorded(cast: Cast, right: Right, choice: str = "agree") -> int:
    return await papers.record_paper(await cast.actor(RECORDER), cast.motion.id, right.id, choice)


async def test_two_who_read_the_same_bring_it_into_the_box(cast):
    rights = await opened(cast)
    paper_id = await recorded(cast, rights[0])
    assert await Ballot.all().count() == 0  # one reading counts for nothing
    receipt = await papers.witness_paper(await cast.actor(WITNESS), paper_id, "agree")
    ballot = await Ballot.get()
    assert (ballot.channel, ballot.choice, ballot.cast_by_id, ballot.receipt) == ("paper", "agree", None, receipt)
    motion = await Motion.get(id=cast.motion.id)
    assert (motion.turnout_count, motion.turnout_size) == (1, rights[0].size)


async def test_two_who_read_different_things_bring_in_nothing(cast):
    rights = await opened(cast)
    paper_id = await recorded(cast, rights[0])
    assert await papers.witness_paper(await cast.actor(WITNESS), paper_id, "oppose") == ""
    assert await Ballot.all().count() == 0
    assert (await PaperBallot.get(id=paper_id)).state == PaperState.DIFFERS
    again = await recorded(cast, rights[0], "oppose")  # both look at the paper, and it is recorded anew
    assert await papers.witness_paper(await cast.actor(WITNESS), again, "oppose")


async def test_two_who_witness_at_once_bring_it_in_once(cast):
    rights = await opened(cast)
    paper_id = await recorded(cast, rights[0])
    actors = [await cast.actor(WITNESS), await cast.actor("he_street")]
    done = await asyncio.gather(
        *(papers.witness_paper(actor, paper_id, "agree") for actor in actors), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in done) == ["PaperDone", "str"]
    assert await Ballot.all().count() == 1


async def test_two_who_record_the_same_paper_at_once_record_it_once(cast):
    rights = await opened(cast)
    done = await asyncio.gather(*(recorded(cast, rights[0]) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(each, int) for each in done) == 1
    assert all(isinstance(each, (int, PaperWaits)) for each in done)


async def test_what_was_withdrawn_or_done_is_not_read_again(cast):
    rights = await opened(cast)
    paper_id = await recorded(cast, rights[0])
    await papers.withdraw_paper(await cast.actor(RECORDER), paper_id)
    with pytest.raises(PaperDone):
        await papers.witness_paper(await cast.actor(WITNESS), paper_id, "agree")


@pytest.mark.parametrize(("paper_first", "counted"), [(True, "oppose"), (False, "agree")])
async def test_paper_and_phone_of_one_home_count_once_and_the_last_of_them(cast, paper_first, counted):
    rights = await opened(cast)

    async def on_paper() -> None:
        paper_id = await recorded(cast, rights[1], "agree")
        await papers.witness_paper(await cast.actor(WITNESS), paper_id, "agree")

    async def by_phone() -> None:
        slip = ballots.slip(cast.motion.id, rights[1].id, "a-key-0123456789ab", Choice.OPPOSE, 2)
        await ballots.box.cast(slip)

    for cast_it in (on_paper, by_phone) if paper_first else (by_phone, on_paper):
        await cast_it()
    result = await counting.count(await Motion.get(id=cast.motion.id))
    assert result["tally"][counted]["heads"] == result["tally"]["taking_part"]["heads"] == 1
    assert await Ballot.all().count() == 2  # every revision is kept
    assert (await Motion.get(id=cast.motion.id)).turnout_count == 1


async def test_a_paper_that_is_read_again_later_does_not_undo_what_was_cast_on_a_phone_meanwhile(cast, hands):
    await opened(cast)
    right = await Right.get(motion_id=cast.motion.id, holders__holder=f"owner:{cast.owners[1].id}")
    paper_id = await recorded(cast, right, "agree")
    hands.go(minutes=5)
    slip = ballots.slip(cast.motion.id, right.id, "a-key-0123456789ab", "oppose", cast.people["chen_xiuying"].id)
    later = await ballots.box.cast(slip)
    hands.go(minutes=5)
    assert await papers.witness_paper(await cast.actor(WITNESS), paper_id, "agree")
    result = await counting.count(await Motion.get(id=cast.motion.id))
    assert (result["tally"]["oppose"]["heads"], result["tally"]["taking_part"]["heads"]) == (1, 1)
    assert await queries.receipts_of(cast.motion.id) == [later.code]
    found = await queries.motion_for(await cast.actor("chen_xiuying"), cast.motion.id)
    assert [each.receipt for each in found.rights] == [later.code]


async def test_no_paper_slips_in_behind_the_close(cast, hands):
    rights = await opened(cast)
    waiting = [await recorded(cast, right) for right in rights]
    hands.go(minutes=50, seconds=1)
    witness = await cast.actor(WITNESS)
    done = await asyncio.gather(
        *(papers.witness_paper(witness, each, "agree") for each in waiting[:7]),
        running.close_due_motions(STRANGER),
        *(papers.witness_paper(witness, each, "agree") for each in waiting[7:]),
        return_exceptions=True,
    )
    counted = sum(isinstance(each, str) for each in done)
    assert all(isinstance(each, (str, Refused, int)) for each in done)
    motion = await Motion.get(id=cast.motion.id)
    assert motion.result["tally"]["taking_part"]["heads"] == counted == await Ballot.all().count()


async def test_three_pairs_of_hands_cannot_be_fewer(visit, cast):
    """王德贵 called the vote; 陈桂芳 records; 刘晓敏 reads it again. Nobody does two of the three."""
    right = (await asyncio.create_task(opened(cast), context=Context()))[3]
    path, paper = f"/motions/{cast.motion.id}/papers", {"right": right.id, "choice": "agree"}
    assert (await visit("wang_degui").get(path)).status_code == 403
    assert (await visit("wang_degui").send_form(path, **paper)).status_code == 403
    assert (await visit("tang_laoshi").send_form(path, **paper)).status_code == 403
    assert (await visit(RECORDER).send_form(path, **paper)).status_code == 303
    waiting = await PaperBallot.get()
    assert (await visit(RECORDER).send_form(f"/papers/{waiting.id}", choice="agree")).status_code == 403
    assert (await visit("wang_degui").send_form(f"/papers/{waiting.id}", choice="agree")).status_code == 403
    assert await Ballot.all().count() == 0
    page = (await visit(WITNESS).get(f"/papers/{waiting.id}")).text
    assert right.label in page and "checked" not in page  # nothing tells what the first person read
    assert (await visit(WITNESS).send_form(f"/papers/{waiting.id}", choice="agree")).status_code == 303
    assert await Ballot.all().count() == 1


async def test_the_recorder_finds_a_door_and_browses_no_list(visit, cast):
    right = (await asyncio.create_task(opened(cast), context=Context()))[3]
    staff, path = visit(RECORDER), f"/motions/{cast.motion.id}/papers"
    assert f"right={right.id}" not in (await staff.get(path)).text
    assert f"right={right.id}" not in (await staff.get(f"{path}?door={right.label[:1]}")).text
    assert f"right={right.id}" in (await staff.get(f"{path}?door={right.label}")).text
    assert "名册上没有这个门牌" in (await staff.get(f"{path}?door=九百栋")).text
    assert (await staff.get(f"{path}/new?right=999999")).status_code == 404


async def test_an_option_ballot_on_paper_keeps_its_rules(visit, cast):
    await Motion.filter(id=cast.motion.id).update(method="approval", options=["甲", "乙", "丙"], most=3)
    right = (await asyncio.create_task(opened(cast), context=Context()))[0]
    path = f"/motions/{cast.motion.id}/papers"
    answer = await visit(RECORDER).send_form(path, right=right.id, look="1")
    assert answer.status_code == 422 and "至少要选 1 个" in answer.text
    assert (await visit(RECORDER).send_form(path, right=right.id, o="2", look="1")).status_code == 303
    assert (await PaperBallot.get()).choice == "2"


async def test_the_meeting_leads_those_who_may_record_to_the_papers(visit, cast):
    await asyncio.create_task(opened(cast), context=Context())
    page, papers_of_it = f"/meetings/{cast.meeting.id}", f"/motions/{cast.motion.id}/papers"
    seen = {who: await visit(who).get(page) for who in (RECORDER, "wang_degui", "tang_laoshi", None)}
    assert {answer.status_code for answer in seen.values()} == {200}
    assert [who for who, answer in seen.items() if papers_of_it in answer.text] == [RECORDER]


async def test_whoever_stands_in_stays_named_and_does_not_turn_to_the_papers(cast):
    head, deputy = await cast.actor("wang_degui"), await cast.actor(RECORDER)
    await standing_in.name_stand_in(head, cast.meeting.id, deputy.id)
    await standing_in.take_over(deputy, cast.meeting.id)
    await running.open_motion(deputy, cast.motion.id)
    for actor in (deputy, head):
        with pytest.raises(standing_in.TakenOver):
            await standing_in.name_stand_in(actor, cast.meeting.id, None)
    assert not permits(deputy, Act.RECORD_PAPER, await motion_with(cast.motion.id))


@pytest.mark.parametrize("who", [RECORDER, WITNESS])
async def test_whoever_had_a_paper_in_hand_does_not_take_over_while_it_is_voted_on(cast, who):
    rights = await opened(cast)
    await papers.witness_paper(await cast.actor(WITNESS), await recorded(cast, rights[0]), "agree")
    actor = await cast.actor(who)
    await standing_in.name_stand_in(await cast.actor("wang_degui"), cast.meeting.id, actor.id)
    with pytest.raises(standing_in.HandlesBallots):
        await standing_in.take_over(actor, cast.meeting.id)
    assert (await type(cast.meeting).get(id=cast.meeting.id)).taken_over_at is None


async def test_who_alone_confirmed_a_voter_neither_records_nor_reads_their_paper(cast):
    await Motion.filter(id=cast.motion.id).update(kind="deliberative", rule_code="households")
    motion, right = await Motion.get(id=cast.motion.id).select_related("meeting"), None
    staff, other = await cast.actor(RECORDER), await cast.actor(WITNESS)
    await Residency.filter(home=cast.homes[1]).update(confirmed_by_id=staff.id, checked_by_id=None)
    await running.freeze(motion, await queries.roll_of(cast.building.path, rules.rule_of("households")))
    await Motion.filter(id=motion.id).update(stage="open")
    right = await Right.get(motion_id=motion.id, key=f"home:{cast.homes[1].id}")
    with pytest.raises(KnownToYouAlone):
        await papers.record_paper(staff, motion.id, right.id, "agree")
    paper = await papers.record_paper(other, motion.id, right.id, "agree")
    with pytest.raises(KnownToYouAlone):
        await papers.witness_paper(staff, paper, "agree")
    await Residency.filter(home=cast.homes[1]).update(checked_by_id=cast.people["he_street"].id)
    assert await papers.witness_paper(staff, paper, "agree")
