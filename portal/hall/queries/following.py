"""Who follows what."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tortoise.expressions import Q

from portal.database.reading import column, rows_of
from portal.hall.models import Following, Matter, PlaceFollowing
from portal.hall.queries.seeing import SHOWN
from portal.hall.rules.following import MOST_PLACES
from portal.policy import Actor

PER_PAGE = 20


@dataclass(frozen=True)
class Followed:
    """A page of what somebody follows, and where the next one begins (keyset; None at the end)."""

    matters: list[Matter]
    next: int | None


async def follows(actor: Actor, matter: Matter) -> bool:
    return bool(actor.id) and await Following.exists(matter_id=matter.id, person_id=actor.id, follows=True)


async def followed_by(actor: Actor, before: int | None = None) -> Followed:
    """What neighbours see of it, the last taken up first."""
    found = Following.filter(person_id=actor.id, follows=True, matter__shown=SHOWN).select_related("matter__area")
    found = found.filter(id__lt=before) if before is not None else found
    rows = await found.order_by("-id").limit(PER_PAGE + 1)
    return Followed([row.matter for row in rows[:PER_PAGE]], rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None)


async def audience_of(number: str, concerned: Collection[int]) -> set[int]:
    """Who is told of a matter's steps: whom it concerns and who follows it, but for those who said no."""
    rows = await Following.filter(matter__number=number).values_list("person_id", "follows")
    chosen = {int(person): bool(wants) for person, wants in rows}
    return {person for person in {*concerned, *chosen} if chosen.get(person, True)}


async def followers_of(number: str) -> set[int]:
    followed = Following.filter(matter__number=number, follows=True)
    return {int(person) for person in await column(followed, "person_id")}


async def follows_place(actor: Actor, *, area_id: int | None = None, hall_id: int | None = None) -> bool:
    mine = PlaceFollowing.filter(person_id=actor.id or 0, area_id=area_id, hall_id=hall_id)
    return actor.id is not None and await mine.exists()


async def places_followed_by(actor: Actor) -> list[PlaceFollowing]:
    """Places and halls, the last taken up first; the rules keep them few."""
    mine = PlaceFollowing.filter(person_id=actor.id or 0)
    return await mine.select_related("area", "hall").order_by("-id").limit(MOST_PLACES)


async def followers_around(matter: Matter) -> set[int]:
    """Who follows the place of a matter, one that contains it, or its hall."""
    here = Q(area_id__in=areas_in(matter.path)) | Q(hall_id=matter.hall_id or 0)
    return {int(person) for person in await column(PlaceFollowing.filter(here), "person_id")}


def areas_in(path: str) -> list[int]:
    """The ids of an area and of those that contain it."""
    return [int(each) for each in path.split("/") if each]


async def own_places(person_id: int) -> list[dict[str, Any]]:
    return await rows_of(PlaceFollowing.filter(person_id=person_id), "area__name", "hall__name", "at")


async def own_followings(person_id: int) -> list[dict[str, Any]]:
    return await rows_of(Following.filter(person_id=person_id), "matter__number", "follows", "at")
