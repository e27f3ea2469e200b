"""Time served: one's own year, and what waits to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.policy import Actor
from portal.volunteers.models import ServiceTime, Shift
from portal.volunteers.rules import ServiceStage, Source, hours

if TYPE_CHECKING:
    pass


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
        return hours.half_hours(self.minutes(confirmed=confirmed, ledger=ledger))


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
    found = {service.source_id for service in await waiting.exclude(person_id=actor.id)}
    return [shifts[shift_id] for shift_id in sorted(found)]


async def service_with(service_id: int) -> ServiceTime:
    return await ServiceTime.get(id=service_id)


async def services_of_claims(claims: Sequence[int]) -> dict[int, ServiceTime]:
    found = ServiceTime.filter(source=Source.CLAIM, source_id__in=list(claims) or [0])
    return {each.source_id: each for each in await found.exclude(stage=ServiceStage.SUPERSEDED)}
