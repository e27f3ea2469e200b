"""What the weekly letter tells of the hall: for many readers at once, and only what neighbours see."""

from collections.abc import Collection
from datetime import datetime

from portal.hall.models import Following, Matter
from portal.hall.queries.seeing import SHOWN

MOST = 500  # of what is new, the newest: more than any letter has lines for all its readers together


async def followed_since(people: Collection[int], since: datetime) -> dict[int, list[Matter]]:
    """What each of these people follows and has changed since then, the last changed first. One query."""
    changed = Following.filter(
        person_id__in=list(people), follows=True, matter__shown=SHOWN, matter__changed_at__gte=since
    )
    found: dict[int, list[Matter]] = {}
    for row in await changed.select_related("matter").order_by("-matter__changed_at", "-id"):
        found.setdefault(row.person_id, []).append(row.matter)
    return found


async def raised_since(paths: Collection[str], since: datetime) -> list[Matter]:
    """What was raised since then in exactly these areas, the newest first. One query, or none."""
    if not paths:
        return []
    fresh = Matter.filter(shown=SHOWN, raised_at__gte=since, area__path__in=sorted(paths))
    return await fresh.select_related("area").order_by("-id").limit(MOST)
