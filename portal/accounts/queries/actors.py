"""Who is asking, and whom a thing concerns."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q

from portal.accounts import rules
from portal.accounts.models import Appointment, Holding, Person, Residency
from portal.accounts.rules import privacy
from portal.database import bulk
from portal.database.reading import column
from portal.kit import clock
from portal.kit.words import _
from portal.places import queries as places
from portal.policy import Actor, Held

if TYPE_CHECKING:
    from portal.places.models import Home


async def actor_of(person_id: int, session_id: int | None = None) -> Actor | None:
    person = await Person.get_or_none(id=person_id, closed_at=None)
    return await actor_named(person.id, person.name, person.shown_as, session_id) if person is not None else None


async def actor_named(person_id: int, name: str, shown_as: str, session_id: int | None) -> Actor:
    """An account with all that is in force now, in one question, whoever it is. Who is not of age lives in a home, and
    speaks for none."""
    has = await _held_by(person_id)
    homes = [(int(home), str(path)) for what, home, path, _said in has if what == "home"]
    owners = [int(owner) for what, owner, _path, _said in has if what == "owner"]
    owned = {str(path) for what, _id, path, _said in has if what == "owned"}
    minor = {int(home) for what, home, _path, kind in has if what == "home" and kind == rules.Stay.MINOR}
    return Actor(
        id=person_id,
        name=name,
        shown_as=shown_as,
        session_id=session_id,
        homes=frozenset(home for home, _path in homes) - minor,
        owners=frozenset(owners),
        lives_at=tuple(sorted({path for _home, path in homes})),
        owns_at=tuple(sorted(owned)),
        roles=tuple(
            sorted(
                (Held(str(role), str(path)) for what, _id, path, role in has if what == "role"),
                key=lambda held: held.role,
            )
        ),
    )


_IN_FORCE = "x.person_id = ? AND x.since <= ? AND (x.until IS NULL OR x.until > ?)"
_HELD_BY = f"""SELECT 'home', x.home_id, h.path, x.kind FROM residency x JOIN home h ON h.id = x.home_id WHERE {_IN_FORCE}
 UNION ALL SELECT 'owner', x.owner_id, '', '' FROM holding x WHERE {_IN_FORCE}
 UNION ALL SELECT 'owned', o.home_id, h.path, '' FROM holding x JOIN ownership o ON o.owner_id = x.owner_id
  AND o.until IS NULL JOIN home h ON h.id = o.home_id WHERE {_IN_FORCE}
 UNION ALL SELECT 'role', 0, a.path, x.role FROM appointment x JOIN area a ON a.id = x.area_id WHERE {_IN_FORCE}"""  # noqa: S608


async def _held_by(person_id: int) -> list[Any]:
    """Where somebody lives, in which names they own and where, and their offices, in one question: it is asked for
    every page. Each as what it is, its id, the path, and the kind of stay or the role."""
    now = clock.now()
    return list(await bulk.records(_HELD_BY, *[person_id, now, now] * 4))


async def actor_at(person_id: int, moment: datetime) -> Actor | None:
    """The account as it was then, in the tree as it was then: what judges a deed of that time."""
    person = await Person.get_or_none(id=person_id)
    if person is None:
        return None
    valid = in_force(moment)
    lived = await Residency.filter(valid, person_id=person_id).values_list("home_id", "kind")
    homes = {int(home) for home, _kind in lived}
    owners = [int(owner) for owner in await column(Holding.filter(valid, person_id=person_id), "owner_id")]
    owned = await places.homes_owned_at(owners, clock.in_city(moment).date()) if owners else []
    roles = await Appointment.filter(valid, person_id=person_id).values_list("role", "area_id")
    lay = await places.home_paths_at({*homes, *owned}, moment)
    stood = await places.paths_at({int(area) for _, area in roles}, moment)
    return Actor(
        id=person.id,
        name=person.name,
        shown_as=person.shown_as,
        homes=frozenset(int(home) for home, kind in lived if kind != rules.Stay.MINOR),
        owners=frozenset(owners),
        lives_at=tuple(sorted({lay[home] for home in homes if home in lay})),
        owns_at=tuple(sorted({lay[home] for home in owned if home in lay})),
        roles=tuple(sorted((Held(str(r), stood[a]) for r, a in roles if a in stood), key=lambda held: held.role)),
    )


def in_force(moment: datetime | None = None) -> Q:
    """What holds at that moment; now, where none is given."""
    at = moment or clock.now()
    return Q(Q(until=None) | Q(until__gt=at), since__lte=at)


async def own_building(actor: Actor) -> str:
    """The building under whose name the actor speaks: 3栋. Empty for who lives and owns nowhere."""
    paths = actor.lives_at + actor.owns_at
    return await places.building_at(paths[0]) if paths else ""


async def name_to_neighbours(actor: Actor) -> str:
    return rules.shown_name(actor.name, actor.shown_as, await own_building(actor))


async def shown_name_of(person_id: int) -> str:
    """How neighbours see this person's name; of a closed account, the label under which its words stay."""
    actor = await actor_of(person_id)
    if actor is not None:
        return await name_to_neighbours(actor)
    person = await Person.get_or_none(id=person_id)
    return (person.left_as or _(privacy.GONE)) if person else ""


