"""What can be got done where, found by category or by words; and who says that something in it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tortoise.expressions import Q
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from portal.database.reading import below
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.venues.models import Correction, GuideItem
from portal.venues.queries.venues import venues_to_choose
from portal.venues.rules import guide

PER_PAGE = 20
MOST_FOUND = 40  # of a search, which is not paged: who does not find it there types another word


@dataclass(frozen=True)
class Guide:
    """A page of the guide: how many items each category has here, the items, and where the next page begins."""

    counts: dict[str, int]
    items: list[GuideItem]
    next: int | None
    everywhere: bool


async def item_for(_actor: Actor, item_id: int) -> GuideItem:
    item = await GuideItem.filter(id=item_id).select_related("area", "venue").first()
    if item is None:
        raise Missing()
    return item


async def guide_of(actor: Actor, *, words: str, category: str, everywhere: bool, after: int | None) -> Guide:
    """What holds where this actor lives or serves; for a stranger, and where nothing is written yet, everything."""
    here = GuideItem.filter(ended_at=None)
    own = await _own_communities(actor)
    if own and not everywhere:
        local = here.filter(below("area__path", own) | Q(area__path__in=_above(own)))
        everywhere = not await local.exists()
        here = here if everywhere else local
    rows = await here.annotate(n=Count("id")).group_by("category").values_list("category", "n")
    counts = {str(name): int(n) for name, n in rows}
    if words.strip():
        return Guide(counts, await _found(here, words), None, everywhere or not own)
    if category:
        here = here.filter(category=category)
    page = await here.filter(id__gt=after or 0).select_related("area").order_by("id").limit(PER_PAGE + 1)
    return Guide(
        counts, page[:PER_PAGE], page[PER_PAGE - 1].id if len(page) > PER_PAGE else None, everywhere or not own
    )


async def _own_communities(actor: Actor) -> list[str]:
    own = actor.lives_at + actor.owns_at or tuple(held.path for held in actor.roles)
    return [area.path for area in await places.communities_of(own)]


def _above(paths: Sequence[str]) -> list[str]:
    return sorted({each for path in paths for each in places.trail(path)})


async def _found(here: QuerySet[GuideItem], words: str) -> list[GuideItem]:
    """Items that hold every word or one that means the same; those whose title says it come first."""
    alternatives = guide.alternatives(words)
    for each in alternatives:
        here = here.filter(Q(*(Q(found_by__contains=word) for word in each), join_type=Q.OR))
    rows = await here.select_related("area").order_by("id").limit(MOST_FOUND)
    typed = [each[0] for each in alternatives]
    return sorted(rows, key=lambda item: (not all(word in item.title.lower() for word in typed), item.id))


async def places_of_guide(actor: Actor) -> list[tuple[int, str]]:
    """The venues that an item written by this actor can name."""
    return await venues_to_choose([role.path for role in actor.roles if role.role in STAFF])


async def stale_items(paths: Sequence[str], limit: int = 4) -> tuple[int, list[GuideItem]]:
    """Items that nobody has checked for half a year, the longest unchecked first."""
    old = GuideItem.filter(
        below("area__path", paths), ended_at=None, checked_on__lt=clock.today() - timedelta(days=guide.STALE_AFTER)
    )
    return await old.count(), await old.order_by("checked_on", "id").limit(limit)


@dataclass(frozen=True)
class CorrectionsWaiting:
    count: int
    found: list[Correction]
    next: int | None


async def corrections_waiting(paths: Sequence[str], after: int = 0, limit: int = PER_PAGE) -> CorrectionsWaiting:
    """What is said to be wrong below these areas and has no answer yet, the longest waiting first."""
    waiting = Correction.filter(below("area__path", paths), replied_at=None)
    rows = await waiting.filter(id__gt=after).select_related("item", "venue").order_by("id").limit(limit + 1)
    more = rows[limit - 1].id if len(rows) > limit else None
    return CorrectionsWaiting(await waiting.count(), rows[:limit], more)


async def correction_for(_actor: Actor, correction_id: int) -> Correction:
    found = await Correction.filter(id=correction_id).select_related("area", "item", "venue").first()
    if found is None:
        raise Missing()
    return found


async def correction_with(correction_id: int) -> Correction:
    return await Correction.filter(id=correction_id).select_related("item", "venue").get()
