"""A day and two hours before a meeting, those who are invited are reminded; each once."""

from portal.kit import clock
from portal.meetings.events import MeetingComing
from portal.meetings.models import Meeting, PostedNotice
from portal.meetings.rules import reminding
from portal.policy import STRANGER, Actor
from portal.unit_of_work import action, happened


async def remind_of_meetings(actor: Actor = STRANGER) -> int:
    """Each in a unit of work of its own. Returns how many reminders went out."""
    now = clock.now()
    ahead = now + reminding.AHEAD[reminding.DAY]
    soon = Meeting.filter(starts_at__gt=now, starts_at__lte=ahead, cancelled_at=None, reminded__lt=reminding.HOURS)
    found = await soon.order_by("starts_at", "id").limit(500).only("id")
    return sum([await _remind_of(actor, meeting.id) for meeting in found])


@action
async def _remind_of(_actor: Actor, meeting_id: int) -> int:
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    if meeting.cancelled_at is not None:
        return 0
    last = await PostedNotice.filter(meeting_id=meeting_id, kind__in=["called", "changed"]).order_by("-edition").first()
    told_at = last.posted_at if last else meeting.called_at
    which = reminding.reminder_due(meeting.reminded, meeting.starts_at, told_at, clock.now())
    if not which:
        return 0
    meeting.reminded = which
    await meeting.save(update_fields=["reminded"])
    happened(MeetingComing(meeting_id, which))
    return 1
