"""What teams plan, and who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.places import queries as places
from portal.policy import STAFF, Act, Actor, permits
from portal.volunteers.models import Activity, Membership, ServiceTime, Shift, SignUp, Team
from portal.volunteers.rules import UNSEEN, ActivityStage, ServiceStage, SignUpStage, Source, hours, planning

if TYPE_CHECKING:
    from portal.accounts.models import Person


PER_PAGE = 20


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
        activities = activities.exclude(stage__in=list(UNSEEN))
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


async def next_shifts_of(actor: Actor, limit: int = 3) -> list[SignUp]:
    """The shifts ahead of this actor, with a place or on the waitlist."""
    mine = SignUp.filter(person_id=actor.id or 0, shift__ends_at__gt=clock.now(), shift__cancelled_at=None)
    ahead = mine.exclude(stage=SignUpStage.WITHDRAWN).select_related("shift__activity__team")
    return await ahead.order_by("shift__starts_at").limit(limit)


async def led_by(actor: Actor) -> list[Team]:
    return await Team.filter(leader_id=actor.id).order_by("id") if actor.id else []


async def objections_of(shift: Shift) -> list[ServiceTime]:
    open_ones = ServiceTime.filter(source=Source.SHIFT, source_id=shift.id, objected_at__isnull=False, replied_at=None)
    return await open_ones.select_related("person").order_by("id")


async def clashing_with(shift: Shift) -> dict[int, str]:
    """Of those who signed up for this shift, who has a place in another at the same time, and in which."""
    here = await who_signed_up(shift.id)
    elsewhere = SignUp.filter(
        person_id__in=list(here) or [0], stage=SignUpStage.ACCEPTED, shift__cancelled_at=None,
        shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at,
    )  # fmt: skip
    found = await elsewhere.exclude(shift_id=shift.id).select_related("shift__activity")
    return {each.person_id: each.shift.activity.title for each in found}


async def who_signed_up(shift_id: int) -> set[int]:
    found = SignUp.filter(shift_id=shift_id).exclude(stage=SignUpStage.WITHDRAWN)
    return {each.person_id for each in await found}


async def who_comes_to(activity_id: int) -> set[int]:
    """Who signed up for a shift of this activity that is still to come."""
    coming = SignUp.filter(shift__activity_id=activity_id, shift__ends_at__gt=clock.now())
    return {each.person_id for each in await coming.exclude(stage=SignUpStage.WITHDRAWN)}


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


async def leader_of(shift_id: int) -> int:
    return (await shift_with(shift_id)).leader_id


async def name_of_leader(team: Team) -> str:
    leader: Person = await team.leader
    return await accounts.shown_name_of(leader.id)
