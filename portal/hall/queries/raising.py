"""What the form for a new matter offers: the places that it can be about, and the hall it was opened from."""

from dataclasses import dataclass

from portal.hall.models import Hall
from portal.places import queries as places
from portal.policy import CONVENERS, Actor


@dataclass(frozen=True)
class Place:
    """The areas to choose from, as (id, full name), and the one that is chosen at first.

    `refused` says that a code asked for a place where this actor neither lives nor is in office.
    """

    choices: list[tuple[int, str]]
    first: int
    refused: bool


async def place_for(actor: Actor, asked: int | None) -> Place:
    """The stairwell, building and estate of the actor, or what an office is bound to; first the building."""
    paths = [*actor.lives_at, *actor.owns_at] or [held.path for held in actor.roles]
    choices = await places.choices_around(paths)
    known = {area_id for area_id, _name in choices}
    building = (await places.building_of(paths[0])).id if paths else 0
    first = building if building in known else choices[0][0] if choices else 0
    if asked is None or asked in known:
        return Place(choices, asked or first, refused=False)
    area = await places.area_found(asked)
    if area is not None and (actor.belongs_to(area.path) or actor.holds(CONVENERS, area.path)):
        return Place([(area.id, await places.full_name(area.path)), *choices], area.id, refused=False)
    return Place(choices, first, refused=True)


async def open_hall(hall_id: int | None) -> Hall | None:
    return await Hall.filter(id=hall_id, closed_at=None).first() if hall_id is not None else None
