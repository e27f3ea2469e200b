"""What neighbours answered becomes a topic of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings import queries
from portal.meetings.actions.calling import put_statement
from portal.meetings.events import TopicAdded
from portal.meetings.models import Meeting
from portal.meetings.rules.agenda import must_be_changeable
from portal.policy import Actor
from portal.unit_of_work import action, happened

if TYPE_CHECKING:
    from portal.hall.models import Statement


class NotThatMeeting(Refused):
    status = 422
    message = N_("请选一次还没开完、由您管的会。")


@action
async def take_up_statement(actor: Actor, statement: Statement, meeting_id: int) -> int:
    """One more topic of a meeting to come: it is talked about, and not voted on, since it was not announced.

    Raises NotThatMeeting, MeetingCalledOff, MeetingOver, AlreadyOnAgenda, StatementGone.
    """
    if meeting_id not in {each.id for each in await queries.meetings_to_add_to(actor, statement.path)}:
        raise NotThatMeeting()
    # Its lock, and what it says then: meanwhile it may have been called off, or have got another item.
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    must_be_changeable(meeting.cancelled_at, meeting.ends_at, (), clock.now())
    item = await put_statement(meeting, statement.id)
    meeting.version += 1
    await meeting.save(update_fields=["version"])
    happened(TopicAdded(meeting.id, item.id))
    return meeting.id
