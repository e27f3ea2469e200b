"""Read the trail, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from portal.audit.models import AuditRecord
from portal.kit import clock

PER_PAGE = 50
MOST_ROWS = 20_000


@dataclass(frozen=True)
class Asked:
    """What is looked for: one event, one day of the city, one account."""

    event: str = ""
    day: date | None = None
    actor: int | None = None


@dataclass(frozen=True)
class Records:
    records: list[AuditRecord]
    next: int | None


async def page(asked: Asked, before: int | None = None) -> Records:
    """The newest first."""
    found = _matching(asked)
    if before is not None:
        found = found.filter(id__lt=before)
    records = await found.order_by("-id").limit(PER_PAGE + 1)
    shown = records[:PER_PAGE]
    return Records(shown, shown[-1].id if len(records) > PER_PAGE else None)


async def all_of(asked: Asked) -> list[AuditRecord]:
    """At most 20,000, the newest first: for a file."""
    return await _matching(asked).order_by("-id").limit(MOST_ROWS)


def _matching(asked: Asked) -> QuerySet[AuditRecord]:
    found = AuditRecord.all()
    if asked.event:
        found = found.filter(event=asked.event)
    if asked.actor is not None:
        found = found.filter(Q(actor_id=asked.actor) | Q(by_id=asked.actor))
    if asked.day is not None:
        begins = datetime.combine(asked.day, time(0), clock.CITY)
        found = found.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return found
