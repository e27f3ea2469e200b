"""Who holds which role where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tortoise.expressions import Q

from portal.accounts import rules
from portal.accounts.models import Appointment, Holding, Person
from portal.accounts.queries.actors import in_force
from portal.accounts.rules import granting
from portal.database.reading import column
from portal.kit import clock
from portal.kit.errors import Missing
from portal.kit.words import N_
from portal.places import queries as places
from portal.policy import GRANTS, STAFF, Actor, Role

if TYPE_CHECKING:
    from portal.places.models import Area
PER_PAGE = 50


async def heads_of(path: str) -> list[str]:
    """The names of the heads in office of this very area."""
    office = Appointment.filter(in_force(), role="building_head", area__path=path)
    return [str(name) for name in await column(office, "person__name")]


async def members_of(path: str, roles: Collection[str]) -> list[tuple[int, str, str]]:
    """Who holds one of `roles` for this very area, as (person, name, role): the electorate of a body.

    A deputy does not sit in a body for its member, and a person sits once, in the first of `roles` that they hold.
    """
    order = list(roles)
    office = Appointment.filter(in_force(), role__in=order, area__path=path, deputy_for_id=None)
    rows = await office.order_by("person_id").values_list("person_id", "person__name", "role")
    found: dict[int, tuple[int, str, str]] = {}
    for person, name, role in sorted(rows, key=lambda row: order.index(str(row[2]))):
        found.setdefault(int(person), (int(person), str(name), str(role)))
    return [found[person] for person in sorted(found)]


async def heading(path: str) -> set[int]:
    """The accounts of the heads in office for the building that contains `path`."""
    office = Appointment.filter(in_force(), role="building_head", area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}


async def staffing(path: str) -> set[int]:
    """The accounts of the staff in office for an area that contains `path`."""
    office = Appointment.filter(in_force(), role__in=sorted(STAFF), area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}


async def names_in_office(path: str) -> list[str]:
    """The names of those in office for the area at `path`, or one that contains it: they are known by name there."""
    office = Appointment.filter(in_force(), area__path__in=places.trail(path))
    return [str(name) for name in await column(office, "person__name")]


async def holding_over(path: str, roles: Collection[str]) -> list[tuple[int, str]]:
    """Who holds one of these roles for the area at `path` or one above it, as (person, name), the nearest first."""
    office = Appointment.filter(in_force(), role__in=sorted(roles), area__path__in=places.trail(path))
    rows = await office.order_by("-area__path", "id").limit(40).values_list("person_id", "person__name")
    return list({int(person): (int(person), str(name)) for person, name in rows}.values())


async def in_office_around(path: str, roles: Collection[str]) -> list[tuple[int, str]]:
    """Who holds one of these roles for the area at `path`, one above it or one within it, as (person, name)."""
    around = Q(area__path__in=places.trail(path)) | Q(area__path__startswith=path)
    office = Appointment.filter(in_force(), around, role__in=sorted(roles))
    rows = await office.order_by("area__path", "id").limit(200).values_list("person_id", "person__name")
    return list({int(person): (int(person), str(name)) for person, name in rows}.values())


async def holding_office(areas: Collection[int], *roles: str) -> list[Appointment]:
    """Who is in office for these very areas, with their accounts."""
    office = Appointment.filter(in_force(), area_id__in=sorted(areas), role__in=roles)
    return await office.select_related("person").order_by("area_id", "since", "id")


async def offices_bound_to(path: str) -> places.Consequence:
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


async def street_of(path: str) -> set[int]:
    """The accounts of the street's staff in office for `path`."""
    office = Appointment.filter(in_force(), role=Role.STREET_STAFF, area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}


@dataclass(frozen=True)
class Office:
    """An office with where it is, who gave it, and whether it ends soon."""

    office: Appointment
    place: str
    given_by: str
    ends_soon: bool


@dataclass(frozen=True)
class Offices:
    offices: list[Office]
    next: int | None


async def office_for(_actor: Actor, office_id: int) -> Appointment:
    """An office while it lasts."""
    office = await Appointment.filter(in_force(), id=office_id).select_related("area", "person").first()
    if office is None:
        raise Missing()
    return office


async def office_with(office_id: int) -> Appointment:
    return await Appointment.filter(id=office_id).select_related("area", "person").get()


async def offices_below(actor: Actor, after: int | None = None, soon: bool = False) -> Offices:
    """The offices in force that this actor could give; those alone that end within 30 days where `soon`."""
    could = [
        Q(area__path__startswith=held.path, role__in=sorted(GRANTS[held.role]))  # type: ignore[index]
        for held in actor.roles
        if held.role in GRANTS
    ]
    found = Appointment.filter(in_force(), Q(*could, join_type="OR"))
    if soon:
        found = found.filter(until__lte=clock.now() + granting.ENDS_SOON)
    if after is not None:
        found = found.filter(id__gt=after)
    offices = await found.select_related("area__parent", "person").order_by("id").limit(PER_PAGE + 1)
    shown = offices[:PER_PAGE]
    return Offices(await _told(shown), shown[-1].id if len(offices) > PER_PAGE else None)


async def offices_of(actor: Actor) -> list[Office]:
    """One's own, while they last."""
    mine = Appointment.filter(in_force(), person_id=actor.id).select_related("area__parent", "person")
    return await _told(await mine.order_by("id"))


async def deputies_of(offices: Collection[int]) -> list[Appointment]:
    """Who stands in for these offices now."""
    if not offices:
        return []
    return await Appointment.filter(in_force(), deputy_for_id__in=list(offices)).select_related("person").order_by("id")


async def _told(offices: list[Appointment]) -> list[Office]:
    givers = {each.appointed_by_id for each in offices if each.appointed_by_id}
    names = {person.id: person.name for person in await Person.filter(id__in=list(givers))} if givers else {}
    soon = clock.now() + granting.ENDS_SOON
    return [
        Office(each, _place(each), names.get(each.appointed_by_id or 0, ""), bool(each.until and each.until <= soon))
        for each in offices
    ]


def _place(office: Appointment) -> str:
    area = office.area
    return f"{area.parent.name} {area.name}" if area.kind in ("building", "stairwell") and area.parent else area.name


Term = tuple[int, str, datetime, datetime | None]


async def roles_at(actors: Collection[int]) -> list[Term]:
    """Every office these accounts ever held: (account, role, since, until)."""
    rows = Appointment.filter(person_id__in=list(actors)).order_by("id")
    return [(int(p), str(r), s, u) for p, r, s, u in await rows.values_list("person_id", "role", "since", "until")]


def grantable(actor: Actor) -> list[tuple[str, str]]:
    """The roles this actor may give, with their names."""
    could = {role for held in actor.roles for role in GRANTS.get(held.role, frozenset())}  # type: ignore[call-overload]
    return [(str(role), name) for role, name in rules.ROLES.items() if role in could]


async def seats_of(actor: Actor) -> list[tuple[int, str]]:
    """The areas for which this actor may give some office, at most 500."""
    found: dict[int, Area] = {}
    for held in actor.roles:
        for_these = {kind for role in GRANTS.get(held.role, ()) for kind in granting.SEATS[role]}  # type: ignore[call-overload]
        for area in await places.areas_below([held.path], sorted(for_these)) if for_these else []:
            found.setdefault(area.id, area)
    return await places.named(list(found.values())[:500])
