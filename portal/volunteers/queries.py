"""What teams, shifts and one's own record show. No query here lists people by their hours, and none ever may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import STAFF, Act, Actor, permits
from portal.volunteers.models import Activity, Membership, ServiceTime, Shift, SignUp, Team
from portal.volunteers.rules import ActivityStage, ServiceStage, SignUpStage, Source, hours, planning

if TYPE_CHECKING:
    from portal.accounts.models import Person

PER_PAGE = 20


async def team_for(_actor: Actor, team_id: int) -> Team:
    team = await Team.filter(id=team_id).select_related("area", "leader").first()
    if team is None:
        raise Missing()
    return team


async def activity_for(actor: Actor, activity_id: int) -> Activity:
    """A draft is seen by those who run the team only."""
    activity = await Activity.filter(id=activity_id).select_related("team__area", "team__leader").first()
    if activity is None:
        raise Missing()
    if activity.stage == ActivityStage.DRAFT and not permits(actor, Act.RUN_TEAM, activity):
        raise Missing()
    return activity


async def shift_for(actor: Actor, shift_id: int) -> Shift:
    shift = await Shift.filter(id=shift_id).select_related("activity__team__area", "activity__team__leader").first()
    if shift is None:
        raise Missing()
    if shift.activity.stage == ActivityStage.DRAFT and not permits(actor, Act.RUN_TEAM, shift):
        raise Missing()
    return shift


@dataclass(frozen=True)
class OfShift:
    """A row of a shift's roster, with what the policy needs to judge who runs it."""

    id: int
    person_id: int
    shift: Shift

    @property
    def path(self) -> str:
        return self.shift.path

    @property
    def leader_id(self) -> int:
        return self.shift.leader_id


async def sign_up_for(actor: Actor, sign_up_id: int) -> OfShift:
    found = await SignUp.get_or_none(id=sign_up_id)
    if found is None:
        raise Missing()
    return OfShift(found.id, found.person_id, await shift_for(actor, found.shift_id))


async def service_for(actor: Actor, service_id: int) -> OfShift:
    """A record that came from a shift: its organiser confirms it."""
    found = await ServiceTime.get_or_none(id=service_id, source=Source.SHIFT)
    if found is None:
        raise Missing()
    return OfShift(found.id, found.person_id, await shift_for(actor, found.source_id))


async def own_service_for(actor: Actor, service_id: int) -> ServiceTime:
    """Somebody else's record is not there at all."""
    found = await ServiceTime.get_or_none(id=service_id, person_id=actor.id or 0)
    if found is None:
        raise Missing()
    return found


# Teams and what they plan


@dataclass(frozen=True)
class TeamPage:
    team: Team
    place: str
    members: int
    mine: bool
    activities: list[Activity]


async def teams_listed(after: int = 0) -> list[Team]:
    return await Team.filter(id__gt=after).select_related("area").order_by("id").limit(PER_PAGE + 1)


async def team_page(actor: Actor, team: Team) -> TeamPage:
    members = Membership.filter(team_id=team.id, left_at=None)
    activities = Activity.filter(team_id=team.id)
    if not permits(actor, Act.RUN_TEAM, team):
        activities = activities.exclude(stage=ActivityStage.DRAFT)
    return TeamPage(
        team,
        await places.full_name(team.area.path),
        await members.count(),
        bool(actor.id) and await members.filter(person_id=actor.id).exists(),
        await activities.order_by("-id").limit(PER_PAGE),
    )


async def areas_to_found_in(actor: Actor) -> list[tuple[int, str]]:
    """The communities and estates where this actor is staff."""
    held = [role.path for role in actor.roles if role.role in STAFF]
    found = await places.areas_below(held, ["community", "estate"])
    return [(area.id, area.name) for area in found]


@dataclass(frozen=True)
class Listed:
    shifts: list[Shift]
    next: int | None


async def shifts_coming(area: str = "", after: int | None = None) -> Listed:
    """Shifts that one can still sign up for, the earliest first. `after` is the mark of the page before."""
    found = Shift.filter(starts_at__gt=clock.now(), cancelled_at=None, activity__stage=ActivityStage.PUBLISHED)
    if area:
        here = "activity__team__area__path"
        at_or_above: dict[str, Any] = {f"{here}__in": places.trail(area)}
        below: dict[str, Any] = {f"{here}__startswith": area}
        found = found.filter(Q(**at_or_above) | Q(**below))
    mark = await Shift.get_or_none(id=after) if after else None
    if mark is not None:
        found = found.filter(Q(starts_at__gt=mark.starts_at) | Q(starts_at=mark.starts_at, id__gt=mark.id))
    rows = await found.select_related("activity__team").order_by("starts_at", "id").limit(PER_PAGE + 1)
    return Listed(rows[:PER_PAGE], rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None)


