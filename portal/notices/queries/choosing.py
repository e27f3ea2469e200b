"""What people chose of letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal import settings
from portal.database.reading import rows_of
from portal.kit import sealing
from portal.kit.errors import Missing
from portal.notices.models import NoticeChoice
from portal.notices.rules.choosing import USUAL, Choice
from portal.policy import Actor

PURPOSE = "weekly:"


@dataclass(frozen=True)
class StopLink:
    """The link in a weekly letter, opened: whose letter it was."""

    person_id: int
    token: str


async def choices_of(people: Iterable[int]) -> dict[int, Choice]:
    """By person; who has chosen nothing is not in it."""
    rows = await NoticeChoice.filter(person_id__in=list(people))
    return {row.person_id: Choice(row.weekday, row.quiet_from, row.quiet_until) for row in rows}


async def choice_of(person_id: int | None) -> Choice:
    return (await choices_of([person_id])).get(person_id, USUAL) if person_id is not None else USUAL


def stop_token(person_id: int) -> str:
    """Opens for as long as the portal keeps its key, and says nothing to anybody else."""
    return sealing.seal(settings.current().secret, f"{PURPOSE}{person_id}")


async def letter_behind(_actor: Actor, token: str) -> StopLink:
    """Raises Missing for what this portal did not write."""
    try:
        said = sealing.unseal(settings.current().secret, token)
    except ValueError:
        raise Missing() from None
    if not said.startswith(PURPOSE):
        raise Missing()
    return StopLink(int(said.removeprefix(PURPOSE)), token)


async def own_choices(person_id: int) -> list[dict[str, Any]]:
    chosen = NoticeChoice.filter(person_id=person_id)
    return await rows_of(chosen, "weekday", "quiet_from", "quiet_until", "chosen_at")
