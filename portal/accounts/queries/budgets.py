"""What an area's short messages come to."""

from dataclasses import dataclass

from portal.accounts.models import Appointment
from portal.accounts.queries.actors import in_force
from portal.channels import budget as purse
from portal.channels.models import MessageBudget, MessageUse
from portal.database.reading import column
from portal.places import queries as places
from portal.policy import Actor, Role


@dataclass(frozen=True)
class Account:
    """One area's month: what was set, what is used, for what, and the months before."""

    area_id: int
    name: str
    path: str
    budget: MessageBudget | None
    used: purse.Month
    purposes: list[MessageUse]
    months: list[purse.Month]

    @property
    def left(self) -> int:
        return max(0, self.budget.monthly - self.used.parts) if self.budget else 0


PAYING = frozenset({Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.SYSTEM_ADMIN})


async def paying_areas(actor: Actor) -> list[tuple[int, str, str]]:
    """The communities whose messages this actor looks after, as (id, name, path); the city, for its administrator."""
    paths = [held.path for held in actor.roles if held.role in PAYING]
    kinds = ["community", "city"] if any(held.role == Role.SYSTEM_ADMIN for held in actor.roles) else ["community"]
    return [(area.id, area.name, area.path) for area in await places.areas_below(paths, kinds)]


async def account_of(area: tuple[int, str, str]) -> Account:
    area_id, name, path = area
    return Account(
        area_id, name, path, await purse.budget_of(path), await purse.used(path), await purse.by_purpose(path),
        await purse.history(path),
    )  # fmt: skip


async def budget_with(budget_id: int) -> MessageBudget:
    return await purse.budget_with(budget_id)


async def payers_staff(path: str) -> set[int]:
    """Who is told of an area's budget: its own staff, and the street's above it."""
    roles = [str(Role.COMMUNITY_STAFF), str(Role.STREET_STAFF)]
    office = Appointment.filter(in_force(), role__in=roles, area__path__in=places.trail(path))
    return {int(person) for person in await column(office, "person_id")}
