"""小区一图示: one page, on the screen and on A4, for everybody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries
from portal.places import rules as places
from portal.web.templates import render

if TYPE_CHECKING:
    from portal.places.models import Area

Part = Callable[[Request, "Area"], Awaitable[str]]
_also: list[Part] = []


def show_also(parts: Sequence[Part]) -> None:
    """What upper rooms have to show of an estate, each as a piece of a page. Put in by `app`."""
    _also[:] = parts


async def chart(request: Request, estate: Area) -> Response:
    found = await queries.chart_of(estate)
    return await render(
        request, "accounts/chart.html", chart=found, plan=[(b.name, b.homes) for b in found.buildings],
        types=places.TYPE_NAMES, kinds=places.FACILITY_KINDS, parts=[Markup(await part(request, estate)) for part in _also], tab="building",
    )  # fmt: skip
