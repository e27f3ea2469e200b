"""Matters, a page at a time, and how many there are at each stage."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tortoise.expressions import Q

from portal.database import bulk
from portal.hall import rules
from portal.hall.models import Hall, Matter
from portal.hall.rules.lifecycle import SETTLED, Shown, State
from portal.hall.rules.listing import UNANSWERED, Order, Waiting, mark_in, mark_of
from portal.kit import clock
from portal.places import queries as places

if TYPE_CHECKING:
    from tortoise.queryset import QuerySet

PER_PAGE = 20
EVERYWHERE = 0  # the area that stands for all in the counts


@dataclass(frozen=True)
class Found:
    """A page of matters, and where the next one begins (keyset; None at the end)."""

    matters: list[Matter]
    next: str | None


@dataclass(frozen=True)
class Listing:
    """Which matters, in which order. Empty is all; `path` is of the area at or below which they are."""

    path: str = ""
    stage: str = ""
    category: str = ""
    hall_id: int | None = None
    waiting: str = ""
    order: str = Order.CHANGED


async def listed(listing: Listing, after: str = "") -> Found:
    """What neighbours see of it. `after` is the mark of the page before; any other text is as none."""
    found = Matter.filter(shown=Shown.SHOWN)
    for name, value in (("stage", listing.stage), ("category", listing.category), ("hall_id", listing.hall_id)):
        found = found.filter(**{name: value}) if value else found
    if listing.waiting:
        found = found.filter(_waits(listing.waiting))
    if listing.path:
        found = found.filter(area_id__in=await places.ids_below(listing.path))
    return await _page(found.select_related("area"), listing.order, mark_in(after))


def _waits(waiting: str) -> Q:
    if waiting == Waiting.ANSWER:
        return Q(state__in=UNANSWERED)
    return Q(due_at__lt=clock.now()) & ~Q(state__in=[*SETTLED, State.SUSPENDED])


async def _page(found: "QuerySet[Matter]", order: str, mark: tuple[object, int] | None) -> Found:
    by_change = order == Order.CHANGED
    if mark is not None:
        moment, id = mark
        # The first half lets the database begin at the mark; the second leaves out what shares its moment.
        earlier = Q(changed_at__lte=moment) & (Q(changed_at__lt=moment) | Q(id__lt=id))
        found = found.filter(earlier if by_change else Q(id__lt=id))
    rows = await found.order_by(*(("-changed_at", "-id") if by_change else ("-id",))).limit(PER_PAGE + 1)
    last = rows[PER_PAGE - 1] if len(rows) > PER_PAGE else None
    return Found(rows[:PER_PAGE], mark_of(last.changed_at, last.id) if last else None)


async def matters(stage: str = "", area: str = "", after: str = "") -> Found:
    """Matters by stage and place, the last changed first."""
    return await listed(Listing(path=area, stage=stage), after)


async def counts_by_stage(area: str = "") -> dict[str, int]:
    """How many matters neighbours see at each stage, at or below this area; everywhere where none is named.

    From counters that are kept in step (`actions.indexing`): the matters themselves are not counted.
    """
    at = int(area.rstrip("/").rsplit("/", 1)[-1]) if area else EVERYWHERE
    rows = await bulk.rows("SELECT stage, sum(n) AS n FROM stage_count WHERE area_id = ? GROUP BY stage", at)
    return {str(stage): 0 for stage in rules.STAGES} | {row["stage"]: int(row["n"]) for row in rows}


async def open_halls() -> list[tuple[int, str]]:
    """Halls that can be chosen from."""
    return [(hall.id, hall.name) for hall in await Hall.filter(closed_at=None).order_by("id").limit(50)]
