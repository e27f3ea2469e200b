"""Say whether one comes to a meeting."""

from portal.kit import clock
from portal.meetings.events import ComingSaid
from portal.meetings.models import Coming, Meeting
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
    await Coming.update_or_create(meeting_id=meeting_id, slot=f"person:{actor.id}", defaults=said)
    happened(ComingSaid(meeting_id))
