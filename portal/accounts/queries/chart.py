"""小区一图示: the buildings of an estate, who heads them, its bodies and facilities. Nothing here lists residents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.queries.offices import holding_office
from portal.accounts.queries.people import addresses_of
from portal.accounts.queries.privacy import consenting
from portal.places import queries as places
from portal.places.rules import AreaKind, Body, bodies_of

if TYPE_CHECKING:
    from portal.accounts.models import Appointment
    from portal.places.models import Area, Estate, Facility


@dataclass(frozen=True)
class Head:
    """`name` and `phone` are empty where the head has not agreed that they stand here."""

    name: str
    phone: str


@dataclass(frozen=True)
class Building:
    name: str
    homes: int
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Chart:
    """`desk` is the nearest area above with an office telephone: there one reaches the grid worker."""

    area: Area
    estate: Estate | None
    above: list[Area]
    buildings: list[Building]
    bodies: tuple[Body, ...]
    facilities: list[Facility]
    desk: Area | None

    @property
    def homes(self) -> int:
        return sum(building.homes for building in self.buildings)


async def chart_of(area: Area) -> Chart:
    """Everything on the chart, in a number of queries that does not grow with the estate."""
    buildings = await places.areas_below([area.path], [AreaKind.BUILDING])
    heads = await _heads([building.id for building in buildings])
    homes = await places.homes_by_building(area.path)
    above, estate = await places.above(area.path), await places.estate_of(area.id)
    elected = bool(await holding_office([area.id], "owners_committee"))
    return Chart(
        area=area,
        estate=estate,
        above=above[1:-1],
        buildings=[Building(b.name, homes.get(b.id, 0), tuple(heads.get(b.id, ()))) for b in buildings],
        bodies=bodies_of(estate.type, committee=elected) if estate else (),
        facilities=await places.facilities_of(area.id),
        desk=next((each for each in reversed(above) if each.phone), None),
    )


async def _heads(buildings: Sequence[int]) -> dict[int, list[Head]]:
    office = await holding_office(buildings, "building_head")
    agreed = await consenting({each.person_id for each in office}, "chart", "chart_phone")
    # Only who is named can be called: a number without a name would name the person all the same.
    callable_ = agreed["chart"] & agreed["chart_phone"]
    phones = {each.person_id: each.spelled for each in await addresses_of(callable_, "sms")} if callable_ else {}
    found: dict[int, list[Head]] = {}
    for each in office:
        found.setdefault(each.area_id, []).append(_head(each, agreed["chart"], phones))
    return found


def _head(office: Appointment, named: set[int], phones: dict[int, str]) -> Head:
    if office.person_id not in named:
        return Head("", "")
    return Head(office.person.name, phones.get(office.person_id, ""))
