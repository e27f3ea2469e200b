"""Give people their roles, and end them."""

from tortoise.expressions import Q

from portal.accounts import rules
from portal.accounts.actions.steps import person_at
from portal.accounts.models import (
    Appointment,
    Person,
)
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.places.actions import areas as places
from portal.places.events import AreaMerged
from portal.policy import Actor, Role
from portal.unit_of_work import action


class NotEmpty(Refused):
    message = N_("这个库里已经有人了，不能再设第一位管理员。")


@action
async def found_portal(_actor: Actor, address: str) -> None:
    """The first administrator, on an empty database. Raises NotEmpty, NotAnAddress, PhoneTooShort."""
    channel, spelled = rules.address(address)
    if await Person.exists():
        raise NotEmpty()
    person_id = await person_at(channel, spelled)
    city = await places.city()
    await Appointment.create(person_id=person_id, role=Role.SECURITY_ADMIN, area_id=city.id, since=clock.now())


async def end_offices_of(event: AreaMerged) -> None:
    """A step: what was held for an area ends with it. Whoever is to go on is appointed anew for what it became."""
    now = clock.now()
    held = Appointment.filter(area_id=event.area_id)
    await held.filter(Q(until=None) | Q(until__gt=now)).update(until=now)
