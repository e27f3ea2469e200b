"""Everything that this room keeps of one person, for that person."""

from typing import Any

from portal.database.reading import rows_of
from portal.volunteers.models import Membership, ServiceTime, SignUp, Team


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """By table. Whose names stand on the organiser's side is not told."""
    return {
        "team": await rows_of(Team.filter(leader_id=person_id), "name", "kind", "charter", "founded_at"),
        "membership": await rows_of(Membership.filter(person_id=person_id), "team__name", "joined_at", "left_at"),
        "sign_up": await rows_of(
            SignUp.filter(person_id=person_id), "shift__activity__title", "shift__starts_at", "stage", "ledger",
            "guardian", "signed_up_at",
        ),
        "service_time": await rows_of(
            ServiceTime.filter(person_id=person_id), "ledger", "what", "place", "organiser", "stage", "started_at",
            "finished_at", "minutes", "confirmed_at", "confirmed_how", "objection", "reply",
        ),
    }  # fmt: skip
