"""One's own page."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries, rules
from portal.places import queries as places
from portal.web.templates import render


async def me(request: Request) -> Response:
    actor = request.user
    return await render(
        request,
        "accounts/me.html",
        homes=await places.homes_with(sorted(actor.homes)),
        owned=await places.homes_of_owners(sorted(actor.owners)) if actor.owners else [],
        roles=[(held.role, await places.full_name(held.path)) for held in actor.roles],
        shown=await queries.name_to_neighbours(actor),
        waiting=await queries.own_request(actor),
        role_names=rules.ROLES,
        tab="me",
    )
