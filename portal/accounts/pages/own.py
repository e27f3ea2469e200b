"""One's own page."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries, rules
from portal.accounts.actions import signing_in
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.web.templates import F_, redirect, render


async def me(request: Request) -> Response:
    actor = request.user
    return await render(
        request,
        "accounts/me.html",
        homes=await places.homes_with(sorted(actor.homes)),
        owned=await places.homes_of_owners(sorted(actor.owners)) if actor.owners else [],
        roles=[(held.role, await places.full_name(held.path)) for held in actor.roles],
        sessions=await queries.sessions_of(actor),
        shown=await queries.name_to_neighbours(actor),
        waiting=await queries.own_request(actor),
        role_names=rules.ROLES,
        tab="me",
    )


async def end_session(request: Request) -> Response:
    form = await request.form()
    number = str(form.get("session", ""))
    await signing_in.sign_out(request.user, number_in(number) or 0)
    return redirect(request, "accounts.me", say=F_("那台设备已经退出。"))
