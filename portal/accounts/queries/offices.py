"""Who holds which role where."""

from collections.abc import Collection

from portal.accounts.models import Appointment, Holding
from portal.accounts.queries.actors import in_force
from portal.database.reading import column
from portal.kit.words import N_
from portal.places import queries as places
from portal.policy import Role


async def heads_of(path: str) -> list[str]:
    """The names of the heads in office of this very area."""
    office = Appointment.filter(in_force(), role="building_head", area__path=path)
    return [str(name) for name in await column(office, "person__name")]


async def members_of(path: str, role: str) -> list[tuple[int, str]]:
    """Who holds `role` for this very area, as (person, name): the electorate of a committee."""
    office = Appointment.filter(in_force(), role=role, area__path=path).order_by("person_id")
    return [(int(person), str(name)) for person, name in await office.values_list("person_id", "person__name")]


async def heading(path: str) -> set[int]:
    """The accounts of the heads in office for the building that contains `path`."""
    office = Appointment.filter(in_force(), role="building_head", area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}


async def holding_office(areas: Collection[int], *roles: str) -> list[Appointment]:
    """Who is in office for these very areas, with their accounts."""
    office = Appointment.filter(in_force(), area_id__in=sorted(areas), role__in=roles)
    return await office.select_related("person").order_by("area_id", "since", "id")


async def offices_below(path: str) -> places.Consequence:
    """How many offices are bound to an area at or below `path`: for whoever is about to change it."""
    return places.Consequence(
        N_("楼栋长这些任职"), await Appointment.filter(in_force(), area__path__startswith=path).count()
    )


async def held_twice(owners: Collection[int]) -> list[list[int]]:
    """Groups of these entries of a register that one account holds: a person who would count as two."""
    rows = await Holding.filter(in_force(), owner_id__in=sorted(owners)).values_list("person_id", "owner_id")
    held: dict[int, set[int]] = {}
    for person, owner in rows:
        held.setdefault(int(person), set()).add(int(owner))
    return [sorted(each) for each in held.values() if len(each) > 1]


async def desk_of(path: str) -> set[int]:
    """The accounts of the community's staff in office for `path`."""
    office = Appointment.filter(in_force(), role=Role.COMMUNITY_STAFF, area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}
