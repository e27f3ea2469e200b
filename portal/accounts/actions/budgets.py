"""How many short messages a community may send in a month."""

from portal.accounts.forms import SetBudget
from portal.channels import budget
from portal.places import queries as places_queries
from portal.places.events import AreaMerged, AreaMoved
from portal.policy import Actor
from portal.unit_of_work import action


@action
async def set_budget(_actor: Actor, path: str, said: SetBudget) -> int:
    """By the street or the system administrator, for the area at `path`."""
    return await budget.set_budget(path, said.monthly, said.price)


async def follow_area(event: AreaMoved | AreaMerged) -> None:
    """A step: what an area may send, and what it sent, goes where it went."""
    await budget.follow(*await places_queries.way_of(event))