@dataclass(frozen=True)
class ActivityPage:
    activity: Activity
    place: str
    shifts: list[Shift]
    mine: dict[int, SignUp]
    past: int


async def activity_page(actor: Actor, activity: Activity) -> ActivityPage:
    shifts = Shift.filter(activity_id=activity.id)
    coming = await shifts.filter(ends_at__gt=clock.now()).order_by("starts_at").limit(60)
    mine = await SignUp.filter(person_id=actor.id or 0, shift_id__in=[shift.id for shift in coming] or [0])
    return ActivityPage(
        activity,
        await places.full_name(activity.path),
        coming,
        {each.shift_id: each for each in mine if each.stage != SignUpStage.WITHDRAWN},
        await shifts.filter(ends_at__lte=clock.now()).count(),
    )


async def past_shifts(activity: Activity) -> list[Shift]:
    return await Shift.filter(activity_id=activity.id, ends_at__lte=clock.now()).order_by("-starts_at").limit(PER_PAGE)


# One shift


@dataclass(frozen=True)
class MyShift:
    """A shift as whoever signed up finds it. `ahead` is how many wait before them."""

    shift: Shift
    place: str
    sign_up: SignUp | None
    services: list[ServiceTime]
    ahead: int

    @property
    def running(self) -> ServiceTime | None:
        return next((each for each in self.services if each.stage == ServiceStage.RUNNING), None)

    @property
    def opens_at(self) -> datetime:
        return self.shift.starts_at - planning.EARLY

    @property
    def on_site(self) -> bool:
        """Whether one can sign in now."""
        return self.opens_at <= clock.now() < self.shift.ends_at

    @property
    def accepted(self) -> bool:
        return self.sign_up is not None and self.sign_up.stage == SignUpStage.ACCEPTED

    @property
    def waiting(self) -> bool:
        return self.sign_up is not None and self.sign_up.stage == SignUpStage.WAITING


async def my_shift(actor: Actor, shift: Shift) -> MyShift:
    sign_up = await SignUp.get_or_none(shift_id=shift.id, person_id=actor.id or 0)
    if sign_up is not None and sign_up.stage == SignUpStage.WITHDRAWN:
        sign_up = None
    ahead = 0
    if sign_up is not None and sign_up.stage == SignUpStage.WAITING:
        queue = SignUp.filter(shift_id=shift.id, stage=SignUpStage.WAITING)
        ahead = await queue.filter(position__lt=sign_up.position).count()
    mine = ServiceTime.filter(source=Source.SHIFT, source_id=shift.id, person_id=actor.id or 0)
    services = await mine.exclude(stage=ServiceStage.SUPERSEDED).order_by("id")
    return MyShift(shift, await places.full_name(shift.path), sign_up, services, ahead)


@dataclass(frozen=True)
class Row:
    """One volunteer in the leader's roster: what they chose as ledger is not in it."""

    sign_up_id: int
    name: str
    guardian: str
    stage: str
    services: list[ServiceTime] = field(default_factory=list)

    @property
    def running(self) -> bool:
        return any(each.stage == ServiceStage.RUNNING for each in self.services)

    @property
    def pending(self) -> list[ServiceTime]:
        return [each for each in self.services if each.stage == ServiceStage.PENDING]


@dataclass(frozen=True)
class Roster:
    shift: Shift
    accepted: list[Row]
    waiting: list[Row]

    @property
    def on_site(self) -> bool:
        """Whether the leader can sign people in now."""
        return self.shift.starts_at - planning.EARLY <= clock.now() < self.shift.ends_at

    @property
    def begun(self) -> bool:
        return self.shift.starts_at <= clock.now()

    @property
    def started(self) -> int:
        return sum(bool(row.services) for row in self.accepted)


async def roster_of(shift: Shift) -> Roster:
    sign_ups = SignUp.filter(shift_id=shift.id).exclude(stage=SignUpStage.WITHDRAWN)
    served = ServiceTime.filter(source=Source.SHIFT, source_id=shift.id).exclude(stage=ServiceStage.SUPERSEDED)
    by_person: dict[int, list[ServiceTime]] = {}
    for service in await served.order_by("id"):
        by_person.setdefault(service.person_id, []).append(service)
    rows = [
        Row(each.id, each.person.name, each.guardian, each.stage, by_person.get(each.person_id, []))
        for each in await sign_ups.select_related("person").order_by("position")
    ]
    return Roster(
        shift,
        [row for row in rows if row.stage == SignUpStage.ACCEPTED],
        [row for row in rows if row.stage == SignUpStage.WAITING],
    )


