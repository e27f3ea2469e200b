"""Who waits to be confirmed, below some areas: for a desk that counts them and a page that lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.accounts.models import ResidenceRequest
from portal.accounts.queries.residence import Asked
from portal.accounts.rules import RequestStage
from portal.database.reading import below
from portal.places import queries as places
from portal.policy import Actor

PER_PAGE = 20


@dataclass(frozen=True)
class Waiting:
    count: int
    found: list[Asked]
    next: int | None


async def residences_waiting(actor: Actor, paths: Sequence[str], after: int = 0, limit: int = PER_PAGE) -> Waiting:
    """Requests below these areas, the longest waiting first; one's own is for somebody else."""
    asked = ResidenceRequest.filter(below("home__path", paths), stage=RequestStage.ASKED)
    asked = asked.exclude(person_id=actor.id or 0)
    rows = await asked.filter(id__gt=after).select_related("home", "person").order_by("id").limit(limit + 1)
    page = rows[:limit]
    owners = await places.owner_names_of([row.home_id for row in page])
    found = [Asked(row, owners.get(row.home_id, [])) for row in page]
    return Waiting(await asked.count(), found, page[-1].id if len(rows) > limit else None)
