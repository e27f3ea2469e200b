"""Share a cost by area."""

from dataclasses import astuple

from portal.hall import queries as hall
from portal.hall.rules.outcomes import amount_of
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.events import CostShared
from portal.meetings.forms import ShareCost
from portal.meetings.models import CostPlan
from portal.meetings.rules import sharing as rules
from portal.places import queries as places
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def share_cost(actor: Actor, area_id: int, said: ShareCost) -> int:
    """Frozen as the register is now: a home that is measured anew later does not change what was said.

    Raises NotAnAmount, NothingToShare, NoHomesToShare, TooManyHomes, NoSuchMatter.
    """
    assert actor.id is not None
    cost, area = amount_of(said.cost), await places.area_for(actor, area_id)
    if said.matter and said.matter not in await hall.matters_numbered([said.matter]):
        raise rules.NoSuchMatter()
    found = rules.shared(cost, await queries.homes_sharing(area.path))
    plan = await CostPlan.create(
        area_id=area.id, title=said.title, matter_number=said.matter or None, cost=cost, made_by_id=actor.id,
        made_at=clock.now(), shares=[list(astuple(share)) for share in found],
    )  # fmt: skip
    happened(CostShared(plan.id))
    return plan.id
