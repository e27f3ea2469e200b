"""What short messages cost, and who pays: a number of parts for each area and month. Prices are integers of 分."""

from dataclasses import dataclass

from tortoise.expressions import F
from tortoise.functions import Sum

from portal.channels.events import BudgetLow, BudgetSet, BudgetSpent
from portal.channels.models import MessageBudget, MessageUse
from portal.database import bulk
from portal.database.locking import one_at_a_time
from portal.kit import clock
from portal.unit_of_work import happened

PART = 70  # characters in one short message
WARN = (4, 5)  # of what a month has, before staff are told


@dataclass(frozen=True)
class Month:
    """One month of an area: parts sent, messages held back, cost in 分."""

    month: str
    parts: int
    held: int
    cost: int


def parts_of(text: str) -> int:
    return max(1, -(-len(text) // PART))


def this_month() -> str:
    return f"{clock.today():%Y-%m}"


async def take(path: str, purpose: str, parts: int, wanted: int) -> int:
    """A step: of `wanted` messages of `parts` each, how many the area at `path` can still pay for. They are counted.

    An area without a budget is not limited.
    """
    await one_at_a_time(f"budget:{path}")
    budget = await MessageBudget.get_or_none(path=path)
    if budget is None:
        await _count(path, purpose, parts * wanted, 0, 0)
        return wanted
    before = await used(path)
    granted = min(wanted, max(0, budget.monthly - before.parts) // parts)
    await _count(path, purpose, parts * granted, wanted - granted, budget.price)
    _warn(budget, before, before.parts + parts * granted, held=wanted > granted)
    return granted


def _warn(budget: MessageBudget, before: Month, after: int, *, held: bool) -> None:
    mark = budget.monthly * WARN[0]
    if before.parts * WARN[1] < mark <= after * WARN[1]:
        happened(BudgetLow(budget.id))
    if held and not before.held:
        happened(BudgetSpent(budget.id))


async def count_always(path: str, purpose: str, parts: int) -> None:
    """A step: codes and warnings always go, whatever is left, and wait for nobody who writes many letters."""
    budget = await MessageBudget.get_or_none(path=path)
    await _count(path, purpose, parts, 0, budget.price if budget else 0)


async def _count(path: str, purpose: str, parts: int, held: int, price: int) -> None:
    month = this_month()
    row = MessageUse(path=path, month=month, purpose=purpose)
    await MessageUse.bulk_create([row], ignore_conflicts=True)
    await MessageUse.filter(path=path, month=month, purpose=purpose).update(
        parts=F("parts") + parts, held=F("held") + held, cost=F("cost") + parts * price
    )


async def used(path: str) -> Month:
    """This month so far."""
    months = await history(path, 1)
    return months[0] if months and months[0].month == this_month() else Month(this_month(), 0, 0, 0)


async def history(path: str, most: int = 12) -> list[Month]:
    """The last months in which anything was sent, the newest first."""
    rows = MessageUse.filter(path=path).annotate(p=Sum("parts"), h=Sum("held"), c=Sum("cost")).group_by("month")
    found = await rows.order_by("-month").limit(most).values_list("month", "p", "h", "c")
    return [Month(str(month), int(p), int(h), int(c)) for month, p, h, c in found]


async def by_purpose(path: str) -> list[MessageUse]:
    """This month, the dearest first."""
    return await MessageUse.filter(path=path, month=this_month()).order_by("-parts", "id").limit(100)


async def budget_of(path: str) -> MessageBudget | None:
    return await MessageBudget.get_or_none(path=path)


async def budget_with(budget_id: int) -> MessageBudget:
    return await MessageBudget.get(id=budget_id)


async def follow(old: str, new: str) -> None:
    """A step: the area at `old` is at `new` now. Where both had messages of their own, they are added up."""
    await bulk.change(
        "INSERT INTO message_use (path, month, purpose, parts, held, cost) SELECT ?, month, purpose, parts, held, cost "
        "FROM message_use WHERE path = ? ON CONFLICT (path, month, purpose) DO UPDATE SET "
        "parts = message_use.parts + excluded.parts, held = message_use.held + excluded.held, "
        "cost = message_use.cost + excluded.cost",
        new,
        old,
    )
    await MessageUse.filter(path=old).delete()
    into, gone = await budget_of(new), await budget_of(old)
    if into and gone:
        await MessageBudget.filter(id=into.id).update(monthly=into.monthly + gone.monthly)
        await MessageBudget.filter(id=gone.id).delete()
    for table in ("message_budget", "message_use"):
        await bulk.follow_path(table, old, new)


async def set_budget(path: str, monthly: int, price: int) -> int:
    """A step: from now on the area has `monthly` parts a month, at `price` 分 each."""
    await one_at_a_time(f"budget:{path}")
    found = {"monthly": monthly, "price": price, "set_at": clock.now()}
    budget, _made = await MessageBudget.update_or_create(defaults=found, path=path)
    happened(BudgetSet(budget.id, monthly, price))
    return budget.id
