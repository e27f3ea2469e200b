"""Who holds which role where."""

from portal.accounts.models import Appointment
from portal.accounts.queries.actors import in_force
from portal.database.reading import column
from portal.places import queries as places
from portal.policy import STAFF


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


async def staffing(path: str) -> set[int]:
    """The accounts of the staff in office for an area that contains `path`."""
    office = Appointment.filter(in_force(), role__in=sorted(STAFF), area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}
