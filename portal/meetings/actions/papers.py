"""Ballots on paper: recorded by one, read again by another, and only then in the box."""

from tortoise.exceptions import IntegrityError

from portal.database.reading import column
from portal.kit import clock, sealing
from portal.kit.errors import Missing
from portal.meetings import queries, rules
from portal.meetings.actions.ballots import Slip, enter
from portal.meetings.events import PaperCounted, PaperDiffered, PaperLookedAt, PaperRecorded, PaperWithdrawn
from portal.meetings.models import Motion, PaperBallot, PaperPhoto, Right, RightHolder
from portal.meetings.rules import Channel
from portal.meetings.rules.papers import PaperState, PaperWaits, must_be_doubted, must_not_be_known_alone, must_wait
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def record_paper(
    actor: Actor, motion_id: int, right_id: int, choice: str, photo: tuple[str, bytes] | None = None
) -> int:
    """What stands on a paper, as the first person reads it, and its photo (SHA-256, JPEG). It counts for nothing yet.

    Raises MotionNotOpen, VotingClosed, UnknownOption, Missing, KnownToYouAlone, PaperWaits.
    """
    assert actor.id is not None
    motion = await _open(motion_id)
    rules.must_be_written(queries.question_of(motion), choice)
    if not await Right.exists(id=right_id, motion_id=motion.id):
        raise Missing()
    await _must_not_be_known_alone(motion, right_id, actor.id)
    if await PaperBallot.exists(motion_id=motion.id, slot=right_id):
        raise PaperWaits()
    try:
        paper = await PaperBallot.create(
            motion_id=motion.id, right_id=right_id, slot=right_id, choice=choice, recorded_by_id=actor.id,
            recorded_at=clock.now(),
        )  # fmt: skip
    except IntegrityError as twice:
        raise PaperWaits() from twice
    if photo is not None:
        await PaperPhoto.create(paper_id=paper.id, sha256=photo[0], data=photo[1], taken_at=clock.now())
    happened(PaperRecorded(motion.meeting_id, motion.id, paper.id))
    return paper.id


@action
async def witness_paper(actor: Actor, paper_id: int, choice: str) -> str:
    """The second reading. The same, and the ballot is in the box with this very commit: its receipt's code.
    Nothing where it differs.

    Raises MotionNotOpen, VotingClosed, UnknownOption, KnownToYouAlone, PaperDone.
    """
    assert actor.id is not None
    paper = await PaperBallot.get(id=paper_id)
    motion = await _open(paper.motion_id)
    # Read again under the motion's lock: two who witness at once are one after the other.
    paper = await PaperBallot.get(id=paper_id)
    must_wait(paper.state)
    rules.must_be_written(queries.question_of(motion), choice)
    await _must_not_be_known_alone(motion, paper.right_id, actor.id)
    paper.witness_id, paper.witnessed_at, paper.slot = actor.id, clock.now(), None
    if choice != paper.choice:
        paper.state = PaperState.DIFFERS
        await paper.save()
        happened(PaperDiffered(motion.meeting_id, motion.id, paper.id))
        return ""
    key = sealing.digest(f"paper:{paper.id}")
    # It is as old as its first reading: what was cast on a phone since then is the later word.
    slip = Slip(motion.id, paper.right_id, key, choice, Channel.PAPER, None, paper.recorded_at)
    receipt = await enter(motion, slip)
    paper.state, paper.receipt = PaperState.COUNTED, receipt.code
    await paper.save()
    happened(PaperCounted(motion.meeting_id, motion.id, paper.id))
    return receipt.code


@action
async def withdraw_paper(_actor: Actor, paper_id: int) -> None:
    """Whoever recorded it saw that it is wrong. Raises PaperDone, VotingClosed."""
    paper = await PaperBallot.get(id=paper_id)
    motion = await _open(paper.motion_id)
    paper = await PaperBallot.get(id=paper_id)
    must_wait(paper.state)
    await PaperBallot.filter(id=paper.id).update(state=PaperState.WITHDRAWN, slot=None)
    happened(PaperWithdrawn(motion.meeting_id, motion.id, paper.id))


@action
async def look_at_paper(_actor: Actor, paper_id: int) -> int:
    """Somebody who works here looks at the photo of a paper that is in doubt: that they did stays known.

    Raises PaperNotOpen.
    """
    paper = await PaperBallot.get(id=paper_id).select_related("motion")
    must_be_doubted(paper.state, paper.motion.stage)
    happened(PaperLookedAt(paper.motion.meeting_id, paper.motion_id, paper.id))
    return paper.id


async def _must_not_be_known_alone(motion: Motion, right_id: int, person_id: int) -> None:
    """Raises KnownToYouAlone."""
    holders = await column(RightHolder.filter(right_id=right_id), "holder")
    must_not_be_known_alone(motion.kind, holders, await queries.known_to_alone(motion, person_id))


async def _open(motion_id: int) -> Motion:
    """The motion, locked: no paper slips in behind the close."""
    motion = await Motion.filter(id=motion_id).select_for_update().get()
    rules.must_be_open(motion.stage, motion.closes_at, clock.now())
    return motion
