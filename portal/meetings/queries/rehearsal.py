"""The practice vote that is on, for whoever is in the room."""

from __future__ import annotations

from dataclasses import dataclass

from portal.kit import clock
from portal.meetings.models import Rehearsal, RehearsalTry
from portal.policy import Actor


@dataclass(frozen=True)
class Practice:
    rehearsal: Rehearsal
    tried: int
    mine: bool


async def practice_in(actor: Actor | None, meeting_id: int) -> Practice | None:
    found = await Rehearsal.filter(meeting_id=meeting_id, ends_at__gt=clock.now()).first()
    if found is None:
        return None
    people = [person for (person,) in await RehearsalTry.filter(rehearsal_id=found.id).values_list("person_id")]
    return Practice(found, len(people), actor is not None and actor.id in people)
