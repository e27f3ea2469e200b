"""What the weekly letter tells of the hall: for many readers at once, and only what neighbours see."""

from collections.abc import Collection
from datetime import datetime

from tortoise.expressions import Q

from portal.database.reading import below
from portal.hall.models import Following, Matter, PlaceFollowing
from portal.hall.queries.following import areas_in
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


async def raised_where_followed(people: Collection[int], since: datetime) -> dict[int, list[Matter]]:
    """What was raised since then in the places and halls that each of these people follows, the newest first.

    Two queries, or one where nobody follows any.
    """
    followed = await PlaceFollowing.filter(person_id__in=list(people)).select_related("area")
    if not followed:
        return {}
    paths = sorted({each.area.path for each in followed if each.area})
    halls = sorted({each.hall_id for each in followed if each.hall_id})
    where = below("area__path", paths) | Q(hall_id__in=halls) if paths else Q(hall_id__in=halls)
    fresh = Matter.filter(where, shown=SHOWN, raised_at__gte=since).select_related("area")
    found: dict[int, dict[int, Matter]] = {}
    for matter in await fresh.order_by("-id").limit(MOST):
        areas = set(areas_in(matter.path))
        for each in followed:
            if each.area_id in areas or (each.hall_id and each.hall_id == matter.hall_id):
                found.setdefault(each.person_id, {})[matter.id] = matter
    return {person: list(matters.values()) for person, matters in found.items()}


async def raised_since(paths: Collection[str], since: datetime) -> list[Matter]:
    """What was raised since then in exactly these areas, the newest first. One query, or none."""
    if not paths:
        return []
    fresh = Matter.filter(shown=SHOWN, raised_at__gte=since, area__path__in=sorted(paths))
    return await fresh.select_related("area").order_by("-id").limit(MOST)
