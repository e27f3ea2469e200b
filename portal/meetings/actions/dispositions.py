"""Write down what was said at a hearing and what became of it."""

from portal.kit import clock
from portal.meetings.actions.minutes import note_change, under_lock
from portal.meetings.events import DispositionAdded, DispositionDropped
from portal.meetings.forms import AddDisposition
from portal.meetings.models import Disposition
from portal.meetings.rules import dispositions as rules
from portal.meetings.rules.minutes import MinutesAreFrozen, must_be_a_draft
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def add_disposition(actor: Actor, meeting_id: int, said: AddDisposition) -> int:
    """Raises MinutesAreFrozen, TooManyDispositions."""
    assert actor.id is not None
    _meeting, minutes = await under_lock(meeting_id)
    must_be_a_draft(minutes.frozen_at if minutes else None)
    if await Disposition.filter(meeting_id=meeting_id).count() >= rules.MOST:
        raise rules.TooManyDispositions()
    added = await Disposition.create(
        meeting_id=meeting_id, speaker=said.speaker, comment=said.comment, outcome=said.outcome, reason=said.reason,
        added_by_id=actor.id, added_at=clock.now(),
    )  # fmt: skip
    await note_change(minutes)
    happened(DispositionAdded(meeting_id, added.id))
    return added.id


@action
async def drop_disposition(_actor: Actor, disposition_id: int) -> int:
    """Raises MinutesAreFrozen: what was confirmed stays. Returns its meeting."""
    meeting_id = (await Disposition.get(id=disposition_id)).meeting_id
    _meeting, minutes = await under_lock(meeting_id)
    found = await Disposition.get(id=disposition_id)  # as it is under the lock
    if found.minutes_id is not None:
        raise MinutesAreFrozen()
    await found.delete()
    await note_change(minutes)
    happened(DispositionDropped(meeting_id, disposition_id))
    return meeting_id
