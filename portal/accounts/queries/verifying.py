"""How it is known who lives where, and what still rests on one person's word."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from portal.accounts.models import Appointment, Holding, Person, ResidenceRequest, Residency
from portal.accounts.queries.actors import in_force
from portal.accounts.queries.residence import Asked
from portal.accounts.rules import RequestStage, Stay
from portal.accounts.rules.verifying import Method
from portal.database.reading import column
from portal.places import queries as places
from portal.policy import Actor

MOST = 200
SECOND_PAIR = Q(checked_by_id=None, method__in=[Method.HEAD, Method.COMMUNITY, Method.SLIP])


@dataclass(frozen=True)
class Confirmed:
    """One confirmation that waits for a second pair of eyes: `key` is `r12` for a residence, `h7` for an owner, whose
    `home` is the register's name for them."""

    key: str
    person_id: int
    name: str
    home: str
    method: str
    by: str
    since: datetime


async def waiting_for_check(actor: Actor, path: str) -> list[Confirmed]:
    """What others confirmed below `path` and nobody else has looked at; a constant number of queries."""
    mine = Q(confirmed_by_id=actor.id) | Q(person_id=actor.id)
    living = Residency.filter(in_force(), SECOND_PAIR, home__path__startswith=path).exclude(mine)
    residences = await living.select_related("person", "home").order_by("id").limit(MOST)
    owners = await places.owners_below(path)
    owning = Holding.filter(in_force(), SECOND_PAIR, owner_id__in=owners).exclude(mine)
    holdings = await owning.select_related("person", "owner").order_by("id").limit(MOST) if owners else []
    by = {r.confirmed_by_id for r in residences} | {h.confirmed_by_id for h in holdings}
    names = {person.id: person.name for person in await Person.filter(id__in=[one for one in by if one])}
    return [
        *(
            Confirmed(f"r{r.id}", r.person_id, r.person.name, r.home.label, r.method, _by(names, r), r.since)
            for r in residences
        ),
        *(
            Confirmed(f"h{h.id}", h.person_id, h.person.name, h.owner.name, h.method, _by(names, h), h.since)
            for h in holdings
        ),
    ]


def _by(names: dict[int, str], found: Residency | Holding) -> str:
    return names.get(found.confirmed_by_id or 0, "")


async def resting_on(person_id: int) -> set[str]:
    """The names under which votes are held (`home:7`, `owner:12`) by accounts that this person alone has confirmed."""
    alone = Q(Q(checked_by_id=None) | Q(checked_by_id=person_id), confirmed_by_id=person_id)
    homes = await column(Residency.filter(in_force(), alone), "home_id")
    owners = await column(Holding.filter(in_force(), alone), "owner_id")
    return {f"home:{home}" for home in homes} | {f"owner:{owner}" for owner in owners}


async def adults_resting_on(person_id: int) -> set[str]:
    """The same of those who vote for themselves where they live: `person:3`."""
    alone = Q(Q(checked_by_id=None) | Q(checked_by_id=person_id), confirmed_by_id=person_id)
    return {f"person:{lives}" for lives in await column(Residency.filter(in_force(), alone), "person_id")}


async def adults_below(path: str) -> list[tuple[int, str, str]]:
    """The adults who are registered as living below `path`, as (person, name, home): each once."""
    living = Residency.filter(in_force(), home__path__startswith=path, person__closed_at=None)
    rows = await living.exclude(kind=Stay.MINOR).order_by("person_id", "id").values_list(
        "person_id", "person__name", "home__label"
    )  # fmt: skip
    found: dict[int, tuple[int, str, str]] = {}
    for person, name, home in rows:
        found.setdefault(int(person), (int(person), str(name), str(home)))
    return list(found.values())


async def staff_over(path: str) -> list[str]:
    """The names of the community's staff for the area at `path`: who can look a second time."""
    office = Appointment.filter(in_force(), role="community_staff", area__path__in=places.trail(path))
    return [str(name) for name in await column(office.order_by("id").limit(5), "person__name")]


async def residences_of(actor: Actor) -> list[Residency]:
    """Where this actor lives, with how that is known and until when."""
    mine = Residency.filter(in_force(), person_id=actor.id).select_related("home")
    return await mine.order_by("id")


async def family_asking(actor: Actor) -> list[Asked]:
    """Who says that they live in this actor's own home."""
    if not actor.homes:
        return []
    asking = ResidenceRequest.filter(stage=RequestStage.ASKED, home_id__in=sorted(actor.homes))
    found = await asking.exclude(person_id=actor.id).select_related("home", "person").order_by("id").limit(20)
    return [Asked(request, []) for request in found]


async def household_of(home_id: int) -> set[int]:
    """The accounts that live in this very home."""
    return {int(person) for person in await column(Residency.filter(in_force(), home_id=home_id), "person_id")}


async def people_of(residences: Collection[int], holdings: Collection[int]) -> set[int]:
    """The accounts behind these confirmations."""
    living = await column(Residency.filter(id__in=list(residences)), "person_id") if residences else []
    owning = await column(Holding.filter(id__in=list(holdings)), "person_id") if holdings else []
    return {int(person) for person in [*living, *owning]}
