"""Where one is signed in, and who else is on this phone."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries
from portal.accounts.actions import family as deeds
from portal.accounts.actions import signing_in
from portal.accounts.pages.signing_in import new_token
from portal.kit import sealing
from portal.kit.shapes import number_in
from portal.web.identity import remember
from portal.web.input import filled
from portal.web.templates import F_, redirect, render

ENDED = F_("那台设备已经退出。")
ALL_ENDED = F_("其他设备都退出了，只剩这一台。")
SWITCHED = F_("换好了。")


async def devices(request: Request) -> Response:
    return await render(request, "accounts/devices.html", sessions=await queries.sessions_of(request.user), tab="me")


async def end_session(request: Request) -> Response:
    number = str((await request.form()).get("session", ""))
    await signing_in.sign_out(request.user, number_in(number) or 0)
    return redirect(request, "accounts.devices", say=ENDED)


async def sign_out_elsewhere(request: Request) -> Response:
    await signing_in.sign_out_elsewhere(request.user)
    return redirect(request, "accounts.devices", say=ALL_ENDED)


async def family(request: Request) -> Response:
    return await render(request, "accounts/family.html", members=await queries.family_on(request.user), tab="me")


async def switch_person(request: Request) -> Response:
    form = await filled(request, forms.Chosen)
    if form.data is None:
        return redirect(request, "accounts.family")
    token = new_token(request)
    session_id = await deeds.switch_person(request.user, form.data.id, sealing.digest(token))
    response = redirect(request, "notices.home", say=SWITCHED)
    remember(response, token, await signing_in.end_of(session_id))
    return response
