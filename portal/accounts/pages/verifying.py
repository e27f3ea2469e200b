"""How sure the portal is of me, and the second look at who was confirmed."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries
from portal.accounts.actions import checking, residing
from portal.accounts.actions import privacy as deeds
from portal.accounts.rules import privacy, verifying
from portal.kit import clock
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.web.input import asked
from portal.web.language import safe_path
from portal.web.templates import F_, redirect, render

VOUCHED = F_("确认好了，他现在和您一户。")
ASKED_AGAIN = F_("报上去了，等人确认一下就续上。")
CHECKED = F_("核对好了，他们会收到通知。")


async def verify(request: Request) -> Response:
    """Four levels, where one stands, and the ways up."""
    actor = request.user
    return await render(
        request, "accounts/verify.html", levels=verifying.LEVELS, level=verifying.level_of(actor),
        residences=await queries.residences_of(actor), methods=verifying.METHODS, soon=clock.now() + verifying.REMIND_BEFORE,
        waiting=await queries.own_request(actor), family=await queries.family_asking(actor),
        next=safe_path(asked(request, "next", 200)), tab="me",
    )  # fmt: skip


async def vouch_for_family(request: Request, asking: queries.Asked) -> Response:
    await residing.vouch_for_family(request.user, asking.request.id)
    return redirect(request, "accounts.verify", say=VOUCHED)


async def ask_renewal(request: Request) -> Response:
    home = str((await request.form()).get("home", ""))
    await residing.ask_renewal(request.user, number_in(home) or 0)
    return redirect(request, "accounts.verify", say=ASKED_AGAIN)


async def check_form(request: Request, area: Any) -> Response:
    return await _check(request, area)


async def look_at_residences(request: Request, area: Any) -> Response:
    """看一眼: who they are, in this answer alone."""
    reason = str((await request.form()).get("reason", ""))
    waiting = await queries.waiting_for_check(request.user, area.path)
    try:
        await deeds.look_at_people(request.user, [each.person_id for each in waiting], "residence_check", reason)
    except privacy.NoReason as refusal:
        return await _check(request, area, refused=str(refusal), status=422)
    return await _check(request, area, looking=True)


async def _check(
    request: Request, area: Any, *, looking: bool = False, refused: str = "", error: str = "", status: int = 200
) -> Response:
    waiting = await queries.waiting_for_check(request.user, area.path)
    response = await render(
        request, "accounts/check.html", status=status, area=area, place=await places.full_name(area.path), error=error,
        waiting=waiting, methods=verifying.METHODS, looking=looking, refused=refused, reasons=privacy.REASONS, tab="me",
    )  # fmt: skip
    response.headers["cache-control"] = "no-store"
    return response


async def check_residences(request: Request, area: Any) -> Response:
    chosen = [str(key) for key in (await request.form()).getlist("chosen")]
    try:
        await checking.check_residences(request.user, area.path, chosen)
    except verifying.NothingChosen as refusal:
        return await _check(request, area, error=str(refusal), status=422)
    return redirect(request, "accounts.check_form", area_id=area.id, say=CHECKED)
