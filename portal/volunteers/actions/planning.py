"""Plan an activity and its shifts, publish it, change it, call it off."""

from datetime import timedelta
from typing import Any

from portal.hall import queries as hall
from portal.hall import rules as hall_rules
from portal.kit import clock, sealing
from portal.policy import Actor
from portal.unit_of_work import action, happened
from portal.volunteers.actions.signing_up import fill_places
from portal.volunteers.events import ActivityChanged, ActivityPublished, ShiftCancelled, ShiftChanged, ShiftComing
from portal.volunteers.forms import PlanActivity, PlanShift, SayWhy
from portal.volunteers.models import Activity, Shift
from portal.volunteers.rules import CALLED_OFF, ActivityStage, ShiftGone, planning

REMINDED_AHEAD = timedelta(hours=24)


@action
async def plan_activity(actor: Actor, team_id: int, said: PlanActivity) -> int:
    """A draft, which nobody sees but who leads. Raises NameSaysBackfill, NoMinors, PersonalDetails, Missing."""
    planning.must_be_honest(said.title, said.risk, said.minimum_age)
    hall_rules.must_hold_no_details(said.title, said.description, said.risks)
    if said.matter_number:
        await hall.matter_for(actor, said.matter_number)
    activity = await Activity.create(
        team_id=team_id, stage=ActivityStage.DRAFT, planned_at=clock.now(), **said.model_dump()
    )
    return activity.id


@action
async def add_shifts(actor: Actor, activity_id: int, said: PlanShift) -> int:
    """One shift, or the same one for some weeks. Raises EndsFirst, TooLong, InThePast, TooManyPlaces, Cancelled."""
    await _alive(activity_id)
    planning.must_fit(said.places, 0)
    starts, ends = planning.span(said.day, said.start, said.end, overnight=bool(said.overnight))
    planning.must_be_ahead(starts, clock.now())
    for week in range(said.weeks):
        later = timedelta(weeks=week)
        await Shift.create(
            activity_id=activity_id, starts_at=starts + later, ends_at=ends + later, places=said.places,
            secret=sealing.token(),
        )  # fmt: skip
    return activity_id


async def _alive(activity_id: int) -> Activity:
    activity = await Activity.filter(id=activity_id).select_for_update().get()
    if activity.stage in CALLED_OFF:
        raise planning.Cancelled()
    return activity


@action
async def edit_activity(actor: Actor, activity_id: int, said: PlanActivity) -> None:
    """A draft in every word. Once published, what neighbours rely on stays: only description, risks, place and
    insurance change, and those who signed up are told.

    Raises Cancelled, NameSaysBackfill, NoMinors, NoInsurance, PersonalDetails, Missing.
    """
    activity = await _alive(activity_id)
    published = activity.stage == ActivityStage.PUBLISHED
    changed = said.model_dump(include=set(planning.MAY_CHANGE) if published else None)
    told: dict[str, Any] = {
        "title": activity.title,
        "risk": activity.risk,
        "minimum_age": activity.minimum_age,
    } | changed
    planning.must_be_honest(told["title"], told["risk"], told["minimum_age"])
    hall_rules.must_hold_no_details(told["title"], said.description, said.risks)
    if published:
        planning.must_be_insured(activity.risk, said.insurer, said.policy_number)
    elif said.matter_number:
        await hall.matter_for(actor, said.matter_number)
    await activity.update_from_dict(changed).save(update_fields=list(changed))
    if published:
        happened(ActivityChanged(activity_id))


@action
async def publish_activity(actor: Actor, activity_id: int) -> None:
    """Raises NotADraft, NoInsurance (志愿服务条例 art. 17), NoShifts."""
    activity = await Activity.filter(id=activity_id).select_for_update().get()
    if activity.stage != ActivityStage.DRAFT:
        raise planning.NotADraft()
    shifts = await Shift.filter(activity_id=activity_id, cancelled_at=None).count()
    planning.must_be_ready(activity.risk, activity.insurer, activity.policy_number, shifts)
    activity.stage = ActivityStage.PUBLISHED
    await activity.save(update_fields=["stage"])
    happened(ActivityPublished(activity_id))


@action
async def cancel_activity(actor: Actor, activity_id: int, said: SayWhy) -> None:
    """Calls off the shifts that are still to come; everybody who signed up is told. Raises Cancelled."""
    activity = await _alive(activity_id)
    seen = activity.stage == ActivityStage.PUBLISHED
    activity.stage, activity.why_cancelled = ActivityStage.CANCELLED if seen else ActivityStage.DROPPED, said.why
    await activity.save(update_fields=["stage", "why_cancelled"])
    coming = Shift.filter(activity_id=activity_id, cancelled_at=None, starts_at__gt=clock.now())
    for shift in await coming.select_for_update():
        await _call_off(shift, said.why)


@action
async def change_shift(actor: Actor, shift_id: int, said: PlanShift) -> None:
    """Another time or number of places; those who signed up are told, and the waitlist fills what is new.

    Raises ShiftGone, AlreadyBegun, FewerThanTaken and what `add_shifts` raises.
    """
    shift = await _to_come(shift_id)
    planning.must_fit(said.places, shift.taken)
    starts, ends = planning.span(said.day, said.start, said.end, overnight=bool(said.overnight))
    planning.must_be_ahead(starts, clock.now())
    moved = (starts, ends) != (shift.starts_at, shift.ends_at)
    shift.starts_at, shift.ends_at, shift.places = starts, ends, said.places
    shift.version, shift.reminded = shift.version + 1, shift.reminded and not moved
    await fill_places(shift)
    await shift.save(update_fields=["starts_at", "ends_at", "places", "version", "reminded", "taken", "waiting"])
    if moved:
        happened(ShiftChanged(shift.id))


@action
async def cancel_shift(actor: Actor, shift_id: int, said: SayWhy) -> None:
    """Raises ShiftGone, AlreadyBegun."""
    await _call_off(await _to_come(shift_id), said.why)


async def _to_come(shift_id: int) -> Shift:
    shift = await Shift.filter(id=shift_id).select_for_update().get()
    if shift.cancelled_at is not None:
        raise ShiftGone()
    if shift.starts_at <= clock.now():
        raise planning.AlreadyBegun()
    return shift


async def _call_off(shift: Shift, why: str) -> None:
    shift.cancelled_at, shift.why_cancelled, shift.version = clock.now(), why, shift.version + 1
    await shift.save(update_fields=["cancelled_at", "why_cancelled", "version"])
    happened(ShiftCancelled(shift.id))


@action
async def remind_of_shifts(_actor: Actor) -> None:
    """Once, a day ahead."""
    now = clock.now()
    soon = Shift.filter(
        reminded=False, cancelled_at=None, starts_at__gt=now, starts_at__lte=now + REMINDED_AHEAD,
        activity__stage=ActivityStage.PUBLISHED,
    )  # fmt: skip
    for shift in await soon.limit(100):
        shift.reminded = True
        await shift.save(update_fields=["reminded"])
        happened(ShiftComing(shift.id))
