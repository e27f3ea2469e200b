"""Say whether one comes to a meeting."""

from collections.abc import Mapping

from portal.kit import clock
from portal.meetings.events import ComingEntered, ComingSaid
from portal.meetings.models import Coming, Meeting
from portal.meetings.queries.coming import main_electorate
from portal.meetings.rules import coming as law
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def say_coming(actor: Actor, meeting_id: int, answer: str) -> None:
    """来、委托 or 不来; the last answer before the start counts. Raises MeetingCalledOff, MeetingBegun."""
    # The meeting's lock: two taps at once are one answer, the later one.
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    law.must_be_before(meeting.cancelled_at, meeting.starts_at, clock.now())
    said = {"person_id": actor.id, "keys": sorted(actor.holders), "answer": answer, "at": clock.now()}
    await _forget_entered(meeting_id, actor.holders)
    await Coming.update_or_create(meeting_id=meeting_id, slot=f"person:{actor.id}", defaults=said)
    happened(ComingSaid(meeting_id))


@action
async def enter_coming(actor: Actor, meeting_id: int, answers: Mapping[str, str]) -> int:
    """What neighbours wrote in a chat, by right. What somebody answered themselves stays. Returns how many.

    Raises MeetingCalledOff, MeetingBegun.
    """
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    await meeting.fetch_related("area")
    law.must_be_before(meeting.cancelled_at, meeting.starts_at, clock.now())
    own = {key for said in await Coming.filter(meeting_id=meeting_id, person_id__isnull=False) for key in said.keys}
    entries = [
        entry for entry in await main_electorate(meeting) if entry.key in answers and not own & set(entry.holders)
    ]
    await Coming.filter(meeting_id=meeting_id, slot__in=[entry.key for entry in entries] or [""]).delete()
    await Coming.bulk_create(
        [
            Coming(
                meeting_id=meeting_id, slot=entry.key, keys=list(entry.holders), answer=answers[entry.key],
                at=clock.now(), entered_by_id=actor.id,
            )
            for entry in entries
        ]
    )  # fmt: skip
    happened(ComingEntered(meeting_id, len(entries)))
    return len(entries)


async def _forget_entered(meeting_id: int, holders: frozenset[str]) -> None:
    """Who answers themselves is not answered for any more."""
    entered = await Coming.filter(meeting_id=meeting_id, person_id=None)
    theirs = [said.id for said in entered if holders & set(said.keys)]
    if theirs:
        await Coming.filter(id__in=theirs).delete()
