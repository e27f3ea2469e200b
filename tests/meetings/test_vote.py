"""The main job without a page: a building votes, and the result is what the arithmetic says."""

import asyncio
from datetime import timedelta

import pytest

from portal.accounts.models import Holding
from portal.kit import clock
from portal.kit.errors import Refused
from portal.meetings import queries, rules
from portal.meetings.actions import ballots, running
from portal.meetings.models import AgendaItem, Ballot, Motion, Right
from portal.meetings.rules import Choice, VotingClosed
from portal.policy import STRANGER
from portal.unit_of_work import KeyReused
from tests.cast import LARGE, SMALL, Cast


async def opened(cast: Cast) -> list[Right]:
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    return await Right.filter(motion_id=cast.motion.id).order_by("id")


def slip(cast: Cast, right: Right, choice: Choice, key: str) -> ballots.Slip:
    return ballots.slip(cast.motion.id, right.id, key, choice, 1)


async def vote(cast: Cast, rights: list[Right], agree: list[Right], oppose: list[Right]) -> Motion:
    for right in agree:
        await ballots.box.cast(slip(cast, right, Choice.AGREE, f"agree-{right.id}-0123456789"))
    for right in oppose:
        await ballots.box.cast(slip(cast, right, Choice.OPPOSE, f"oppose-{right.id}-0123456789"))
    return await Motion.get(id=cast.motion.id)


def of_size(rights: list[Right], size: int) -> list[Right]:
    return [right for right in rights if right.size == size]


async def test_five_large_and_four_small_homes_carry_the_lift(cast, hands):
    rights = await opened(cast)
    large, small = of_size(rights, LARGE), of_size(rights, SMALL)
    await vote(cast, rights, large[:5] + small[:4], large[5:6] + small[4:6])
    hands.go(minutes=51)
    assert await running.close_due_motions(STRANGER) == 1
    result = (await Motion.get(id=cast.motion.id)).result
    assert result["verdict"] == "passed"
    assert [(test["part"], test["whole"]) for test in result["tests"]] == [
        (12, 14),
        (97164, 113358),
        (9, 12),
        (73734, 97164),
    ]


async def test_four_large_and_five_small_homes_fail_on_area(cast, hands):
    rights = await opened(cast)
    large, small = of_size(rights, LARGE), of_size(rights, SMALL)
    await vote(cast, rights, large[:4] + small[:5], large[4:6] + small[5:6])
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    result = (await Motion.get(id=cast.motion.id)).result
    assert result["verdict"] == "failed"
    assert [test["holds"] for test in result["tests"]] == [True, True, True, False]


async def test_too_few_is_no_result(cast, hands):
    rights = await opened(cast)
    await vote(cast, rights, rights[:9], [])
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    assert (await Motion.get(id=cast.motion.id)).result["verdict"] == "no_result"


async def test_many_at_once_are_each_counted_once(cast):
    rights = await opened(cast)
    casts = [
        ballots.box.cast(slip(cast, right, Choice.AGREE, f"key-{right.id}-0123456789"))
        for right in rights
        for _ in range(20)
    ]
    receipts = await asyncio.gather(*casts)
    assert len({receipt.code for receipt in receipts}) == len(rights) == await Ballot.all().count()
    motion = await Motion.get(id=cast.motion.id)
    assert (motion.turnout_count, motion.turnout_size) == (14, 113358)


async def test_a_changed_mind_is_a_new_revision_and_the_last_counts(cast, hands):
    rights = await opened(cast)
    first = await ballots.box.cast(slip(cast, rights[0], Choice.AGREE, "first-0123456789ab"))
    second = await ballots.box.cast(slip(cast, rights[0], Choice.OPPOSE, "second-0123456789a"))
    assert (first.revision, second.revision) == (1, 2)
    counted = await running.count(await Motion.get(id=cast.motion.id))
    assert counted["tally"]["oppose"]["heads"] == 1
    assert counted["tally"]["agree"]["heads"] == 0
    assert (await Motion.get(id=cast.motion.id)).turnout_count == 1


async def test_the_same_key_with_another_choice_is_refused(cast):
    rights = await opened(cast)
    await ballots.box.cast(slip(cast, rights[0], Choice.AGREE, "one-key-0123456789"))
    with pytest.raises(KeyReused):
        await ballots.box.cast(slip(cast, rights[0], Choice.OPPOSE, "one-key-0123456789"))


