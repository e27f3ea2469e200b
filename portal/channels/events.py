"""What can happen to what is sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfBudget:
    budget_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class BudgetLow(OfBudget):
    """Four fifths of a month's short messages are used."""


@dataclass(frozen=True)
class BudgetSpent(OfBudget):
    """None is left: what is not a code goes by mail and inbox alone until the month ends."""


@dataclass(frozen=True)
class BudgetSet(OfBudget):
    monthly: int
    price: int
