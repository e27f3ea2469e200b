"""Who is asking, and whom a thing concerns."""

from collections.abc import Collection

from tortoise.expressions import Q

from portal.accounts import rules
from portal.accounts.models import Appointment, Holding, Person, Residency
from portal.database.reading import column
from portal.kit import clock
from portal.places import queries as places
from portal.policy import Actor, Held


async def actor_of(person_id: int, session_id: int | None = None) -> Actor | None:
    """An account with all that is in force now: four queries, whoever it is."""
    person = await Person.get_or_none(id=person_id, closed_at=None)
    if person is None:
        return None
    valid = in_force()
    homes = await Residency.filter(valid, person_id=person_id).values_list("home_id", "home__path")
    owners = await column(Holding.filter(valid, person_id=person_id), "owner_id")
    roles = await Appointment.filter(valid, person_id=person_id).values_list("role", "area__path")
    owned = await places.homes_of_owners([int(owner) for owner in owners]) if owners else []
    return Actor(
        id=person.id,
        name=person.name,
        shown_as=person.shown_as,
        session_id=session_id,
        homes=frozenset(int(home) for home, _ in homes),
        owners=frozenset(int(owner) for owner in owners),
        lives_at=tuple(sorted({str(path) for _, path in homes})),
        owns_at=tuple(sorted({home.path for home in owned})),
        roles=tuple(sorted((Held(str(role), str(path)) for role, path in roles), key=lambda held: held.role)),
    )


def in_force() -> Q:
    now = clock.now()
    return Q(Q(until=None) | Q(until__gt=now), since__lte=now)


async def own_building(actor: Actor) -> str:
    """The building under whose name the actor speaks: 3栋. Empty for who lives and owns nowhere."""
    paths = actor.lives_at + actor.owns_at
    return await places.building_at(paths[0]) if paths else ""


async def name_to_neighbours(actor: Actor) -> str:
    return rules.shown_name(actor.name, actor.shown_as, await own_building(actor))


async def shown_name_of(person_id: int) -> str:
    """How neighbours see this person's name."""
    actor = await actor_of(person_id)
    return await name_to_neighbours(actor) if actor else ""


async def belonging_to(path: str) -> set[int]:
    """The accounts of those who live or own below `path`."""
    valid = in_force()
    living = await column(Residency.filter(valid, home__path__startswith=path), "person_id")
    owners = await places.owners_below(path)
    owning = await column(Holding.filter(valid, owner_id__in=owners), "person_id") if owners else []
    return {int(p) for p in living} | {int(p) for p in owning}


async def holding(holders: Collection[str]) -> set[int]:
    """The accounts that hold under any of these names (`owner:12`, `home:7`, `person:3`)."""
    ids: dict[str, list[int]] = {"owner": [], "home": [], "person": []}
    for holder in holders:
        kind, _, number = holder.partition(":")
        ids[kind].append(int(number))
    valid = in_force()
    found = set(ids["person"])
    if ids["owner"]:
        found |= set(await column(Holding.filter(valid, owner_id__in=ids["owner"]), "person_id"))
    if ids["home"]:
        found |= set(await column(Residency.filter(valid, home_id__in=ids["home"]), "person_id"))
    return found
