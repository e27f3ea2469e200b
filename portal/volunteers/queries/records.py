"""Time served: one's own year, and what waits to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.policy import STAFF, Actor
from portal.volunteers.models import ServiceTime, Shift
from portal.volunteers.rules import Channel, ServiceStage, Source, hours


@dataclass(frozen=True)
class Entry:
    """A record of mine, and what of it counts: nothing twice, in no ledger and not in both."""

    service: ServiceTime
    counts: int

    @property
    def confirmed(self) -> bool:
        return self.service.stage == ServiceStage.CONFIRMED


@dataclass(frozen=True)
class Record:
    """A year. `months` has twelve pairs: how many records are confirmed, and how many wait."""

    year: int
    entries: list[Entry]
    months: list[tuple[int, int]]

    def minutes(self, *, confirmed: bool, ledger: str = "") -> int:
        return sum(e.counts for e in self.entries if e.confirmed == confirmed and ledger in ("", e.service.ledger))

    def half_hours(self, *, confirmed: bool, ledger: str = "") -> int:
        asked = [e for e in self.entries if e.confirmed == confirmed and ledger in ("", e.service.ledger)]
        return sum(hours.half_hours(e.counts, e.service.rule) for e in asked)


async def record_of(actor: Actor, year: int) -> Record:
    """The actor's own year, in the city's time. What is confirmed is counted before what waits."""
    first = datetime(year, 1, 1, tzinfo=clock.CITY)
    mine = ServiceTime.filter(
        person_id=actor.id or 0, started_at__gte=first, started_at__lt=datetime(year + 1, 1, 1, tzinfo=clock.CITY)
    )
    kept = await mine.exclude(stage__in=[ServiceStage.SUPERSEDED, ServiceStage.RUNNING]).order_by("started_at", "id")
    ordered = [s for s in kept if s.stage == ServiceStage.CONFIRMED]
    ordered += [s for s in kept if s.stage == ServiceStage.PENDING]
    counts = hours.credited([(s.started_at, s.finished_at or s.started_at) for s in ordered])
    months = [(0, 0)] * 12
    for service in ordered:
        month = clock.in_city(service.started_at).month - 1
        done, waits = months[month]
        confirmed = service.stage == ServiceStage.CONFIRMED
        months[month] = (done + confirmed, waits + (not confirmed))
    entries = [Entry(service, n) for service, n in zip(ordered, counts, strict=True)]
    return Record(year, sorted(entries, key=lambda e: e.service.started_at, reverse=True), months)


async def recorders_of(record: Record) -> dict[int, str]:
    """The names of those who confirmed the records of a year, as neighbours see them."""
    people = {e.service.confirmed_by_id for e in record.entries} - {None}
    return {person: await accounts.shown_name_of(person) for person in people if person}


async def running_of(actor: Actor) -> ServiceTime | None:
    return await ServiceTime.filter(person_id=actor.id or 0, stage=ServiceStage.RUNNING).first()


async def shifts_to_confirm(actor: Actor) -> list[Shift]:
    """Shifts of the teams this actor leads in which somebody's time waits to be confirmed."""
    if actor.id is None:
        return []
    led = Shift.filter(activity__team__leader_id=actor.id, starts_at__gt=clock.now() - timedelta(days=60))
    shifts = {shift.id: shift for shift in await led.select_related("activity")}
    waiting = ServiceTime.filter(source=Source.SHIFT, source_id__in=list(shifts) or [0], stage=ServiceStage.PENDING)
    found = {each.source_id for each in await waiting if not _is_for_another(each, actor.id)}
    return [shifts[shift_id] for shift_id in sorted(found)]


async def shifts_for_another(actor: Actor) -> list[Shift]:
    """Shifts below this actor's community in which time waits that its leader may not confirm, or answer for.

    That is what a leader wrote down afterwards, and the leader's own.
    """
    paths = [held.path for held in actor.roles if held.role in STAFF]
    if not paths:
        return []
    below = Q(*(Q(activity__team__area__path__startswith=path) for path in paths), join_type="OR")
    recent = Shift.filter(below, starts_at__gt=clock.now() - timedelta(days=60)).select_related("activity__team")
    shifts = {shift.id: shift for shift in await recent}
    of_theirs = ServiceTime.filter(source=Source.SHIFT, source_id__in=list(shifts) or [0])
    pending = await of_theirs.filter(Q(stage=ServiceStage.PENDING) | Q(objected_at__isnull=False, replied_at=None))
    found = {each.source_id for each in pending if _is_for_another(each, shifts[each.source_id].leader_id)}
    return [shifts[shift_id] for shift_id in sorted(found)]


def _is_for_another(service: ServiceTime, leader: int) -> bool:
    return leader in (service.person_id, written_by(service) if service.stage == ServiceStage.PENDING else None)


def written_by(service: ServiceTime) -> int | None:
    """Who wrote the times down afterwards, where they were not signed on the spot."""
    return service.entered_by_id if service.started_by == Channel.PAPER else None


def may_confirm(actor: Actor, service: ServiceTime) -> bool:
    """One's own time, and what one wrote down oneself, is confirmed by somebody else."""
    return actor.id not in (service.person_id, written_by(service))


async def service_with(service_id: int) -> ServiceTime:
    return await ServiceTime.get(id=service_id)


async def services_of_claims(claims: Sequence[int]) -> dict[int, ServiceTime]:
    found = ServiceTime.filter(source=Source.CLAIM, source_id__in=list(claims) or [0])
    return {each.source_id: each for each in await found.exclude(stage=ServiceStage.SUPERSEDED)}
