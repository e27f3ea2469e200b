"""The community's desk: what waits today where this actor is staff, and the lists behind it."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries as accounts
from portal.accounts.rules import STAYS
from portal.hall import queries as hall
from portal.ledger import queries as ledger
from portal.notices.pages.tiles import Reach, reach_of, tiles_for
from portal.places import queries as places
from portal.venues import queries as venues
from portal.web.input import asked, asked_number
from portal.web.templates import render

SHEETS = ("open", "late", "settled")


async def desk(request: Request) -> Response:
    reach = reach_of(request.user)
    return await render(
        request, "notices/desk.html", tiles=await tiles_for(reach), where=await _where(reach),
        estates=len(await places.areas_below(reach.paths, ["estate"])),
    )  # fmt: skip


async def _where(reach: Reach) -> str:
    return "、".join([await places.full_name(path) for path in reach.paths])


async def residents(request: Request) -> Response:
    """Who says that they live here: looked at in person, then confirmed."""
    reach = reach_of(request.user)
    waiting = await accounts.residences_waiting(request.user, reach.paths, asked_number(request, "after") or 0)
    return await render(request, "notices/residents.html", waiting=waiting, stays=STAYS, where=await _where(reach))


async def promise_list(request: Request) -> Response:
    """台账: what was promised, what of it is late, what is settled."""
    which = asked(request, "which", 10)
    which = which if which in SHEETS else "open"
    reach = reach_of(request.user)
    sheet = await ledger.sheet_below(reach.paths, which, asked_number(request, "after"))
    return await render(request, "notices/ledger.html", sheet=sheet, which=which, where=await _where(reach))


async def bookings_waiting(request: Request) -> Response:
    reach = reach_of(request.user)
    waiting = await venues.bookings_waiting(reach.paths, asked_number(request, "after") or 0)
    return await render(request, "notices/bookings.html", waiting=waiting, where=await _where(reach))


async def search(request: Request) -> Response:
    """By number, or by words of the title, where this actor is staff."""
    words, reach = asked(request, "q", 40).strip(), reach_of(request.user)
    found = await hall.matters_like(reach.paths, words) if words else []
    return await render(request, "notices/found.html", found=found, words=words, where=await _where(reach))
