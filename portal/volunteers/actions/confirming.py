"""Confirm what was served, object, answer, correct. A wrong record is superseded, never deleted."""

from collections.abc import Sequence
from datetime import datetime, time

from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened
from portal.volunteers.actions.serving import on_the_day, past_span
from portal.volunteers.events import ObjectionAnswered, ServiceConfirmed, ServiceCorrected, ServiceObjected
from portal.volunteers.forms import AnswerObjection, ConfirmService, CorrectService, Object
from portal.volunteers.models import ServiceTime, Shift
from portal.volunteers.queries import may_confirm
from portal.volunteers.rules import (
    AlreadyObjected,
    Channel,
    How,
    NothingToAnswer,
    NotPending,
    OwnEntry,
    OwnTime,
    ServiceStage,
    Source,
    StillRunning,
    Superseded,
    hours,
)

MOST_AT_ONCE = 10


@action
async def confirm_service(actor: Actor, service_id: int, said: ConfirmService) -> None:
    """The organiser says until when it truly went on: at most until the signed end, or the planned one (H9).

    Raises OwnTime, OwnEntry, NotPending, StillRunning, LaterThanServed, LaterThanPlanned, EndsBeforeItBegan.
    """
    service = await _pending(service_id)
    _must_be_another(actor, service)
    await _settle(service, _until(service, said.until), How.ORGANISER, actor.id)


@action
async def confirm_signed(actor: Actor, shift_id: int, service_ids: Sequence[int]) -> int:
    """Several whose end was signed, as signed; at most ten at once, and only of this shift.

    What this actor may not confirm, and what ended long past the plan, is left for a look of its own.
    """
    mine = ServiceTime.filter(source=Source.SHIFT, source_id=shift_id, id__in=list(service_ids[:MOST_AT_ONCE]))
    signed = await mine.filter(stage=ServiceStage.PENDING, finished_at__isnull=False).select_for_update()
    settled = [each for each in signed if may_confirm(actor, each) and not _is_overrun(each)]
    for service in settled:
        assert service.finished_at is not None
        await _settle(service, service.finished_at, How.ORGANISER, actor.id)
    return len(settled)


def _is_overrun(service: ServiceTime) -> bool:
    return hours.is_overrun(service.finished_at, service.planned_until)


async def _pending(service_id: int) -> ServiceTime:
    service = await ServiceTime.filter(id=service_id).select_for_update().get()
    if service.stage == ServiceStage.RUNNING:
        raise StillRunning()
    if service.stage != ServiceStage.PENDING:
        raise NotPending()
    return service


def _must_be_another(actor: Actor, service: ServiceTime) -> None:
    if actor.id == service.person_id:
        raise OwnTime()
    if not may_confirm(actor, service):
        raise OwnEntry()


def _until(service: ServiceTime, told: time) -> datetime:
    end = service.finished_at
    if end is not None and f"{clock.in_city(end):%H:%M}" == f"{told:%H:%M}":
        return end  # the form tells minutes: the signed end is confirmed to the second
    return on_the_day(service, told, end or service.planned_until)


async def _settle(service: ServiceTime, until: datetime, how: How, by: int | None) -> None:
    hours.must_end_rightly(until, service.started_at, service.finished_at, service.planned_until)
    service.finished_at, service.minutes = until, hours.minutes_between(service.started_at, until)
    service.stage, service.confirmed_how = ServiceStage.CONFIRMED, how
    service.confirmed_by_id, service.confirmed_at = by, clock.now()
    await service.save(
        update_fields=["finished_at", "minutes", "stage", "confirmed_how", "confirmed_by_id", "confirmed_at"]
    )
    happened(ServiceConfirmed(service.id))


async def settle_claim(claim_id: int, how: How, by: int | None, thanks: str = "") -> None:
    """A step: the person served says that it was done, perhaps with a word of thanks.

    What was forgotten to be signed is not credited by that.
    """
    mine = ServiceTime.filter(source=Source.CLAIM, source_id=claim_id).exclude(stage=ServiceStage.SUPERSEDED)
    service = await mine.select_for_update().order_by("-id").first()
    if service is not None and service.stage == ServiceStage.PENDING:
        await ServiceTime.filter(id=service.id).update(thanks=thanks)
        await _settle(service, service.finished_at or service.started_at, how, by)


@action
async def object_to_service(actor: Actor, service_id: int, said: Object) -> None:
    """The volunteer may object at any time. Raises AlreadyObjected, Superseded."""
    service = await ServiceTime.filter(id=service_id).select_for_update().get()
    if service.stage == ServiceStage.SUPERSEDED:
        raise Superseded()
    if service.objected_at is not None and service.replied_at is None:
        raise AlreadyObjected()
    said_now = {"objection": said.objection, "objected_at": clock.now(), "reply": "", "replied_at": None}
    await ServiceTime.filter(id=service.id).update(**said_now)
    happened(ServiceObjected(service.id))


async def _answered(service: ServiceTime, reply: str) -> None:
    service.reply, service.replied_at = reply, clock.now()
    await service.save(update_fields=["reply", "replied_at", "stage"])


@action
async def answer_objection(actor: Actor, service_id: int, said: AnswerObjection) -> None:
    """The record stays, for a reason. Raises NothingToAnswer, OwnTime."""
    service = await _objected(actor, service_id)
    await _answered(service, said.reply)
    happened(ObjectionAnswered(service.id))


@action
async def correct_service(actor: Actor, service_id: int, said: CorrectService) -> int:
    """A new record takes the old one's place, and both are kept. One that adds time waits for another's confirmation.

    Raises NothingToAnswer, OwnTime, EndsFirst, NotYet, OutsideShift.
    """
    old = await _objected(actor, service_id)
    starts, ends = past_span(said.day, said.start, said.end, overnight=bool(said.overnight))
    shift = await Shift.get(id=old.source_id)
    hours.must_be_within((starts, ends), (shift.starts_at, shift.ends_at))
    more = hours.minutes_between(starts, ends) > old.minutes
    copied = (
        "person_id", "ledger", "source", "source_id", "what", "place", "organiser", "in_charge", "matter_number", "planned_until", "rule",
    )  # fmt: skip
    by = Channel.PAPER if more else Channel.LEADER
    new = await ServiceTime.create(
        **{name: getattr(old, name) for name in copied}, stage=ServiceStage.PENDING, started_at=starts, finished_at=ends,
        started_by=by, finished_by=by, minutes=hours.minutes_between(starts, ends), entered_by_id=actor.id,
        supersedes_id=old.id,
    )  # fmt: skip
    if not more:
        await _settle(new, ends, How.ORGANISER, actor.id)
    old.stage = ServiceStage.SUPERSEDED
    await _answered(old, said.reply)
    happened(ServiceCorrected(new.id, old.id))
    return new.id


async def _objected(actor: Actor, service_id: int) -> ServiceTime:
    service = await ServiceTime.filter(id=service_id).select_for_update().get()
    if service.objected_at is None or service.replied_at is not None or service.source != Source.SHIFT:
        raise NothingToAnswer()
    if actor.id == service.person_id:
        raise OwnTime()
    return service
