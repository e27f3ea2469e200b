"""代办: who may act for me, and for whom I may act."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries
from portal.accounts.actions import mandates
from portal.accounts.actions.contacts import Typed
from portal.accounts.pages.signing_in import browser_of, spend_on_codes
from portal.accounts.rules.mandates import MOST_MONTHS
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.places import queries as places
from portal.web.identity import BROWSER, keep
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect, render

BEGUN = F_("记下了，您可以替他办了。办的每件事他都会收到通知。")
WITNESSED = F_("记下了，两个人都会收到通知。")
ENDED = F_("停了，马上生效。")
ACTING = F_("从现在起您在替他办。办完点上面的「不替了」。")
ONESELF = F_("换回您自己了。")


async def helpers(request: Request) -> Response:
    return await _helpers(request, Form[forms.AskToHelp](typed={"months": "6"}))


async def _helpers(request: Request, form: Form[forms.AskToHelp], status: int = 200) -> Response:
    return await render(
        request, "accounts/helpers.html", status=status, form=form, months=_months(),
        helping=await queries.helping(request.user), helped_by=await queries.helpers_of(request.user), tab="me",
    )  # fmt: skip


def _months() -> list[tuple[int, str]]:
    return [(n, _("%(n)s 个月", n=n)) for n in (1, 3, 6, MOST_MONTHS)]


async def ask_to_help(request: Request) -> Response:
    form, browser = await filled(request, forms.AskToHelp), browser_of(request)
    if form.data is not None:
        spend_on_codes(request)
        try:
            await mandates.ask_to_help(request.user, form.data.address, form.data.months, browser)
        except Refused as refusal:
            form.refuse("address", refusal)
    if form.errors:
        return await _helpers(request, form, 422)
    response = await render(request, "accounts/helper_code.html", form=form, tab="me")
    keep(response, BROWSER, browser)
    return response


async def begin_helping(request: Request) -> Response:
    form = await filled(request, forms.BeginHelping)
    if form.data is not None:
        typed = Typed(form.data.address, form.data.code, browser_of(request))
        try:
            await mandates.begin_helping(request.user, typed, form.data.months)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect(request, "accounts.helpers", say=BEGUN)
    return await render(request, "accounts/helper_code.html", status=422, form=form, tab="me")


async def act_for(request: Request) -> Response:
    form = await filled(request, forms.Chosen)
    if form.data is None:
        return redirect(request, "accounts.me")
    await mandates.act_for(request.user, form.data.id)
    return redirect(request, "notices.home", say=ACTING)


async def act_for_oneself(request: Request) -> Response:
    await mandates.act_for_oneself(request.user)
    return redirect(request, "accounts.helpers", say=ONESELF)


async def end_mandate(request: Request) -> Response:
    form = await filled(request, forms.Chosen)
    if form.data is not None:
        await mandates.end_mandate(request.user, form.data.id)
    return redirect(request, "accounts.helpers", say=ENDED)


async def witness_form(request: Request) -> Response:
    """当面: both are here, and somebody in office sees it."""
    return await _witness(request, Form[forms.WitnessMandate](typed={"months": "6"}))


async def _witness(request: Request, form: Form[forms.WitnessMandate], status: int = 200) -> Response:
    building = asked_number(request, "building")
    buildings = await places.areas_below([held.path for held in request.user.roles], ["building"])
    chosen = next((area for area in buildings if area.id == building), None)
    return await render(
        request, "accounts/witness.html", status=status, form=form, months=_months(), building=building, tab="me",
        buildings=[(area.id, await places.full_name(area.path)) for area in buildings[:200]],
        homes=await places.homes_in(chosen.id) if chosen else [],
    )  # fmt: skip


async def witness_mandate(request: Request) -> Response:
    form = await filled(request, forms.WitnessMandate)
    if form.data is not None:
        try:
            await mandates.witness_mandate(request.user, form.data)
        except Refused as refusal:
            form.refuse("name", refusal)
        else:
            return redirect(request, "accounts.me", say=WITNESSED)
    return await _witness(request, form, 422)
