"""Who follows what."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from portal.database.reading import column, rows_of
from portal.hall.models import Following, Matter
from portal.hall.queries.seeing import SHOWN
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


async def own_followings(person_id: int) -> list[dict[str, Any]]:
    return await rows_of(Following.filter(person_id=person_id), "matter__number", "follows", "at")
