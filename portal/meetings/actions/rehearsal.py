"""试投: opened by whoever runs the meeting, tried by everybody, and gone at its end."""

from tortoise.expressions import F

from portal.database.reading import column
from portal.kit import clock
from portal.meetings.actions.changing import locked
from portal.meetings.actions.forgetting import forget_rehearsal
from portal.meetings.actions.running import reshape
from portal.meetings.events import RehearsalEnded, RehearsalOpened
from portal.meetings.models import Meeting, Rehearsal, RehearsalTry
from portal.meetings.rules import Choice
from portal.meetings.rules import rehearsal as rules
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def open_rehearsal(_actor: Actor, meeting_id: int) -> None:
    """Raises RehearsalOn and what `must_be_the_evening` raises."""
    meeting, motions = await locked(meeting_id)
    now = clock.now()
    rules.must_be_the_evening(
        meeting.cancelled_at, meeting.starts_at, meeting.ends_at, [motion.stage for motion in motions], now
    )
    before = await Rehearsal.get_or_none(meeting_id=meeting_id)
    if before is not None and before.ends_at > now:
        raise rules.RehearsalOn()
    await forget_rehearsal(meeting_id)
    await Rehearsal.create(meeting_id=meeting_id, opened_at=now, ends_at=now + rules.LASTS)
    await reshape(meeting_id)
    happened(RehearsalOpened(meeting_id))


@action
async def try_vote(actor: Actor, meeting_id: int, choice: str) -> None:
    """Tried twice is tried once. The choice is looked at and forgotten; that somebody tried is told to nobody.

    Raises TryToChoose, RehearsalOver.
    """
    if choice not in tuple(Choice):
        raise rules.TryToChoose()
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    rehearsal = await Rehearsal.filter(meeting_id=meeting.id, ends_at__gt=clock.now()).first()
    if rehearsal is None:
        raise rules.RehearsalOver()
    if not await RehearsalTry.exists(rehearsal_id=rehearsal.id, person_id=actor.id):
        await RehearsalTry.create(rehearsal_id=rehearsal.id, person_id=actor.id)
        await Meeting.filter(id=meeting_id).update(desk=F("desk") + 1)


@action
async def end_rehearsal(_actor: Actor, meeting_id: int) -> None:
    """Ended twice is ended once."""
    await locked(meeting_id)
    if await forget_rehearsal(meeting_id):
        await reshape(meeting_id)
        happened(RehearsalEnded(meeting_id))


async def end_due_rehearsals(actor: Actor) -> int:
    """Those whose time is over, each in a unit of work of its own. Returns how many."""
    due = await column(Rehearsal.filter(ends_at__lte=clock.now()), "meeting_id")
    for meeting_id in due:
        await end_rehearsal(actor, int(meeting_id))
    return len(due)