async def started_in(shift: Shift) -> int:
    return await ServiceTime.filter(source=Source.SHIFT, source_id=shift.id).count()


async def long_days(services: Sequence[ServiceTime]) -> set[int]:
    """The records on whose day their volunteer served more than eight hours in all: shown to who confirms."""
    people = {service.person_id for service in services}
    minutes: dict[tuple[int, object], int] = {}
    others = ServiceTime.filter(person_id__in=list(people) or [0]).exclude(stage=ServiceStage.SUPERSEDED)
    for each in await others:
        key = (each.person_id, clock.in_city(each.started_at).date())
        minutes[key] = minutes.get(key, 0) + each.minutes
    return {
        service.id
        for service in services
        if hours.is_long(minutes.get((service.person_id, clock.in_city(service.started_at).date()), 0))
    }


# What is mine


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


async def next_shifts_of(actor: Actor, limit: int = 3) -> list[SignUp]:
    """The shifts ahead of this actor, with a place or on the waitlist."""
    mine = SignUp.filter(person_id=actor.id or 0, shift__ends_at__gt=clock.now(), shift__cancelled_at=None)
    ahead = mine.exclude(stage=SignUpStage.WITHDRAWN).select_related("shift__activity__team")
    return await ahead.order_by("shift__starts_at").limit(limit)


async def shifts_to_confirm(actor: Actor) -> list[Shift]:
    """Shifts of the teams this actor leads in which somebody's time waits to be confirmed."""
    if actor.id is None:
        return []
    led = Shift.filter(activity__team__leader_id=actor.id, starts_at__gt=clock.now() - timedelta(days=60))
    shifts = {shift.id: shift for shift in await led.select_related("activity")}
    waiting = ServiceTime.filter(source=Source.SHIFT, source_id__in=list(shifts) or [0], stage=ServiceStage.PENDING)
    found = {service.source_id for service in await waiting.exclude(person_id=actor.id)}
    return [shifts[shift_id] for shift_id in sorted(found)]


async def led_by(actor: Actor) -> list[Team]:
    return await Team.filter(leader_id=actor.id).order_by("id") if actor.id else []


async def objections_of(shift: Shift) -> list[ServiceTime]:
    open_ones = ServiceTime.filter(source=Source.SHIFT, source_id=shift.id, objected_at__isnull=False, replied_at=None)
    return await open_ones.select_related("person").order_by("id")


# For reactions and other rooms


async def who_signed_up(shift_id: int) -> set[int]:
    found = SignUp.filter(shift_id=shift_id).exclude(stage=SignUpStage.WITHDRAWN)
    return {each.person_id for each in await found}


async def who_has_a_place(shift_id: int) -> set[int]:
    return {each.person_id for each in await SignUp.filter(shift_id=shift_id, stage=SignUpStage.ACCEPTED)}


async def members_of(team_id: int) -> set[int]:
    return {each.person_id for each in await Membership.filter(team_id=team_id, left_at=None)}


async def sign_up_with(sign_up_id: int) -> SignUp:
    return await SignUp.get(id=sign_up_id)


async def shift_with(shift_id: int) -> Shift:
    return await Shift.filter(id=shift_id).select_related("activity__team__area").get()


async def activity_with(activity_id: int) -> Activity:
    return await Activity.filter(id=activity_id).select_related("team__area").get()


async def service_with(service_id: int) -> ServiceTime:
    return await ServiceTime.get(id=service_id)


async def services_of_claims(claims: Sequence[int]) -> dict[int, ServiceTime]:
    found = ServiceTime.filter(source=Source.CLAIM, source_id__in=list(claims) or [0])
    return {each.source_id: each for each in await found.exclude(stage=ServiceStage.SUPERSEDED)}


async def leader_of(shift_id: int) -> int:
    return (await shift_with(shift_id)).leader_id


async def name_of_leader(team: Team) -> str:
    leader: Person = await team.leader
    return await accounts.shown_name_of(leader.id)


async def for_matter(number: str) -> list[Activity]:
    """Published activities that carry this matter's number."""
    return await Activity.filter(matter_number=number, stage=ActivityStage.PUBLISHED).order_by("id")