async def label_of(person_id: int) -> tuple[str, str]:
    """Of a closed account: the name it had with neighbours, and the label that takes its place."""
    person = await Person.get(id=person_id)
    return person.name, person.left_as or privacy.GONE


async def own_homes(actor: Actor) -> list[Home]:
    """The homes this actor lives in or owns."""
    owned = await places.homes_of_owners(sorted(actor.owners)) if actor.owners else []
    found = {home.id: home for home in [*await places.homes_with(sorted(actor.homes)), *owned]}
    return list(found.values())


async def belonging_to(path: str) -> set[int]:
    """The accounts of those who live or own below `path`."""
    valid = in_force()
    living = await column(Residency.filter(valid, home__path__startswith=path), "person_id")
    owners = await places.owners_below(path)
    owning = await column(Holding.filter(valid, owner_id__in=owners), "person_id") if owners else []
    return {int(p) for p in living} | {int(p) for p in owning}


async def held_by_accounts(holders: Collection[str]) -> set[str]:
    """Which of these names (`owner:12`, `home:7`) an account holds now."""
    valid = in_force()
    owners = [int(name[6:]) for name in holders if name.startswith("owner:")]
    homes = [int(name[5:]) for name in holders if name.startswith("home:")]
    held = await column(Holding.filter(valid, owner_id__in=owners), "owner_id") if owners else []
    lived = await column(Residency.filter(valid, home_id__in=homes), "home_id") if homes else []
    return {f"owner:{owner}" for owner in held} | {f"home:{home}" for home in lived}


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
        living = Residency.filter(valid, home_id__in=ids["home"]).exclude(kind=rules.Stay.MINOR)
        found |= set(await column(living, "person_id"))
    return found


async def names_held_by(people: Collection[int]) -> dict[int, set[str]]:
    """Under which names (`owner:12`, `home:7`, `person:3`) each of these accounts, unless it is closed, holds now."""
    if not people:
        return {}
    valid = in_force()
    found = {int(p): {f"person:{p}"} for p in await column(Person.filter(id__in=list(people), closed_at=None), "id")}
    owning = await Holding.filter(valid, person_id__in=list(found)).values_list("person_id", "owner_id")
    living = Residency.filter(valid, person_id__in=list(found)).exclude(kind=rules.Stay.MINOR)
    for person, owner in owning:
        found[int(person)].add(f"owner:{owner}")
    for person, home in await living.values_list("person_id", "home_id"):
        found[int(person)].add(f"home:{home}")
    return found
