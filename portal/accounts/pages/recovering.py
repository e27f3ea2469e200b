"""找回: the community's desk, the slip on a new phone, and the link that stops it."""

from limits import parse
from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms
from portal.accounts.actions import recovering
from portal.accounts.actions.contacts import Typed
from portal.accounts.models import Recovery
from portal.accounts.pages.signing_in import browser_of, spend_on_codes
from portal.kit import sealing
from portal.kit.errors import Refused
from portal.unit_of_work import once
from portal.web import limits
from portal.web.identity import BROWSER, keep
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

SLIPS_PER_ADDRESS = parse("30/hour")  # a slip has eight digits and lives fifteen minutes
USED = F_("收到了。24 小时以后，用新号码就能登录。")
STOPPED = F_("拦下了，您的账号没有变。")


async def recovery_desk(request: Request) -> Response:
    return await render(request, "accounts/recovery_desk.html", form=Form[forms.IssueSlip](), tab="me")


async def issue_slip(request: Request) -> Response:
    form, key = await filled(request, forms.IssueSlip), once.get()
    if form.data is not None:
        code = recovering.new_slip(key.key if key else sealing.token())
        try:
            await recovering.issue_slip(request.user, recovering.Slip(form.data.address, form.data.how, code))
        except Refused as refusal:
            form.refuse("address", refusal)
        else:
            return await render(request, "accounts/recovery_slip.html", code=code, tab="me")
    return await render(request, "accounts/recovery_desk.html", status=422, form=form, tab="me")


async def recover_form(request: Request) -> Response:
    return await render(request, "accounts/recover.html", form=Form[forms.AskToRecover]())


async def ask_to_recover(request: Request) -> Response:
    form, browser = await filled(request, forms.AskToRecover), browser_of(request)
    if form.data is not None:
        _spend(request)
        try:
            await recovering.ask_to_recover(request.user, form.data.slip, form.data.address, browser)
        except Refused as refusal:
            form.refuse("slip" if "Slip" in type(refusal).__name__ else "address", refusal)
    template = "accounts/recover.html" if form.errors else "accounts/recover_code.html"
    response = await render(request, template, status=422 if form.errors else 200, form=form)
    keep(response, BROWSER, browser)
    return response


def _spend(request: Request) -> None:
    spend_on_codes(request)
    limits.spend(SLIPS_PER_ADDRESS, "slips", request.client.host if request.client else "-")


async def use_recovery(request: Request) -> Response:
    form = await filled(request, forms.UseRecovery)
    if form.data is not None:
        _spend(request)
        typed = Typed(form.data.address, form.data.code, browser_of(request))
        try:
            await recovering.use_slip(request.user, form.data.slip, typed)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect(request, "accounts.sign_in", say=USED)
    return await render(request, "accounts/recover_code.html", status=422, form=form)


async def stop_form(request: Request, recovery: Recovery) -> Response:
    """Opening the link changes nothing: one tap does."""
    return await render(request, "accounts/stop_recovery.html", recovery=recovery)


async def stop_recovery(request: Request, recovery: Recovery) -> Response:
    await recovering.stop_recovery(request.user, recovery.id)
    return redirect(request, "notices.home", say=STOPPED)
