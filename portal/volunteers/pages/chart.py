"""The teams of volunteers, as a piece of the chart of an estate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from portal.volunteers import queries, rules
from portal.web.templates import fragment

if TYPE_CHECKING:
    from portal.places.models import Area


async def teams_on_chart(request: Request, estate: Area) -> str:
    found = await queries.teams_at(estate.path)
    return fragment(request, "volunteers/_chart.html", teams=found, kinds=rules.KINDS)
