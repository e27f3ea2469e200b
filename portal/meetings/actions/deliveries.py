"""Note that a home was reached or was not, strike out what is wrong, and say who goes from door to door."""

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.meetings.actions.calling import in_city
from portal.meetings.actions.changing import locked
from portal.meetings.events import (
    DeliveryStruck,
    DoorHelperEnded,
    DoorHelperNamed,
    DoorsLookedAt,
    ItemAdded,
    MeetingCalled,
    MeetingChanged,
    NoticeDelivered,
    WordingChanged,
)
from portal.meetings.forms import DeliverNotice
from portal.meetings.models import Delivery, DeliveryPhoto, DoorHelper, DoorLook, Meeting, Motion
from portal.meetings.queries import deliveries as found
from portal.meetings.queries import reach
from portal.meetings.queries.electorate import roll_of
from portal.meetings.rules import Stage, agenda, rule_of
from portal.meetings.rules import deliveries as law
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def deliver_notice(
    actor: Actor, meeting_id: int, said: DeliverNotice, photo: tuple[str, bytes] | None = None
) -> int:
    """One attempt at one home, with its proof (SHA-256, JPEG). A home may have several; what counts is whether one of
    them reached it.

    Raises MeetingCalledOff, NotOnThisList, DeliveredInFuture, DeliveredBeforeNotice, DeliveredAfterClose.
    """
    assert actor.id is not None
    meeting = await Meeting.get(id=meeting_id).select_related("area")
    if meeting.cancelled_at is not None:
        raise agenda.MeetingCalledOff()
    if not await reach.is_on_list(meeting_id, said.home):
        raise law.NotOnThisList()
    now = clock.now()
    occurred = in_city(said.occurred_at) if said.occurred_at else now
    at = law.settled(occurred, await reach.noticed_from(meeting), await reach.last_close(meeting_id), now)
    delivery = await Delivery.create(
        meeting_id=meeting_id, home_id=said.home, method=said.method, outcome=said.outcome, note=said.note,
        occurred_at=at, logged_at=now, by_id=actor.id,
    )  # fmt: skip
    if photo is not None:
        await DeliveryPhoto.create(delivery_id=delivery.id, sha256=photo[0], data=photo[1], taken_at=now)
    happened(NoticeDelivered(meeting_id, delivery.id))
    return delivery.id


@action
async def strike_delivery(actor: Actor, delivery_id: int, why: str) -> None:
    """It stays readable, with who struck it out and why, and counts no longer. Raises StruckAlready."""
    struck = {"struck_at": clock.now(), "struck_by_id": actor.id, "why_struck": why}
    if not await Delivery.filter(id=delivery_id, struck_at=None).update(**struck):
        raise law.StruckAlready()
    delivery = await Delivery.get(id=delivery_id)
    happened(DeliveryStruck(delivery.meeting_id, delivery_id))


@action
async def look_at_doors(actor: Actor, meeting_id: int, reason: str) -> None:
    """For this round, which doors have no ballot in the box. Raises NoLookReason, NobodyVotesNow."""
    assert actor.id is not None
    if reason not in law.REASONS:
        raise law.NoLookReason()
    if not await Motion.exists(meeting_id=meeting_id, stage=Stage.OPEN):
        raise law.NobodyVotesNow()
    await DoorLook.create(meeting_id=meeting_id, person_id=actor.id, why=reason, at=clock.now())
    happened(DoorsLookedAt(meeting_id, reason))


@action
async def name_door_helper(_actor: Actor, meeting_id: int, person_id: int) -> None:
    """Twice is once. Raises CannotHelpHere, MeetingCalledOff, MeetingOver."""
    meeting, _motions = await locked(meeting_id)
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, (), clock.now())
    if person_id not in dict(await found.who_can_help(meeting)):
        raise law.CannotHelpHere()
    if await DoorHelper.exists(meeting_id=meeting_id, slot=person_id):
        return
    await DoorHelper.create(meeting_id=meeting_id, person_id=person_id, slot=person_id, named_at=clock.now())
    happened(DoorHelperNamed(meeting_id, person_id))


@action
async def end_door_helper(_actor: Actor, meeting_id: int, person_id: int) -> None:
    ended = DoorHelper.filter(meeting_id=meeting_id, slot=person_id)
    if await ended.update(slot=None, ended_at=clock.now()):
        happened(DoorHelperEnded(meeting_id, person_id))


async def note_again_by_portal(event: MeetingChanged) -> None:
    """A step: where the days of notice began anew, so did the notice itself."""
    if event.anew:
        await note_by_portal(MeetingCalled(event.meeting_id))


async def note_by_portal(event: MeetingCalled | ItemAdded | WordingChanged) -> None:
    """A step: the portal has told everybody with an account; the homes of their rights are reached by it."""
    since = await reach.noticed_from(await Meeting.get(id=event.meeting_id))
    told = {home for motion in await reach.motions_with_homes(event.meeting_id) for home in await _told(motion)}
    told -= await reach.delivered_homes(event.meeting_id, since)
    now = clock.now()
    await Delivery.bulk_create(
        [
            Delivery(
                meeting_id=event.meeting_id, home_id=home, method=law.Method.PORTAL, outcome=law.Outcome.DELIVERED,
                occurred_at=now, logged_at=now,
            )
            for home in sorted(told)
        ],
        batch_size=500,
    )  # fmt: skip


async def _told(motion: Motion) -> set[int]:
    """The homes whose right an account can use."""
    roll = await roll_of(motion.area.path, rule_of(motion.rule_code))
    with_account = await accounts.held_by_accounts({holder for entry in roll for holder in entry.holders})
    return {home for entry in roll if not with_account.isdisjoint(entry.holders) for home in entry.homes}
