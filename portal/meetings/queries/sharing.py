"""A cost shared by area: how many pay what for everybody, doors for who belongs to the stairwell."""

from __future__ import annotations

from portal.kit.errors import Missing
from portal.meetings.models import CostPlan
from portal.meetings.rules.sharing import MOST_HOMES, Share, TooManyHomes
from portal.places import queries as places
from portal.policy import CONVENERS, Actor


async def homes_sharing(path: str) -> list[tuple[int, str, str, int]]:
    """The homes below `path` as (id, label, stairwell's path, size). Raises TooManyHomes."""
    homes = await places.homes_on_roll(path, 0, MOST_HOMES + 1)
    if len(homes) > MOST_HOMES:
        raise TooManyHomes()
    return [(home.id, home.label, home.path, home.size) for home, _owned in homes]


async def plan_for(_actor: Actor, plan_id: int) -> CostPlan:
    found = await CostPlan.filter(id=plan_id).select_related("area").first()
    if found is None:
        raise Missing()
    return found


async def plans_of(number: str) -> list[CostPlan]:
    """The costs shared for a matter, the newest first."""
    return await CostPlan.filter(matter_number=number).order_by("-id").limit(20)


async def plans_at(path: str) -> list[CostPlan]:
    return await CostPlan.filter(area__path=path).order_by("-id").limit(20)


def shares_of(plan: CostPlan) -> list[Share]:
    return [Share(*row) for row in plan.shares]  # type: ignore[arg-type] # written by `share_cost` alone


def doors_for(actor: Actor, plan: CostPlan) -> list[Share]:
    """The shares whose doors this actor may read: of one's own stairwell, or of all where one convenes here."""
    found = shares_of(plan)
    if actor.holds(CONVENERS, plan.path):
        return found
    own = {share.path for share in found if actor.belongs_to(share.path)}
    return [share for share in found if share.path in own]
