"""Matters that seem to be about the same thing."""

from collections.abc import Sequence

from portal.database.reading import below
from portal.hall.models import Matter
from portal.hall.rules import Shown
from portal.hall.rules.lifecycle import SETTLED

NEWEST = 500
LEAST = 2  # pairs of characters that two matters share, at least


def _pairs(text: str) -> set[str]:
    said = "".join(sign for sign in text if sign.isalnum())
    return {said[n : n + 2] for n in range(len(said) - 1)}


async def similar_matters(paths: Sequence[str], words: str, limit: int = 3) -> list[Matter]:
    """Open matters below these areas that share the most pairs of characters with these words."""
    asked = _pairs(words)
    if len(asked) < LEAST:
        return []
    open_ones = Matter.filter(below("area__path", paths), shown=Shown.SHOWN).exclude(state__in=sorted(SETTLED))
    found = [
        (len(asked & _pairs(matter.title + matter.body)), matter.id, matter)
        for matter in await open_ones.select_related("area").order_by("-id").limit(NEWEST)
    ]
    return [matter for shared, _, matter in sorted(found, reverse=True, key=lambda f: f[:2]) if shared >= LEAST][:limit]
