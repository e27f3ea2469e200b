"""The second factor: set up, shown again, reset by the security administrator."""

import io

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.accounts import forms, queries, rules
from portal.accounts.actions import factors
from portal.accounts.pages.addresses import to_prove
from portal.kit import sealing, totp
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.unit_of_work import once
from portal.web.input import Form, asked, asked_number, filled
from portal.web.language import safe_path
from portal.web.templates import F_, redirect, redirect_to, render

PASSED = F_("验证好了，可以办社区的事了。")
RESET = F_("重置好了，他会收到通知，要重新设。")


async def second_factor(request: Request) -> Response:
    back = safe_path(asked(request, "next", 200) or "/")
    return await _second_factor(request, Form[forms.FactorCode](typed={"next": back}))


async def _second_factor(request: Request, form: Form[forms.FactorCode], status: int = 200) -> Response:
    factor = await queries.factor_of(request.user.id)
    waiting = factor is not None and factor.confirmed_at is None
    secret = sealing.unseal(settings.current().secret, factor.sealed) if factor and waiting else ""
    return await render(
        request, "accounts/second_factor.html", status=status, form=form, factor=factor, secret=secret,
        qr=_drawn(totp.uri(secret, request.user.name, _("百言堂"))) if secret else "",
        spares=await queries.spares_left(request.user.id), tab="me",
    )  # fmt: skip


def _drawn(text: str) -> Markup:
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=4, xmldecl=False, svgns=False, nl=False)
    return Markup(picture.getvalue().decode())  # drawn by us


async def begin_factor(request: Request) -> Response:
    try:
        await factors.begin_factor(request.user)
    except rules.NotProved:
        return to_prove(request, "/me/second-factor")
    return redirect(request, "accounts.second_factor")


async def confirm_factor(request: Request) -> Response:
    form = await filled(request, forms.FactorCode)
    key = once.get()
    if form.data is not None and key is not None:
        try:
            spares = await factors.confirm_factor(request.user, form.data.code, key.key)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return await render(request, "accounts/spare_codes.html", spares=spares, tab="me")
    return await _second_factor(request, form, 422)


async def pass_factor(request: Request) -> Response:
    form = await filled(request, forms.FactorCode)
    if form.data is not None:
        try:
            await factors.pass_factor(request.user, form.data.code)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect_to(safe_path(form.data.next), say=PASSED)
    return await _second_factor(request, form, 422)


async def workers(request: Request) -> Response:
    return await _workers(request, Form[forms.Why]())


async def _workers(request: Request, form: Form[forms.Why], status: int = 200) -> Response:
    found = await queries.workers_below(request.user, asked_number(request, "after") or 0)
    return await render(
        request, "accounts/workers.html", status=status, workers=found, form=form, role_names=rules.ROLES, tab="me"
    )


async def reset_factor(request: Request, worker: queries.Worker) -> Response:
    form = await filled(request, forms.Why)
    if form.data is None:
        return await _workers(request, form, 422)
    await factors.reset_factor(request.user, worker.person_id, form.data.why)
    return redirect(request, "accounts.workers", say=RESET)
