"""How people are reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal import settings
from portal.accounts.models import Contact, Person, Session
from portal.kit import clock, sealing
from portal.policy import Actor


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


async def sessions_of(actor: Actor) -> list[Session]:
    return await Session.filter(person_id=actor.id, ended_at=None, expires_at__gt=clock.now()).order_by("-began_at")


async def stand_ins(keys: Iterable[str]) -> list[Person]:
    """The people of the demo one can step into, by name, in the order given."""
    wanted = list(keys)
    found = {p.name: p for p in await Person.filter(name__in=wanted)}
    return [found[name] for name in wanted if name in found]
