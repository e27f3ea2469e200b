"""Who is asking, and whom it concerns."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tortoise.expressions import Q

from portal import settings
from portal.accounts import rules
from portal.accounts.models import Appointment, Contact, Holding, Person, ResidenceRequest, Residency, Session
from portal.database.reading import column
from portal.kit import clock, sealing
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import CONFIRMERS, Actor, Held


async def actor_with_session(token: str) -> Actor | None:
    session = await Session.filter(token=sealing.digest(token), ended_at=None, expires_at__gt=clock.now()).first()
    return await actor_of(session.person_id, session.id) if session else None


async def actor_of(person_id: int, session_id: int | None = None) -> Actor | None:
    """An account with all that is in force now: four queries, whoever it is."""
    person = await Person.get_or_none(id=person_id, closed_at=None)
    if person is None:
        return None
    in_force = _in_force()
    homes = await Residency.filter(in_force, person_id=person_id).values_list("home_id", "home__path")
    owners = await column(Holding.filter(in_force, person_id=person_id), "owner_id")
    roles = await Appointment.filter(in_force, person_id=person_id).values_list("role", "area__path")
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


def _in_force() -> Q:
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
    in_force = _in_force()
    living = await column(Residency.filter(in_force, home__path__startswith=path), "person_id")
    owners = await places.owners_below(path)
    owning = await column(Holding.filter(in_force, owner_id__in=owners), "person_id") if owners else []
    return {int(p) for p in living} | {int(p) for p in owning}


async def holding(holders: Collection[str]) -> set[int]:
    """The accounts that hold under any of these names (`owner:12`, `home:7`, `person:3`)."""
    ids: dict[str, list[int]] = {"owner": [], "home": [], "person": []}
    for holder in holders:
        kind, _, number = holder.partition(":")
        ids[kind].append(int(number))
    in_force = _in_force()
    found = set(ids["person"])
    if ids["owner"]:
        found |= set(await column(Holding.filter(in_force, owner_id__in=ids["owner"]), "person_id"))
    if ids["home"]:
        found |= set(await column(Residency.filter(in_force, home_id__in=ids["home"]), "person_id"))
    return found


@dataclass(frozen=True)
class Address:
    person_id: int
    channel: str
    spelled: str


async def addresses_of(people: Iterable[int], channel: str) -> list[Address]:
    """Where these accounts can be reached: the one spelling of each verified address of that channel."""
    contacts = await Contact.filter(person_id__in=list(people), channel=channel, verified_at__isnull=False)
    secret = settings.current().secret
    return [Address(c.person_id, c.channel, sealing.unseal(secret, c.sealed)) for c in contacts]


async def person_of_address(spelled: str) -> int | None:
    contact = await Contact.get_or_none(fingerprint=fingerprint(spelled))
    return contact.person_id if contact else None


def fingerprint(spelled: str) -> str:
    return sealing.fingerprint(settings.current().secret, "contact", spelled)


async def sessions_of(actor: Actor) -> list[Session]:
    return await Session.filter(person_id=actor.id, ended_at=None, expires_at__gt=clock.now()).order_by("-began_at")


async def stand_ins(keys: Iterable[str]) -> list[Person]:
    """The people of the demo one can step into, by name, in the order given."""
    wanted = list(keys)
    found = {p.name: p for p in await Person.filter(name__in=wanted)}
    return [found[name] for name in wanted if name in found]


async def heads_of(path: str) -> list[str]:
    """The names of the heads in office of this very area."""
    office = Appointment.filter(_in_force(), role="building_head", area__path=path)
    return [str(name) for name in await column(office, "person__name")]


async def members_of(path: str, role: str) -> list[tuple[int, str]]:
    """Who holds `role` for this very area, as (person, name): the electorate of a committee."""
    office = Appointment.filter(_in_force(), role=role, area__path=path).order_by("person_id")
    return [(int(person), str(name)) for person, name in await office.values_list("person_id", "person__name")]


# Where people say that they live


async def heading(path: str) -> set[int]:
    """The accounts of the heads in office for the building that contains `path`."""
    office = Appointment.filter(_in_force(), role="building_head", area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}


@dataclass(frozen=True)
class Asked:
    """A request with what whoever decides must see: the name, the home, and whose name stands in the register."""

    request: ResidenceRequest
    owners: list[str]

    @property
    def path(self) -> str:
        return self.request.path

    @property
    def person_id(self) -> int:
        return self.request.person_id


async def request_for(_actor: Actor, request_id: int) -> Asked:
    request = await ResidenceRequest.filter(id=request_id).select_related("home", "person").first()
    if request is None:
        raise Missing()
    return Asked(request, await places.owner_names(request.home_id))


async def own_request(actor: Actor) -> ResidenceRequest | None:
    return await ResidenceRequest.filter(slot=actor.id).select_related("home").first() if actor.id else None


async def requests_for(actor: Actor) -> list[Asked]:
    """The requests that wait for this actor, as head of a building or staff of a community."""
    found: dict[int, ResidenceRequest] = {}
    for held in actor.roles:
        if held.role in CONFIRMERS:
            below = ResidenceRequest.filter(stage=rules.RequestStage.ASKED, home__path__startswith=held.path)
            rows = await below.exclude(person_id=actor.id).select_related("home", "person").order_by("id").limit(50)
            found |= {row.id: row for row in rows}
    return [Asked(request, await places.owner_names(request.home_id)) for request in found.values()]


async def request_with(request_id: int) -> ResidenceRequest:
    return await ResidenceRequest.filter(id=request_id).select_related("home").get()
