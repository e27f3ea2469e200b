"""What neighbours need, nearest first; and, after a look that is kept, whose door it is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal import settings
from portal.accounts import queries as accounts
from portal.kit import sealing
from portal.kit.errors import Missing, SignInFirst
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.reporting import rules
from portal.reporting.models import Claim, DoorSeen, Need
from portal.reporting.rules import NeedKind, NeedStage, ReportStage

if TYPE_CHECKING:
    from portal.places.models import Area
from portal.reporting.queries.reports import is_paired, own_unit_for, report_of, units_of

PER_PAGE = 20


MOST_OPEN = 300


@dataclass(frozen=True)
class NeedFor:
    """A need as this actor finds it: whether they are near, how far it is, and what they have claimed."""

    need: Need
    near: bool
    far: int = 2
    mine: Claim | None = None

    @property
    def path(self) -> str:
        return self.need.area.path

    @property
    def person_id(self) -> int:
        return self.need.person_id

    @property
    def claimed(self) -> bool:
        return self.mine is not None and self.mine.stage in rules.HOLDING_A_PLACE

    @property
    def full(self) -> bool:
        return self.need.taken >= self.need.people


async def need_for(actor: Actor, need_id: int) -> NeedFor:
    """Whoever is neither near nor concerned does not see it at all; in review only its asker and the community do."""
    need = await Need.filter(id=need_id).select_related("area").first()
    if need is None or not actor.is_authenticated:
        raise Missing() if need is None else SignInFirst()
    near = await is_near(actor, need)
    concerned = actor.id == need.person_id or actor.holds(STAFF, need.area.path)
    mine = await Claim.get_or_none(need_id=need_id, person_id=actor.id)
    if not (concerned or mine or (near and need.stage != NeedStage.REVIEW)):
        raise Missing()
    return NeedFor(need, near, mine=mine)


async def is_near(actor: Actor, need: Need) -> bool:
    """Whether this actor lives, owns or has reported in where help is needed; for a resource, is paired there."""
    if need.kind == NeedKind.RESOURCE:
        return await own_unit_for(actor, need) is not None
    return any(need.area.path.startswith(area.path) for area in await where_i_help(actor))


async def where_i_help(actor: Actor) -> list[Area]:
    """The communities where this actor lives or owns, and the one that has confirmed their report."""
    found = {area.id: area for area in await places.communities_of(actor.lives_at + actor.owns_at)}
    report = await report_of(actor)
    if report is not None and report.stage == ReportStage.CONFIRMED:
        found.setdefault(report.area_id, report.area)
    return list(found.values())


@dataclass(frozen=True)
class Needs:
    found: list[NeedFor]
    next: int | None
    places: list[Area] = field(default_factory=list)


async def needs_near(actor: Actor, start: int = 0) -> Needs:
    """What waits where this actor helps: their own building first, then by day. Nothing in it says whose it is."""
    areas = await where_i_help(actor)
    units = await units_of(actor)
    open_ones: dict[int, Need] = {}
    for area in areas:
        here = Need.filter(stage=NeedStage.OPEN, kind=NeedKind.SERVICE, area__path__startswith=area.path)
        open_ones |= {need.id: need for need in await here.select_related("area").order_by("by_day").limit(MOST_OPEN)}
    for unit in units:
        if is_paired(unit):
            lent = Need.filter(stage=NeedStage.OPEN, kind=NeedKind.RESOURCE, area__path__startswith=unit.area.path)
            open_ones |= {need.id: need for need in await lent.select_related("area").limit(MOST_OPEN)}
    buildings, estates = await _own_places(actor)
    claims = await Claim.filter(person_id=actor.id or 0, need_id__in=list(open_ones) or [0])
    mine = {claim.need_id: claim for claim in claims}
    found = [
        NeedFor(need, True, rules.distance(buildings, estates, need.area.path), mine.get(need.id))
        for need in open_ones.values()
    ]
    waiting = [each for each in found if not each.full or each.claimed]
    ordered = sorted(waiting, key=lambda each: (each.far, each.need.by_day, each.need.id))
    page = ordered[start : start + PER_PAGE]
    more = start + PER_PAGE if len(ordered) > start + PER_PAGE else None
    return Needs(page, more, areas)


async def _own_places(actor: Actor) -> tuple[list[str], list[str]]:
    """The paths of the buildings and of the estates where this actor lives or owns."""
    own = actor.lives_at + actor.owns_at
    return [(await places.building_of(path)).path for path in own], [await places.estate_path(path) for path in own]


async def asked_by(actor: Actor) -> list[Need]:
    return await Need.filter(person_id=actor.id or 0).select_related("area").order_by("-id").limit(PER_PAGE)


async def places_to_ask_for(actor: Actor) -> list[tuple[int, str]]:
    """Where the actor may ask for help: from their building to their estate, and everything they are staff of."""
    held = [role.path for role in actor.roles if role.role in STAFF]
    staffed = await places.areas_below(held, ["community", "estate", "building"])
    own = await places.choices_around(actor.lives_at + actor.owns_at)
    return own + [(area.id, await places.full_name(area.path)) for area in staffed[:200] if area.id not in dict(own)]


def _secret() -> str:
    return settings.current().secret


@dataclass(frozen=True)
class Told:
    """Who is served, where, and how to reach them: unsealed for who serves, after the look is kept."""

    who: str
    door: str
    address: str


def told_in(need: Need) -> Told:
    """Nothing once it is no longer kept."""
    if not need.sealed:
        return Told("", "", "")
    return Told(**json.loads(sealing.unseal(_secret(), need.sealed)))


async def looks_at(need: Need) -> list[tuple[DoorSeen, str]]:
    """Who looked at the door, and when, the last first."""
    looks = await DoorSeen.filter(need_id=need.id).order_by("-id").limit(50)
    names = {person: await accounts.shown_name_of(person) for person in {look.person_id for look in looks}}
    return [(look, names[look.person_id]) for look in looks]


async def need_with(need_id: int) -> Need:
    return await Need.filter(id=need_id).select_related("area").get()
