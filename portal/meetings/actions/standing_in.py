"""Who runs a meeting when the convener cannot: one person, named beforehand, who says so when taking over."""

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.database.reading import column
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.actions.changing import locked
from portal.meetings.events import MeetingTakenOver, StandInNamed
from portal.meetings.models import HandCount, Meeting, Motion, PaperBallot
from portal.meetings.rules import VOTING, agenda
from portal.policy import CONVENERS, Actor
from portal.unit_of_work import action, happened


class NotInOffice(Refused):
    status = 422
    message = N_("请从这里任职的人里选一位。")


class TakenOver(Refused):
    message = N_("已经有人接手主持了，不能再换人。")


class HandlesBallots(Refused):
    message = N_("这次表决的票您录过、核对过或者数过，不能再来主持。请召集人另外找人。")


async def who_can_stand_in(meeting: Meeting) -> list[tuple[int, str]]:
    """Those in office over the meeting's area who may call meetings, but for the convener."""
    found = await accounts.holding_over(meeting.path, CONVENERS)
    return [(person, name) for person, name in found if person != meeting.convener_id]


@action
async def name_stand_in(actor: Actor, meeting_id: int, person_id: int | None) -> None:
    """None names nobody any more. Whoever has run the meeting stays named: else they could record its papers next.

    Raises NotInOffice, TakenOver, MeetingCalledOff, MeetingOver.
    """
    meeting, _motions = await locked(meeting_id)
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, (), clock.now())
    if meeting.taken_over_at is not None:
        raise TakenOver()
    if person_id is not None and person_id not in dict(await who_can_stand_in(meeting)):
        raise NotInOffice()
    meeting.deputy_id = person_id
    await meeting.save(update_fields=["deputy_id"])
    happened(StandInNamed(meeting_id, person_id))


@action
async def take_over(actor: Actor, meeting_id: int) -> None:
    """From now on the deputy runs it, beside the convener. Twice is once.

    Raises HandlesBallots, MeetingCalledOff, MeetingOver.
    """
    assert actor.id is not None
    meeting, _motions = await locked(meeting_id)
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, (), clock.now())
    if meeting.taken_over_at is not None or meeting.deputy_id != actor.id:
        return
    await _must_handle_no_ballots(meeting_id, actor.id)
    meeting.taken_over_at = clock.now()
    await meeting.save(update_fields=["taken_over_at"])
    happened(MeetingTakenOver(meeting_id, actor.id))


async def _must_handle_no_ballots(meeting_id: int, person_id: int) -> None:
    """Three pairs of hands, whichever came first. Raises HandlesBallots."""
    voting = await column(Motion.filter(meeting_id=meeting_id, stage__in=VOTING), "id")
    either = Q(recorded_by_id=person_id) | Q(witness_id=person_id)
    papers = await PaperBallot.filter(either, motion_id__in=voting).exists() if voting else False
    if papers or (voting and await HandCount.filter(vote__motion_id__in=voting, counter_id=person_id).exists()):
        raise HandlesBallots()
