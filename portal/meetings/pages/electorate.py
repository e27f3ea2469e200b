"""How many votes it takes, reckoned before a vote is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from portal.meetings import queries, rules
from portal.places import queries as places
from portal.policy import CONVENERS
from portal.web.input import asked, asked_number
from portal.web.templates import redirect_to, render

if TYPE_CHECKING:
    from portal.places.models import Area

PARKING = {"in": True, "out": False}


async def choose_electorate(request: Request) -> Response:
    area, rule = asked_number(request, "area"), asked(request, "rule", 40)
    if area is not None and rule in rules.RULES:
        return redirect_to(f"/electorate/{area}?rule={rule}")
    return await render(
        request, "meetings/choose_electorate.html", rules=rules.RULES.values(),
        areas=await queries.areas_counted(request.user, frozenset(CONVENERS)), tab="meetings",
    )  # fmt: skip


async def electorate(request: Request, area: Area) -> Response:
    rule = rules.RULES.get(asked(request, "rule", 40), rules.RULES["owners_ordinary"])
    asked_for = PARKING.get(asked(request, "parking", 5))
    parking = await places.parking_counts_at(area.path) if asked_for is None else asked_for
    return await render(
        request, "meetings/electorate.html", area=area, rule=rule, rules=rules.RULES.values(), parking=parking,
        found=await queries.figures_of(area.path, rule, parking=parking), name=await places.full_name(area.path),
        below=await places.areas_below([area.path], queries.BELOW.get(area.kind, ())), tab="meetings",
    )  # fmt: skip
