"""Sign up for a shift, or withdraw. Who comes first has the place; the others wait in order of arrival."""

from typing import Any

from tortoise.expressions import Q

from portal.accounts.actions.steps import in_turn
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened
from portal.volunteers import forms, queries
from portal.volunteers.events import PlaceFound, SignedUp, Withdrew
from portal.volunteers.models import Activity, ServiceTime, Shift, SignUp
from portal.volunteers.rules import (
    ActivityStage,
    AlreadyFinished,
    AlreadySignedUp,
    ClashesWith,
    GuardianMissing,
    NotSignedUp,
    OnlyOnce,
    SayYourAge,
    ServiceStage,
    ShiftGone,
    ShiftOver,
    SignUpStage,
    Source,
    TooYoung,
    planning,
)


@action
async def sign_up(actor: Actor, shift_id: int, said: forms.SignUp) -> str:
    """Answers `accepted` or `waiting`. Nobody is ever accepted beyond the shift's places.

    Raises AlreadySignedUp, ShiftOver, ShiftGone, ClashesWith, TooYoung, SayYourAge, GuardianMissing.
    """
    assert actor.id is not None
    await in_turn(actor.id)
    # Everybody waits here for everybody else: two cannot both see the last place free.
    shift = await Shift.filter(id=shift_id).select_for_update().get()
    await shift.fetch_related("activity")
    guardian = _guardian(shift.activity, said)
    mine = await _must_be_possible(actor.id, shift)
    shift.queue += 1
    place_free = shift.taken < shift.places
    shift.taken, shift.waiting = shift.taken + place_free, shift.waiting + (not place_free)
    await shift.save(update_fields=["queue", "taken", "waiting"])
    facts: dict[str, Any] = {
        "stage": SignUpStage.ACCEPTED if place_free else SignUpStage.WAITING,
        "ledger": said.ledger,
        "position": shift.queue,
        "guardian": guardian,
        "signed_up_at": clock.now(),
    }
    if mine is None:
        mine = await SignUp.create(shift_id=shift_id, person_id=actor.id, **facts)
    else:
        await mine.update_from_dict(facts).save(update_fields=list(facts))
    happened(SignedUp(shift_id, mine.id))
    return str(facts["stage"])


def _guardian(activity: Activity, said: forms.SignUp) -> str:
    if said.age != "minor":
        if planning.asks_age(activity.risk, activity.minimum_age) and not said.old_enough:
            raise SayYourAge(age=activity.minimum_age)
        return ""
    if activity.minimum_age >= planning.ADULT:
        raise TooYoung(age=activity.minimum_age)
    if not (said.guardian and said.guardian_agrees):
        raise GuardianMissing()
    return said.guardian


async def _must_be_possible(person_id: int, shift: Shift) -> SignUp | None:
    """The person's earlier, withdrawn sign-up for this shift, where there is one."""
    if shift.cancelled_at is not None or shift.activity.stage == ActivityStage.CANCELLED:
        raise ShiftGone()
    if shift.starts_at <= clock.now():
        raise ShiftOver()
    overlapping = Q(shift__cancelled_at=None, shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at)
    same_time = SignUp.filter(Q(overlapping) | Q(shift_id=shift.id), person_id=person_id)
    found = await same_time.select_related("shift__activity")
    mine = next((each for each in found if each.shift_id == shift.id), None)
    if mine is not None and mine.stage != SignUpStage.WITHDRAWN:
        raise AlreadySignedUp()
    clash = next((each for each in found if each.stage != SignUpStage.WITHDRAWN), None)
    if clash is not None:
        raise ClashesWith(what=clash.shift.activity.title)
    return mine


@action
async def withdraw(actor: Actor, shift_id: int) -> None:
    """Always possible, with no reason and no penalty; who waits longest has the place.

    Raises NotSignedUp; OnlyOnce while they serve, and AlreadyFinished once they have.
    """
    shift = await Shift.filter(id=shift_id).select_for_update().get()
    await shift.fetch_related("activity")
    mine = await SignUp.get_or_none(shift_id=shift_id, person_id=actor.id)
    if mine is None or mine.stage == SignUpStage.WITHDRAWN:
        raise NotSignedUp()
    served = ServiceTime.filter(person_id=actor.id, source=Source.SHIFT, source_id=shift_id)
    if await served.filter(stage=ServiceStage.RUNNING).exists():
        raise OnlyOnce(what=shift.activity.title)
    if await served.exists():
        raise AlreadyFinished()  # time that was served stays on the roster, for the leader to confirm
    await give_back(shift, mine)


async def give_back(shift: Shift, mine: SignUp) -> None:
    """A step: a place, or a turn in the queue, is free again. The caller holds the shift's lock."""
    if mine.stage == SignUpStage.ACCEPTED:
        shift.taken -= 1
    else:
        shift.waiting -= 1
    mine.stage = SignUpStage.WITHDRAWN
    await mine.save(update_fields=["stage"])
    if shift.starts_at > clock.now():
        await fill_places(shift)
    await shift.save(update_fields=["taken", "waiting"])
    happened(Withdrew(shift.id, mine.id))


async def fill_places(shift: Shift) -> None:
    """A step: give free places to those who wait longest. The caller holds the shift's lock, and saves it.

    Whoever has since taken another shift at the same time goes on waiting.
    """
    if shift.places <= shift.taken or not shift.waiting:
        return
    elsewhere = await queries.clashing_with(shift)
    for each in await SignUp.filter(shift_id=shift.id, stage=SignUpStage.WAITING).order_by("position"):
        if shift.taken >= shift.places:
            return
        if each.person_id in elsewhere:
            continue
        each.stage = SignUpStage.ACCEPTED
        await each.save(update_fields=["stage"])
        shift.taken, shift.waiting = shift.taken + 1, shift.waiting - 1
        happened(PlaceFound(shift.id, each.id))
