"""The roll under inspection: counts for everybody of the area, doors for who belongs to the building, names for nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.kit.errors import Missing
from portal.meetings.models import RollInspection, RollObjection
from portal.places import queries as places
from portal.policy import DESKS, Actor

if TYPE_CHECKING:
    from portal.places.models import Area, Home

PER_PAGE = 20
HOMES_PER_PAGE = 200


async def inspection_for(_actor: Actor, inspection_id: int) -> RollInspection:
    found = await RollInspection.filter(id=inspection_id).select_related("area").first()
    if found is None:
        raise Missing()
    return found


async def inspections_for(actor: Actor, before: int | None = None) -> tuple[list[RollInspection], int | None]:
    """The inspections of where one belongs and of what is in one's care, the newest first; and where the list goes on."""
    own = {each for path in actor.lives_at + actor.owns_at for each in places.trail(path)}
    mine = Q(area__path__in=sorted(own)) if own else Q(id=0)
    for held in actor.roles:
        mine |= Q(area__path__startswith=held.path)
    found = RollInspection.filter(mine) if before is None else RollInspection.filter(mine, id__lt=before)
    rows = await found.select_related("area").order_by("-id").limit(PER_PAGE + 1)
    return rows[:PER_PAGE], rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None


async def under_way(area_id: int, now: datetime) -> RollInspection | None:
    return await RollInspection.filter(area_id=area_id, until__gt=now).first()


@dataclass(frozen=True)
class RollBuilding:
    """One building on the roll: counts alone."""

    area: Area
    homes: int
    size: int


@dataclass(frozen=True)
class OwnHome:
    """A home of one's own as it stands on the roll; `votes` where one stands there as its owner."""

    home: Home
    votes: bool


async def buildings_on_roll(path: str) -> list[RollBuilding]:
    counts = await places.roll_counts(path)
    areas = await places.areas_with([area for area in counts])
    return [RollBuilding(area, *counts[area.id]) for area in areas]


async def own_standing(actor: Actor, path: str) -> list[OwnHome]:
    """With which homes one stands on the roll, and which one lives in without a vote of an owner."""
    owned = [home for home in await places.homes_of_owners(sorted(actor.owners)) if home.path.startswith(path)]
    lived = [home for home in await places.homes_with(sorted(actor.homes)) if home.path.startswith(path)]
    ids = {home.id for home in owned}
    return [OwnHome(home, True) for home in owned] + [OwnHome(home, False) for home in lived if home.id not in ids]


@dataclass(frozen=True)
class BuildingOnRoll:
    """One building of an inspection, as one actor finds it. `path` is the inspection's: by it the act is judged."""

    inspection: RollInspection
    building: Area
    opened: bool

    @property
    def path(self) -> str:
        return self.inspection.path


async def building_on_roll(actor: Actor, inspection_id: int, building_id: int) -> BuildingOnRoll:
    """Doors are for those who belong to the building, and for the desk that keeps the roll. Raises Missing."""
    inspection = await inspection_for(actor, inspection_id)
    building = await places.area_for(actor, building_id)
    if building.kind != "building" or not _touch(building.path, inspection.path):
        raise Missing()
    opened = actor.belongs_to(building.path) or actor.holds(DESKS, building.path)
    return BuildingOnRoll(inspection, building, opened)


def _touch(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


async def homes_on_roll(found: BuildingOnRoll, after: int = 0) -> tuple[list[tuple[Home, bool]], int | None]:
    """Each home with whether somebody stands there as owner, and where the list goes on. No name is read."""
    longer = max(found.building.path, found.inspection.path, key=len)
    homes = await places.homes_on_roll(longer, after, HOMES_PER_PAGE + 1)
    return homes[:HOMES_PER_PAGE], homes[HOMES_PER_PAGE - 1][0].id if len(homes) > HOMES_PER_PAGE else None


async def objection_for(_actor: Actor, objection_id: int) -> RollObjection:
    found = await RollObjection.filter(id=objection_id).select_related("inspection__area", "home").first()
    if found is None:
        raise Missing()
    return found


async def objections_of(
    inspection: RollInspection, before: int | None = None
) -> tuple[list[RollObjection], int | None]:
    """What waits comes first. With the person's name: for the desk alone."""
    found = RollObjection.filter(inspection_id=inspection.id).select_related("person", "home")
    if before is None:
        waiting = await found.filter(answered_at=None).order_by("id").limit(100)
    else:
        waiting, found = [], found.filter(id__lt=before)
    rows = await found.filter(answered_at__isnull=False).order_by("-id").limit(PER_PAGE + 1)
    return [*waiting, *rows[:PER_PAGE]], rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None


async def own_objections(actor: Actor, inspection: RollInspection) -> list[RollObjection]:
    mine = RollObjection.filter(inspection_id=inspection.id, person_id=actor.id)
    return await mine.select_related("home").order_by("-id").limit(20)


async def open_objections(path: str) -> int:
    """How many objections wait for an answer on rolls that cover `path`, or a part of it."""
    over = Q(inspection__area__path__in=places.trail(path))
    within = Q(inspection__area__path__startswith=path)
    return await RollObjection.filter(over | within, answered_at=None).count()


async def oddities_on_roll(path: str) -> places.Oddities:
    return await places.oddities_of(path, accounts.held_twice)


def is_under_way(inspection: RollInspection) -> bool:
    return clock.now() < inspection.until
