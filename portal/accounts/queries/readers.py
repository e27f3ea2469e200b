"""Who reads letters, many at a time: their mailbox, and where they live and own."""

from dataclasses import dataclass

from portal import settings
from portal.accounts.models import Contact, Holding, Residency
from portal.accounts.queries.actors import in_force
from portal.kit import sealing
from portal.places import queries as places


@dataclass(frozen=True)
class Reader:
    """An account with a verified mailbox (the first that it has), and the paths of its homes."""

    person_id: int
    mailbox: str
    paths: frozenset[str]


async def readers_after(person_id: int, most: int) -> list[Reader]:
    """The next accounts by their number: as many queries for many as for one. Closed accounts read nothing."""
    kept = Contact.filter(channel="email", verified_at__isnull=False, person__closed_at=None)
    ids = (
        await kept.filter(person_id__gt=person_id).distinct().order_by("person_id").limit(most).values_list("person_id")
    )
    people = [int(each) for (each,) in ids]
    if not people:
        return []
    boxes = {c.person_id: c.sealed for c in await kept.filter(person_id__in=people).order_by("-id")}
    paths = await _paths_of(people)
    secret = settings.current().secret
    return [Reader(each, sealing.unseal(secret, boxes[each]), frozenset(paths[each])) for each in people]


async def _paths_of(people: list[int]) -> dict[int, set[str]]:
    valid = in_force()
    paths: dict[int, set[str]] = {person: set() for person in people}
    for person, path in await Residency.filter(valid, person_id__in=people).values_list("person_id", "home__path"):
        paths[int(person)].add(str(path))
    held = [
        (int(p), int(o))
        for p, o in await Holding.filter(valid, person_id__in=people).values_list("person_id", "owner_id")
    ]
    owned = await places.paths_of_owners([owner for _person, owner in held]) if held else {}
    for person, owner in held:
        paths[person] |= owned.get(owner, set())
    return paths
