"""举手表决: opened by whoever runs the meeting, counted by two others, each for themselves."""

from portal.kit import clock
from portal.meetings import rules
from portal.meetings.actions.running import begin, finish, locked, reshape
from portal.meetings.events import HandsCounted, HandsDiffered, HandsEntered, HandsOpened, HandsRecounted
from portal.meetings.models import Arrival, HandCount, HandVote, Motion
from portal.meetings.queries.hands import COUNTERS, counts_of
from portal.meetings.rules import Stage
from portal.meetings.rules import hands as ruling
from portal.meetings.rules.hands import Hands
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def open_by_hands(actor: Actor, motion_id: int, present: int) -> None:
    """Rule and electorate are frozen as in every vote; nobody votes by phone or on paper.

    Raises NotByHands, OnlyYesOrNoByHands, PresentOutOfRange and what `open_motion` raises.
    """
    motion = await locked(motion_id)
    ruling.must_be_countable(rules.rule_of(motion.rule_code), options=bool(motion.options))
    await begin(motion, Stage.HANDS)
    ruling.must_be_here(present, motion.rights_count)
    await HandVote.create(motion_id=motion.id, present=present, opened_by_id=actor.id)
    happened(HandsOpened(motion.meeting_id, motion.id))


@action
async def count_hands(actor: Actor, motion_id: int) -> None:
    """我来数: one of the two, if there are not two yet.

    Raises NotVotedByHands, VotingClosed, CounterRunsIt, CounterIsNotHere, CountedAlready, TwoCountAlready.
    """
    motion, vote = await _voted(motion_id)
    if actor.id == vote.opened_by_id:
        raise ruling.CounterRunsIt()
    if not await Arrival.exists(meeting_id=motion.meeting_id, person_id=actor.id):
        raise ruling.CounterIsNotHere()
    counts = await counts_of(vote)
    if any(each.counter_id == actor.id for each in counts):
        return
    if len(counts) == COUNTERS:
        raise ruling.TwoCountAlready()
    await HandCount.create(vote_id=vote.id, round=vote.round, seat=len(counts) + 1, counter_id=actor.id)
    await reshape(motion.meeting_id)
    happened(HandsCounted(motion.meeting_id, motion.id))


@action
async def enter_hands(actor: Actor, motion_id: int, hands: Hands) -> str:
    """What one of the two has counted. With the second the vote is over where both are equal, else both count again,
    and what they entered is kept. Says which: waits, agreed or differs.

    Raises NotVotedByHands, VotingClosed, NotACounter, CountedAlready, MoreHandsThanPeople.
    """
    motion, vote = await _voted(motion_id)
    counts = await counts_of(vote)
    mine = next((each for each in counts if each.counter_id == actor.id), None)
    if mine is None:
        raise ruling.NotACounter()
    if mine.entered_at is not None:
        raise ruling.CountedAlready()
    ruling.must_be_of_the_hall(hands, vote.present)
    mine.agree, mine.oppose, mine.abstain, mine.entered_at = hands.agree, hands.oppose, hands.abstain, clock.now()
    await mine.save()
    happened(HandsEntered(motion.meeting_id, motion.id))
    return await _compare(motion, vote, counts)


async def _compare(motion: Motion, vote: HandVote, counts: list[HandCount]) -> str:
    said = [(each.agree, each.oppose, each.abstain) for each in counts if each.entered_at is not None]
    if len(said) < COUNTERS:
        await reshape(motion.meeting_id)
        return "waits"
    if said[0] == said[1]:
        motion.turnout_count = sum(number or 0 for number in said[0])
        await motion.save(update_fields=["turnout_count"])
        await finish(motion)
        return "agreed"
    await _again(motion, vote, [each.counter_id for each in counts])
    happened(HandsDiffered(motion.meeting_id, motion.id))
    return "differs"


async def _again(motion: Motion, vote: HandVote, counters: list[int]) -> None:
    vote.round += 1
    await vote.save(update_fields=["round"])
    for seat, counter in enumerate(counters, 1):
        await HandCount.create(vote_id=vote.id, round=vote.round, seat=seat, counter_id=counter)
    await reshape(motion.meeting_id)


@action
async def recount_hands(_actor: Actor, motion_id: int) -> None:
    """换人数: two others count from the beginning. Raises NotVotedByHands, VotingClosed."""
    motion, vote = await _voted(motion_id)
    await _again(motion, vote, [])
    happened(HandsRecounted(motion.meeting_id, motion.id))


async def _voted(motion_id: int) -> tuple[Motion, HandVote]:
    """Under the motion's lock: two who enter at once are one after the other."""
    motion = await locked(motion_id)
    vote = await HandVote.get_or_none(motion_id=motion_id)
    if vote is None:
        raise ruling.NotVotedByHands()
    if motion.stage != Stage.HANDS or clock.now() >= motion.closes_at:
        raise rules.VotingClosed()
    return motion, vote
