"""Start and finish on the spot: by the rotating code, by the leader's tick, or from the paper sheet."""

from datetime import date, datetime, time, timedelta

from portal.accounts.actions.steps import in_turn
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened
from portal.volunteers.events import ServiceFinished, ServiceForgotten, ServiceStarted
from portal.volunteers.forms import EnterCode, EnterPaper
from portal.volunteers.models import ServiceTime, SignUp
from portal.volunteers.rules import (
    AlreadyFinished,
    Channel,
    NotSignedUp,
    NotStarted,
    OnlyOnce,
    ServiceStage,
    ShiftGone,
    SignUpStage,
    Source,
    TooEarly,
    TooLate,
    TooManyRounds,
    codes,
    hours,
    planning,
)


@action
async def start_shift(actor: Actor, shift_id: int, said: EnterCode) -> int:
    """Raises OldCode, NotSignedUp, ShiftGone, TooEarly, TooLate, OnlyOnce, TooManyRounds."""
    assert actor.id is not None
    sign_up = await _accepted(shift_id, actor.id)
    codes.must_be_fresh(sign_up.shift.secret, said.code, clock.now())
    return await _start(sign_up, Channel.CODE)


@action
async def finish_shift(actor: Actor, shift_id: int, said: EnterCode) -> int:
    """The code tells its own time, so it may come late from a phone without network. Raises OldCode, NotStarted."""
    assert actor.id is not None
    sign_up = await _accepted(shift_id, actor.id)
    service = await _running(sign_up)
    at = codes.moment_of(sign_up.shift.secret, said.code, service.started_at, clock.now())
    return await end(service, at, Channel.CODE)


@action
async def tick_start(actor: Actor, sign_up_id: int) -> int:
    """The leader saw them come. Raises what `start_shift` raises, but for the code."""
    found = await SignUp.get(id=sign_up_id)
    return await _start(await _accepted(found.shift_id, found.person_id), Channel.LEADER, actor.id)


@action
async def tick_finish(actor: Actor, sign_up_id: int) -> int:
    found = await SignUp.get(id=sign_up_id)
    service = await _running(await _accepted(found.shift_id, found.person_id))
    return await end(service, clock.now(), Channel.LEADER, actor.id)


async def _accepted(shift_id: int, person_id: int) -> SignUp:
    sign_up = (
        await SignUp.filter(shift_id=shift_id, person_id=person_id)
        .select_related("shift__activity__team__leader")
        .first()
    )
    if sign_up is None or sign_up.stage != SignUpStage.ACCEPTED:
        raise NotSignedUp()
    if sign_up.shift.cancelled_at is not None:
        raise ShiftGone()
    return sign_up


async def _running(sign_up: SignUp) -> ServiceTime:
    mine = ServiceTime.filter(source=Source.SHIFT, source_id=sign_up.shift_id, person_id=sign_up.person_id)
    service = await mine.filter(stage=ServiceStage.RUNNING).select_for_update().first()
    if service is None:
        raise AlreadyFinished() if await mine.exists() else NotStarted()
    return service


async def _start(sign_up: SignUp, by: Channel, entered_by: int | None = None) -> int:
    shift, now = sign_up.shift, clock.now()
    if now < shift.starts_at - planning.EARLY:
        raise TooEarly()
    if now >= shift.ends_at:
        raise TooLate()
    mine = ServiceTime.filter(source=Source.SHIFT, source_id=shift.id, person_id=sign_up.person_id)
    if await mine.exclude(stage=ServiceStage.SUPERSEDED).count() >= hours.ROUNDS_A_DAY:
        raise TooManyRounds()
    # Waiting for the others is no service: the time begins with the shift.
    return await begin(_record(sign_up, max(now, shift.starts_at), by, entered_by))


def _record(sign_up: SignUp, started_at: datetime, by: Channel, entered_by: int | None) -> ServiceTime:
    shift = sign_up.shift
    return ServiceTime(
        person_id=sign_up.person_id, ledger=sign_up.ledger, source=Source.SHIFT, source_id=shift.id,
        what=shift.activity.title, place=shift.activity.place, organiser=shift.activity.team.name, in_charge=shift.activity.team.leader.name,
        matter_number=shift.activity.matter_number, stage=ServiceStage.RUNNING, started_at=started_at, started_by=by,
        planned_until=shift.ends_at, rule=hours.RULE, entered_by_id=entered_by,
    )  # fmt: skip


def record_of_claim(
    person_id: int, ledger: str, claim_id: int, what: str, place: str, organiser: str, matter_number: str, minutes: int
) -> ServiceTime:
    """The record of a neighbour's need that somebody starts to serve now, planned for `minutes`."""
    now = clock.now()
    return ServiceTime(
        person_id=person_id, ledger=ledger, source=Source.CLAIM, source_id=claim_id, what=what, place=place,
        organiser=organiser, matter_number=matter_number, stage=ServiceStage.RUNNING, started_at=now,
        started_by=Channel.SELF, planned_until=now + timedelta(minutes=minutes), rule=hours.RULE,
    )  # fmt: skip


