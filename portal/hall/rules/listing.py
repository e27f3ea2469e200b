"""How the hall's matters can be put in order and narrowed down, and where the next page begins."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from portal.hall.rules.lifecycle import State

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Order(StrEnum):
    CHANGED = "changed"  # what changed last comes first
    RAISED = "raised"  # … what was raised last


class Waiting(StrEnum):
    """Matters that wait for the community: to be answered, or for longer than they should."""

    ANSWER = "answer"
    LATE = "late"


UNANSWERED = (State.TRIAGE, State.INSTANT)


def mark_of(changed_at: datetime, id: int) -> str:
    """Where the next page begins, for the address: the last matter's moment in microseconds, and its id."""
    return f"{(changed_at - EPOCH) // MICROSECOND}-{id}"


def mark_in(text: str) -> tuple[datetime, int] | None:
    """The moment and the id that a mark is made of; None where it is none."""
    moment, _, id = text.partition("-")
    if not (moment.isdecimal() and id.isdecimal() and len(moment) < 17 and len(id) < 10):
        return None
    return EPOCH + int(moment) * MICROSECOND, int(id)
