"""Halls are opened, kept and closed by the community that they belong to."""

from portal.hall.actions.moderating import must_be_fit
from portal.hall.events import HallClosed, HallKept
from portal.hall.forms.triage import KeepHall, OpenHall
from portal.hall.models import Hall
from portal.hall.rules import UnknownPlace
from portal.kit import clock
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.unit_of_work import action, happened

FIELDS = ("name", "motto", "hosts", "hours", "room")


@action
async def open_hall(actor: Actor, said: OpenHall) -> int:
    """Raises UnknownPlace, and what is wrong with the words."""
    area = await places.area_found(said.area_id)
    if area is None or not actor.holds(STAFF, area.path):
        raise UnknownPlace()
    words = {name: getattr(said, name) for name in FIELDS}
    await must_be_fit(area.path, *words.values())
    hall = await Hall.create(area_id=area.id, opened_at=clock.now(), **words)
    happened(HallKept(hall.id))
    return hall.id


@action
async def keep_hall(actor: Actor, hall_id: int, said: KeepHall) -> None:
    """Raises what is wrong with the words."""
    hall = await Hall.filter(id=hall_id).select_related("area").get()
    words = {name: getattr(said, name) for name in FIELDS}
    await must_be_fit(hall.path, *words.values())
    await Hall.filter(id=hall_id).update(**words)
    happened(HallKept(hall_id))


@action
async def close_hall(actor: Actor, hall_id: int) -> None:
    """Its matters stay; nothing new is raised in it."""
    if await Hall.filter(id=hall_id, closed_at=None).update(closed_at=clock.now()):
        happened(HallClosed(hall_id))
