"""What the weekly letter tells of the hall: for many readers at once, and only what neighbours see."""

from collections.abc import Collection
from datetime import datetime

from portal.hall.models import Following, Matter
from portal.hall.queries.seeing import SHOWN

MOST = 500  # of what is new, the newest: more than any letter has lines for all its readers together


async def followed_since(people: Collection[int], since: datetime) -> dict[int, list[Matter]]:
    """What each of these people follows and has changed since then, the last changed first. Two queries: many follow
    the same, and it is read once."""
    changed = Following.filter(
        person_id__in=list(people), follows=True, matter__shown=SHOWN, matter__changed_at__gte=since
    )
    rows = await changed.order_by("-matter__changed_at", "-id").values_list("person_id", "matter_id")
    matters = {each.id: each for each in await Matter.filter(id__in=sorted({matter for _person, matter in rows}))}
    found: dict[int, list[Matter]] = {}
    for person, matter in rows:
        found.setdefault(person, []).append(matters[matter])
    return found


async def raised_since(paths: Collection[str], since: datetime) -> list[Matter]:
    """What was raised since then in exactly these areas, the newest first. One query, or none."""
    if not paths:
        return []
    fresh = Matter.filter(shown=SHOWN, raised_at__gte=since, area__path__in=sorted(paths))
    return await fresh.select_related("area").order_by("-id").limit(MOST)
