"""Everything that this room keeps of one person, for that person; and who looked at their door."""

from typing import Any

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.accounts.queries import Seen
from portal.accounts.rules.privacy import LOOKED_AT, REASONS
from portal.database.reading import column, rows_of
from portal.reporting.models import Claim, DoorSeen, Need, Report, Unit
from portal.reporting.queries.needs import told_in

MINE = ("title", "summary", "kind", "category", "by_day", "stage", "asked_at")


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """By table. What others said in confidence of their door is theirs, and not in here."""
    return {
        "report": await rows_of(
            Report.filter(person_id=person_id), "kind", "area__name", "unit_name", "stage", "reported_at", "ended_at"
        ),
        "unit": await rows_of(
            Unit.filter(person_id=person_id), "name", "offers", "stage", "receipt", "paired_from", "paired_until"
        ),
        "need": await _needs(person_id),
        "claim": await rows_of(
            Claim.filter(person_id=person_id), "need__title", "ledger", "stage", "claimed_at", "confirmed_at", "thanks"
        ),
        "door_seen": await rows_of(DoorSeen.filter(person_id=person_id), "need__title", "at"),
    }


async def _needs(person_id: int) -> list[dict[str, Any]]:
    """What one asked for, with what one told of oneself for it."""
    sealed = {need.id: told_in(need) for need in await Need.filter(person_id=person_id)}
    rows = await rows_of(Need.filter(person_id=person_id), "id", *MINE)
    return [row | {"door": sealed[row["id"]].door, "address": sealed[row["id"]].address} for row in rows]


async def looks_of(person_id: int, most: int) -> list[Seen]:
    """Who looked at the door of what this person asked for, or is served by: the last first."""
    mine = Q(need__person_id=person_id) | Q(need__recipient_id=person_id)
    looks = await DoorSeen.filter(mine).exclude(person_id=person_id).order_by("-id").limit(most)
    who = await accounts.presented({look.person_id for look in looks})
    return [Seen(look.at, who.get(look.person_id, ""), LOOKED_AT["door"], REASONS["handle"]) for look in looks]


async def served_by(person_id: int) -> set[int]:
    """The accounts of those whom this person has helped."""
    served = Claim.filter(person_id=person_id, need__recipient_id__isnull=False)
    return {int(each) for each in await column(served, "need__recipient_id")}
