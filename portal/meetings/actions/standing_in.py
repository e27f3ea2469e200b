"""Who runs a meeting when the convener cannot: one person, named beforehand, who says so when taking over."""

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.actions.changing import locked
from portal.meetings.events import MeetingTakenOver, StandInNamed
from portal.meetings.models import Meeting
from portal.meetings.rules import agenda
from portal.policy import CONVENERS, Actor
from portal.unit_of_work import action, happened


class NotInOffice(Refused):
    status = 422
    message = N_("请从这里任职的人里选一位。")


async def who_can_stand_in(meeting: Meeting) -> list[tuple[int, str]]:
    """Those in office over the meeting's area who may call meetings, but for the convener."""
    found = await accounts.holding_over(meeting.path, CONVENERS)
    return [(person, name) for person, name in found if person != meeting.convener_id]


@action
async def name_stand_in(actor: Actor, meeting_id: int, person_id: int | None) -> None:
    """None names nobody any more. Raises NotInOffice, MeetingCalledOff, MeetingOver."""
    meeting, _motions = await locked(meeting_id)
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, (), clock.now())
    if person_id is not None and person_id not in dict(await who_can_stand_in(meeting)):
        raise NotInOffice()
    meeting.deputy_id, meeting.taken_over_at = person_id, None  # type: ignore[assignment] # may be empty
    await meeting.save(update_fields=["deputy_id", "taken_over_at"])
    happened(StandInNamed(meeting_id, person_id))


@action
async def take_over(actor: Actor, meeting_id: int) -> None:
    """From now on the deputy runs it, beside the convener. Twice is once. Raises MeetingCalledOff, MeetingOver."""
    assert actor.id is not None
    meeting, _motions = await locked(meeting_id)
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, (), clock.now())
    if meeting.taken_over_at is not None or meeting.deputy_id != actor.id:
        return
    meeting.taken_over_at = clock.now()
    await meeting.save(update_fields=["taken_over_at"])
    happened(MeetingTakenOver(meeting_id, actor.id))
