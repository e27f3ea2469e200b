"""One's own addresses; and a code once more, before what matters is changed."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries, rules
from portal.accounts.actions import contacts
from portal.accounts.pages.signing_in import browser_of, spend_on_codes
from portal.kit.errors import Refused
from portal.web.identity import BROWSER, keep
from portal.web.input import Form, asked, filled
from portal.web.language import safe_path
from portal.web.templates import F_, redirect, redirect_to, render

ADDED = F_("加好了，以后用它也能登录。")
REMOVED = F_("去掉了。")
PROVED = F_("确认是您本人了，10 分钟内可以改。")


async def addresses(request: Request) -> Response:
    return await _addresses(request, Form[forms.AddAddress]())


async def _addresses(request: Request, form: Form[forms.AddAddress], status: int = 200) -> Response:
    return await render(
        request, "accounts/addresses.html", status=status, form=form, own=await queries.own_addresses(request.user.id),
        fresh=await queries.is_fresh(request.user), tab="me",
    )  # fmt: skip


def to_prove(request: Request, back: str) -> Response:
    """What matters is changed by who has entered a code lately: ask for one, and come back."""
    return redirect_to(f"{request.scope['router'].url_path_for('accounts.prove_form')}?next={back}")


async def ask_to_add(request: Request) -> Response:
    form, browser = await filled(request, forms.AddAddress), browser_of(request)
    if form.data is not None:
        spend_on_codes(request)
        try:
            await contacts.ask_to_add(request.user, form.data.address, browser)
        except rules.NotProved:
            return to_prove(request, "/me/addresses")
        except Refused as refusal:
            form.refuse("address", refusal)
    if form.errors:
        return await _addresses(request, form, 422)
    response = await render(request, "accounts/confirm_address.html", form=form, tab="me")
    keep(response, BROWSER, browser)
    return response


async def add_contact(request: Request) -> Response:
    form = await filled(request, forms.EnterCode)
    if form.data is not None:
        typed = contacts.Typed(form.data.address, form.data.code, browser_of(request))
        try:
            await contacts.add_contact(request.user, typed)
        except rules.NotProved:
            return to_prove(request, "/me/addresses")
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect(request, "accounts.addresses", say=ADDED)
    return await render(request, "accounts/confirm_address.html", status=422, form=form, tab="me")


async def remove_contact(request: Request) -> Response:
    form = await filled(request, forms.Chosen)
    if form.data is None:
        return redirect(request, "accounts.addresses")
    try:
        await contacts.remove_contact(request.user, form.data.id)
    except rules.NotProved:
        return to_prove(request, "/me/addresses")
    return redirect(request, "accounts.addresses", say=REMOVED)


async def prove_form(request: Request) -> Response:
    back = safe_path(asked(request, "next", 200) or "/me")
    return await _prove(request, Form[forms.Chosen](typed={"next": back}))


async def _prove(request: Request, form: Form[forms.Chosen], status: int = 200) -> Response:
    own = await queries.own_addresses(request.user.id)
    return await render(request, "accounts/prove.html", status=status, form=form, own=own, tab="me")


async def ask_to_prove(request: Request) -> Response:
    form, browser = await filled(request, forms.Chosen), browser_of(request)
    if form.data is not None:
        spend_on_codes(request)
        try:
            await contacts.ask_to_prove(request.user, form.data.id, browser)
        except Refused as refusal:
            form.refuse("id", refusal)
    if form.errors:
        return await _prove(request, form, 422)
    response = await render(request, "accounts/prove_code.html", form=form, tab="me")
    keep(response, BROWSER, browser)
    return response


async def prove(request: Request) -> Response:
    form = await filled(request, forms.Prove)
    if form.data is not None:
        typed = contacts.Typed("", form.data.code, browser_of(request))
        try:
            await contacts.prove(request.user, form.data.id, typed)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect_to(safe_path(form.data.next), say=PROVED)
    return await render(request, "accounts/prove_code.html", status=422, form=form, tab="me")
