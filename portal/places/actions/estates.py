"""What an estate shows to everybody: its facilities, and the telephone of the desk."""

from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import rules
from portal.places.events import DeskSet, FacilityAdded, FacilityRemoved
from portal.places.forms import AddFacility, SetDesk
from portal.places.models import Area, Facility
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def set_desk(_actor: Actor, area_id: int, said: SetDesk) -> None:
    """The number under which the desk of an area answers. Raises NotADeskPhone, PrivatePhone."""
    await Area.filter(id=area_id).update(phone=rules.desk_phone(said.phone))
    happened(DeskSet(area_id))


@action
async def add_facility(_actor: Actor, area_id: int, said: AddFacility) -> None:
    """Raises Missing for a kind that is not one."""
    if said.kind not in rules.FACILITY_KINDS:
        raise Missing()
    facility = await Facility.create(
        estate_id=area_id, kind=said.kind, name=said.name, place=said.place, added_at=clock.now()
    )
    happened(FacilityAdded(area_id, facility.id))


@action
async def remove_facility(_actor: Actor, facility_id: int) -> None:
    facility = await Facility.get(id=facility_id)
    if await Facility.filter(id=facility_id, removed_at=None).update(removed_at=clock.now()):
        happened(FacilityRemoved(facility.estate_id, facility.id))
