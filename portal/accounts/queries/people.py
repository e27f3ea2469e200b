"""How people are reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal import settings
from portal.accounts import rules
from portal.accounts.models import Contact, Person, Residency
from portal.accounts.queries.actors import in_force
from portal.database.reading import column
from portal.kit import sealing
from portal.places import queries as places


@dataclass(frozen=True)
class Address:
    person_id: int
    channel: str
    spelled: str


async def addresses_of(people: Iterable[int], channel: str) -> list[Address]:
    """Where these accounts can be reached: the one spelling of each verified address of that channel.

    Whoever has closed their account gets no more letters.
    """
    verified = Contact.filter(person_id__in=list(people), channel=channel, verified_at__isnull=False)
    contacts = await verified.filter(person__closed_at=None)
    secret = settings.current().secret
    return [Address(c.person_id, c.channel, sealing.unseal(secret, c.sealed)) for c in contacts]


async def person_of_address(spelled: str) -> int | None:
    contact = await Contact.get_or_none(fingerprint=fingerprint(spelled))
    return contact.person_id if contact else None


def fingerprint(spelled: str) -> str:
    return sealing.fingerprint(settings.current().secret, "contact", spelled)


@dataclass(frozen=True)
class Own:
    """One of one's own addresses, as it is shown: 138****1234."""

    contact_id: int
    channel: str
    shown: str


async def own_addresses(person_id: int | None) -> list[Own]:
    secret = settings.current().secret
    found = await Contact.filter(person_id=person_id, verified_at__isnull=False).order_by("id")
    return [Own(c.id, c.channel, rules.masked(c.channel, sealing.unseal(secret, c.sealed))) for c in found]


async def address_with(person_id: int, contact_id: int) -> Address | None:
    """One of this person's own addresses."""
    found = await Contact.get_or_none(id=contact_id, person_id=person_id, verified_at__isnull=False)
    secret = settings.current().secret
    return Address(person_id, found.channel, sealing.unseal(secret, found.sealed)) if found else None


async def payer_of(person_id: int | None) -> str:
    """The path of the area that pays for what is sent to somebody: the community they live in, else the city."""
    homes = Residency.filter(in_force(), person_id=person_id) if person_id else None
    paths = await column(homes.order_by("id").limit(1), "home__path") if homes is not None else []
    return await places.payer_above(str(paths[0]) if paths else "")


async def stand_ins(keys: Iterable[str]) -> list[Person]:
    """The people of the demo one can step into, by name, in the order given."""
    wanted = list(keys)
    found = {p.name: p for p in await Person.filter(name__in=wanted)}
    return [found[name] for name in wanted if name in found]
