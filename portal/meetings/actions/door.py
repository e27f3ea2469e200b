"""签到: by one's own phone, by a tick at the door, or from a sheet of paper afterwards. A right is here once."""

from collections.abc import Sequence
from datetime import datetime

from portal import settings
from portal.kit import clock
from portal.meetings.events import Arrived, PresenceTaken, PresenceUndone
from portal.meetings.models import Arrival, Meeting, Minutes, Motion, Presence
from portal.meetings.queries import door as asked
from portal.meetings.rules import Stage
from portal.meetings.rules import door as law
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.meetings.rules.minutes import MinutesAreFrozen
from portal.places.queries import RollEntry
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def arrive(actor: Actor, meeting_id: int, code: str) -> None:
    """签到, with the code that is shown now; again, it is the same arrival.

    Raises MeetingCalledOff, DoorNotOpen, MeetingOver, DoorCodeStale, WrongDoorCode.
    """
    meeting = await _open(meeting_id)
    law.must_be_current(code, settings.current().secret, meeting_id, clock.now())
    _arrival, new = await Arrival.get_or_create(meeting_id=meeting_id, person_id=actor.id, defaults={"at": clock.now()})
    taken = await _take(meeting, await asked.entries_held(meeting, actor.holders), law.Way.PHONE, person_id=actor.id)
    if new or taken:
        happened(Arrived(meeting_id))


@action
async def tick(actor: Actor, meeting_id: int, key: str) -> None:
    """Somebody at the door is known to the helper. Raises MeetingCalledOff, DoorNotOpen, MeetingOver, AlreadyHere."""
    meeting = await _open(meeting_id)
    await _enter(actor, meeting, key, law.Way.TICK, clock.now())


@action
async def enter_signed(actor: Actor, meeting_id: int, key: str, occurred_at: datetime) -> None:
    """Who signed on paper, entered afterwards: until the minutes are settled, which say how many came.

    Raises MeetingCalledOff, MinutesAreFrozen, NotThatEvening, AlreadyHere.
    """
    meeting = await Meeting.get(id=meeting_id).select_related("area")
    if meeting.cancelled_at is not None:
        raise MeetingCalledOff()
    if await Minutes.exists(meeting_id=meeting_id, frozen_at__isnull=False):
        raise MinutesAreFrozen()
    law.must_be_that_evening(occurred_at, meeting.starts_at, meeting.ends_at, clock.now())
    await _enter(actor, meeting, key, law.Way.PAPER, occurred_at)


async def _enter(actor: Actor, meeting: Meeting, key: str, way: law.Way, occurred_at: datetime) -> None:
    entry = await asked.entry_at(meeting, key)
    if not await _take(meeting, [entry], way, entered_by_id=actor.id, occurred_at=occurred_at):
        raise law.AlreadyHere(label=entry.label)
    happened(PresenceTaken(meeting.id, way))


async def _take(
    meeting: Meeting, entries: Sequence[RollEntry], way: law.Way, *, person_id: int | None = None,
    entered_by_id: int | None = None, occurred_at: datetime | None = None,
) -> int:  # fmt: skip
    """A step: these rights are here. How many of them were not before."""
    now, taken = clock.now(), 0
    said = {
        "way": way, "person_id": person_id, "entered_by_id": entered_by_id, "entered_at": now,
        "occurred_at": occurred_at or now,
    }  # fmt: skip
    for entry in sorted(entries, key=lambda each: each.key):
        named = said | {"key": entry.key, "label": entry.label[:120]}
        _presence, new = await Presence.get_or_create(meeting_id=meeting.id, slot=entry.key, defaults=named)
        taken += new
    return taken


@action
async def untick(actor: Actor, meeting_id: int, key: str, why: str) -> None:
    """It was a mistake: the reason stays with the entry. Raises NotTicked, MinutesAreFrozen."""
    if await Minutes.exists(meeting_id=meeting_id, frozen_at__isnull=False):
        raise MinutesAreFrozen()
    standing = Presence.filter(meeting_id=meeting_id, slot=key)
    if not await standing.update(slot=None, undone_at=clock.now(), undone_by_id=actor.id, why=why):
        raise law.NotTicked()
    happened(PresenceUndone(meeting_id))


async def _open(meeting_id: int) -> Meeting:
    meeting = await Meeting.get(id=meeting_id).select_related("area")
    voting = await Motion.exists(meeting_id=meeting_id, stage=Stage.OPEN)
    law.must_be_open(meeting.cancelled_at, meeting.starts_at, meeting.ends_at, clock.now(), voting=voting)
    return meeting