async def test_what_the_server_had_before_the_close_counts_though_it_is_stored_after_it(cast, hands):
    rights = await opened(cast)
    hands.at = (await Motion.get(id=cast.motion.id)).closes_at - timedelta(milliseconds=1)
    received = slip(cast, rights[0], Choice.AGREE, "received-0123456789")
    hands.go(milliseconds=2)
    late = slip(cast, rights[1], Choice.AGREE, "late-0123456789abcd")
    assert await running.close_due_motions(STRANGER) == 0
    assert (await ballots.box.cast(received)).code
    with pytest.raises(VotingClosed):
        await ballots.box.cast(late)
    hands.go(seconds=1)
    assert await running.close_due_motions(STRANGER) == 1
    assert (await Motion.get(id=cast.motion.id)).result["tally"]["taking_part"]["heads"] == 1


async def test_no_ballot_slips_in_behind_the_close(cast, hands):
    """Whatever the order, a ballot acknowledged is a ballot counted."""
    rights = await opened(cast)
    late = [slip(cast, right, Choice.AGREE, f"late-{right.id}-0123456789") for right in rights]
    hands.go(minutes=50, seconds=1)
    results = await asyncio.gather(
        *(ballots.box.cast(each) for each in late[:7]),
        running.close_due_motions(STRANGER),
        *(ballots.box.cast(each) for each in late[7:]),
        return_exceptions=True,
    )
    acknowledged = sum(isinstance(result, ballots.Receipt) for result in results)
    assert all(isinstance(result, (ballots.Receipt, Refused, int)) for result in results)
    motion = await Motion.get(id=cast.motion.id)
    assert motion.result["tally"]["taking_part"]["heads"] == acknowledged == await Ballot.all().count()


async def test_a_ballot_after_the_close_is_told_so(cast, hands):
    rights = await opened(cast)
    hands.go(minutes=51)
    with pytest.raises(VotingClosed):
        await ballots.box.cast(slip(cast, rights[0], Choice.AGREE, "too-late-0123456789"))
    assert await Ballot.all().count() == 0


async def test_the_tick_says_how_many_and_never_how(cast):
    rights = await opened(cast)
    await vote(cast, rights, rights[:2], rights[2:4])
    tick = await queries.tick_of(cast.meeting.id)
    assert tick["c"] == 4
    assert set(tick) == {"v", "d", "h", "r", "m", "o", "c", "a", "e", "t"}
    assert rules.rule_of("straw_poll").notice_days == 0


async def test_the_room_shows_the_last_result_until_the_next_motion_is_opened(cast, hands):
    item = await AgendaItem.create(meeting=cast.meeting, position=2, title="坝坝会")
    following = await Motion.create(
        item=item, meeting=cast.meeting, area=cast.building, wording="是否每月开一次？", wording_hash="-", kind="deliberative",
        rule_code="households", stage="draft", closes_at=hands() + timedelta(hours=3), lights=1,
    )  # fmt: skip
    state = await queries.room_of(cast.meeting)
    assert (state.current.id, state.next.id) == (cast.motion.id, following.id)
    await opened(cast)
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    state = await queries.room_of(cast.meeting)
    assert (state.current.stage, state.current.id, state.next.id, state.position) == (
        "closed",
        cast.motion.id,
        following.id,
        1,
    )
    await running.open_motion(await cast.actor("wang_degui"), following.id)
    state = await queries.room_of(cast.meeting)
    assert (state.current.id, state.next, state.position) == (following.id, None, 2)
    assert (await queries.tick_of(cast.meeting.id))["m"] == following.id


async def test_of_two_who_hold_one_right_each_is_told_that_the_other_voted_and_neither_how(visit, cast):
    await Holding.create(
        person=cast.people["zhou_shifu"], owner_id=cast.owners[1].id, since=clock.now() - timedelta(days=1)
    )
    rights = await opened(cast)
    right = next(each for each in rights if each.label.endswith(cast.homes[1].label))
    room, told = f"/meetings/{cast.meeting.id}/room", "另一位家人也投过"
    first, second = visit("chen_xiuying"), visit("zhou_shifu")

    async def cast_by(browser, choice: str) -> None:
        typed = {
            "right": right.id,
            "choice": choice,
            "key": f"key-of-{choice}-0123456789",
            "_key": f"once-{choice}-012345",
        }
        assert (await browser.post(f"/motions/{cast.motion.id}/ballot", data=typed)).status_code == 303

    await cast_by(first, "agree")
    assert told not in (await first.get(room)).text
    page = (await second.get(room)).text
    assert told in page and "陈秀英" not in page
    await cast_by(second, "oppose")
    assert told in (await first.get(room)).text
    hands_at = (await Motion.get(id=cast.motion.id)).closes_at + rules.GRACE
    clock.follow(lambda: hands_at)
    await running.close_due_motions(STRANGER)
    assert (await Motion.get(id=cast.motion.id)).result["tally"]["taking_part"]["heads"] == 0
