"""The parts of a thread's page that stand by themselves: each says what its partial needs."""

from collections.abc import Awaitable, Callable
from typing import Any

from portal.hall.models import Matter
from portal.hall.pages import following, media
from portal.hall.pages.opinions import opinions
from portal.hall.pages.outcomes import outcome
from portal.hall.pages.standing import standing
from portal.hall.pages.triage import way
from portal.hall.queries.there import There
from portal.policy import Actor

Part = Callable[[Actor, Matter, There], Awaitable[dict[str, Any]]]
PARTS: tuple[Part, ...] = (media.part, standing, way, outcome, opinions, following.part)


async def parts_of(actor: Actor, matter: Matter, there: There) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in PARTS:
        found |= await part(actor, matter, there)
    return found
