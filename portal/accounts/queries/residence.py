"""Who says that they live where."""

from dataclasses import dataclass

from portal.accounts import rules
from portal.accounts.models import ResidenceRequest
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import CONFIRMERS, Actor


@dataclass(frozen=True)
class Asked:
    """A request with what whoever decides must see: the name, the home, and whose name stands in the register."""

    request: ResidenceRequest
    owners: list[str]

    @property
    def path(self) -> str:
        return self.request.path

    @property
    def home_id(self) -> int:
        return self.request.home_id

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
    return [Asked(request, []) for request in found.values()]


async def request_with(request_id: int) -> ResidenceRequest:
    return await ResidenceRequest.filter(id=request_id).select_related("home").get()