async def begin(record: ServiceTime) -> int:
    """A step: the record starts, unless the same person is serving elsewhere, in either ledger. Raises OnlyOnce."""
    await in_turn(record.person_id)
    running = ServiceTime.filter(person_id=record.person_id, stage=ServiceStage.RUNNING)
    for other in await running.select_for_update():
        if clock.now() <= other.planned_until:
            raise OnlyOnce(what=other.what)
        await _forget(other)
    await record.save()
    happened(ServiceStarted(record.id))
    return record.id


async def end(service: ServiceTime, at: datetime, by: Channel, entered_by: int | None = None) -> int:
    """A step: the record has an end and waits to be confirmed."""
    service.finished_at = max(at, service.started_at)
    service.minutes = hours.minutes_between(service.started_at, service.finished_at)
    service.stage, service.finished_by = ServiceStage.PENDING, by
    service.entered_by_id = entered_by or service.entered_by_id
    await service.save(update_fields=["finished_at", "minutes", "stage", "finished_by", "entered_by_id"])
    happened(ServiceFinished(service.id))
    return service.id


async def must_have_begun(claim_id: int) -> None:
    """A step: raises NotStarted where nobody has begun to serve this claim."""
    if not await ServiceTime.exists(source=Source.CLAIM, source_id=claim_id):
        raise NotStarted()


async def end_claim(claim_id: int, by: Channel, told: time | None) -> int:
    """A step: whoever serves this claim says that it is done, now or at a time of day that they tell.

    A forgotten end may be told afterwards, up to what was planned. Raises NotStarted, AlreadyFinished, NotYet,
    EndsBeforeItBegan, LaterThanPlanned.
    """
    mine = ServiceTime.filter(source=Source.CLAIM, source_id=claim_id).exclude(stage=ServiceStage.SUPERSEDED)
    service = await mine.select_for_update().order_by("-id").first()
    if service is None:
        raise NotStarted()
    forgotten = service.finished_by == Channel.FORGOTTEN and service.finished_at is None
    if service.stage != ServiceStage.RUNNING and not forgotten:
        raise AlreadyFinished()
    return await end(service, _told_end(service, told, forgotten=forgotten), by)


def _told_end(service: ServiceTime, told: time | None, *, forgotten: bool) -> datetime:
    now = clock.now()
    at = now if told is None else on_the_day(service, told, service.planned_until if forgotten else now)
    if at > now:
        raise hours.NotYet()
    # A minute told without its seconds may lie just before the start of a short service.
    at = max(at, service.started_at) if at > service.started_at - timedelta(minutes=1) else at
    hours.must_end_rightly(at, service.started_at, None if forgotten else at, service.planned_until)
    return at


def on_the_day(service: ServiceTime, told: time, latest: datetime) -> datetime:
    """The moment that a time of day means: on the day of the start, or in the night after it up to `latest`."""
    started = clock.in_city(service.started_at)
    moment = datetime.combine(started.date(), told, clock.CITY)
    overnight = clock.in_city(latest).date() > started.date()
    return moment + timedelta(days=1) if moment < started - timedelta(minutes=1) and overnight else moment


@action
async def enter_paper(actor: Actor, sign_up_id: int, said: EnterPaper) -> int:
    """From the paper sheet, within the shift. Whoever enters it cannot confirm it (§4.4).

    Raises EndsFirst, NotYet, OutsideShift, Overlaps, TooManyRounds.
    """
    found = await SignUp.get(id=sign_up_id)
    sign_up = await _accepted(found.shift_id, found.person_id)
    starts, ends = past_span(said.day, said.start, said.end, overnight=bool(said.overnight))
    hours.must_be_within((starts, ends), (sign_up.shift.starts_at, sign_up.shift.ends_at))
    mine = ServiceTime.filter(source=Source.SHIFT, source_id=sign_up.shift_id, person_id=sign_up.person_id)
    known = await mine.exclude(stage=ServiceStage.SUPERSEDED)
    if len(known) >= hours.ROUNDS_A_DAY:
        raise TooManyRounds()
    if any(starts < (each.finished_at or each.planned_until) and each.started_at < ends for each in known):
        raise hours.Overlaps()
    record = _record(sign_up, starts, Channel.PAPER, actor.id)
    record.stage, record.finished_at, record.finished_by = ServiceStage.PENDING, ends, Channel.PAPER
    record.minutes = hours.minutes_between(starts, ends)
    await record.save()
    happened(ServiceFinished(record.id))
    return record.id


def past_span(day: date, start: time, end: time, *, overnight: bool) -> tuple[datetime, datetime]:
    starts, ends = planning.span(day, start, end, overnight=overnight)
    if ends > clock.now():
        raise hours.NotYet()
    return starts, ends


@action
async def end_forgotten(_actor: Actor) -> None:
    """An end that nobody signed credits nothing: the record waits for the organiser (H9)."""
    late = clock.now() - hours.FORGOTTEN_AFTER
    forgotten = ServiceTime.filter(stage=ServiceStage.RUNNING, planned_until__lt=late).select_for_update()
    for service in await forgotten.limit(100):
        await _forget(service)


async def _forget(service: ServiceTime) -> None:
    service.stage, service.finished_by = ServiceStage.PENDING, Channel.FORGOTTEN
    await service.save(update_fields=["stage", "finished_by"])
    happened(ServiceForgotten(service.id))
