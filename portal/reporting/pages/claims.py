"""One claim: for the helper at the door, for the person served, and for the community's desk."""

from limits import parse
from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.policy import STAFF
from portal.reporting import forms, queries, rules
from portal.reporting.actions import claims
from portal.reporting.queries import ClaimFor, Told
from portal.web import limits
from portal.web.input import Form, filled
from portal.web.templates import F_, absolute, redirect, render

LINKS = parse("30/minute")
SETTLED = F_("定下来了，帮忙的人和被帮的人都会收到通知。")
DECLINED = F_("没有定他，名额还给别人了。")
WITHDRAWN = F_("退好了，没关系。")
STARTED = F_("开始算时间了。")
FINISHED = F_("做完了。等他确认，确认了才算时长。")
CONFIRMED = F_("记下了，谢谢您！")
NOTED = F_("记下了。打过电话不等于确认。")
SLIP_IN = F_("纸条录好了，算他本人确认。")


async def claim(request: Request, found: ClaimFor) -> Response:
    return await _claim(request, found)


async def _claim(
    request: Request,
    found: ClaimFor,
    *,
    form: Form[forms.FinishByCode] | None = None,
    desk: Form[forms.EnterSlip] | None = None,
    told: Told | None = None,
    status: int = 200,
) -> Response:
    return await render(
        request, "reporting/claim.html", status=status, found=found, form=form or Form[forms.FinishByCode](),
        desk=desk or Form[forms.EnterSlip](), told=told, helper=request.user.id == found.person_id,
        staff=request.user.holds(STAFF, found.path) and request.user.id != found.person_id, tab="reporting",
    )  # fmt: skip


def _back(request: Request, found: ClaimFor, say: str) -> Response:
    return redirect(request, "reporting.claim", claim_id=found.claim.id, say=say)


async def accept_claim(request: Request, found: ClaimFor) -> Response:
    await claims.accept_claim(request.user, found.claim.id)
    return _back(request, found, SETTLED)


async def decline_claim(request: Request, found: ClaimFor) -> Response:
    await claims.decline_claim(request.user, found.claim.id)
    return redirect(request, "reporting.desk", say=DECLINED)


async def withdraw_claim(request: Request, found: ClaimFor) -> Response:
    await claims.withdraw_claim(request.user, found.claim.id)
    return redirect(request, "reporting.needs_near", say=WITHDRAWN)


async def look_as_helper(request: Request, found: ClaimFor) -> Response:
    """Shown in the answer itself and nowhere afterwards: each look is one deed, kept for whoever asked."""
    await claims.look_as_helper(request.user, found.claim.id)
    response = await _claim(
        request, await queries.claim_for(request.user, found.claim.id), told=queries.told_in(found.need)
    )
    response.headers["cache-control"] = "no-store"
    return response


async def start_claim(request: Request, found: ClaimFor) -> Response:
    await claims.start_claim(request.user, found.claim.id)
    return _back(request, found, STARTED)


async def finish_claim(request: Request, found: ClaimFor) -> Response:
    form = await filled(request, forms.FinishClaim)
    if form.data is not None:
        try:
            await claims.finish_claim(request.user, found.claim.id, form.data)
        except Refused as refusal:
            form.refuse("at", refusal)
        else:
            return _back(request, found, FINISHED)
    return await _claim(request, found, form=Form(typed=form.typed, errors=form.errors), status=422)


async def finish_by_code(request: Request, found: ClaimFor) -> Response:
    form = await filled(request, forms.FinishByCode)
    if form.data is not None:
        try:
            await claims.finish_by_code(request.user, found.claim.id, form.data)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return _back(request, found, CONFIRMED)
    return await _claim(request, found, form=form, status=422)


async def print_slip(request: Request, found: ClaimFor) -> Response:
    """The paper slip for who has no phone: shown in this answer alone, to print, since it names who is served."""
    await claims.print_slip(request.user, found.claim.id)
    _spoken, code, _token = queries.codes_of(found.claim)
    return await render(request, "reporting/slip.html", found=found, code=code, told=queries.told_in(found.need))


async def enter_slip(request: Request, found: ClaimFor) -> Response:
    form = await filled(request, forms.EnterSlip)
    if form.data is not None:
        try:
            await claims.enter_slip(request.user, found.claim.id, form.data)
        except Refused as refusal:
            form.refuse("slip", refusal)
        else:
            return _back(request, found, SLIP_IN)
    return await _claim(request, found, desk=form, status=422)


async def note_call(request: Request, found: ClaimFor) -> Response:
    form = await filled(request, forms.NoteCall)
    if form.data is None:
        return await _claim(request, found, desk=Form(typed=form.typed, errors=form.errors), status=422)
    await claims.note_call(request.user, found.claim.id, form.data)
    return _back(request, found, NOTED)


async def thanks(request: Request, found: ClaimFor) -> Response:
    """For the person served, by the link they were sent: no account, no sign-in. Opening it changes nothing."""
    return await _thanks(request, found, Form[forms.GiveThanks]())


async def _thanks(request: Request, found: ClaimFor, form: Form[forms.GiveThanks], status: int = 200) -> Response:
    spoken, _slip, token = queries.codes_of(found.claim)
    response = await render(
        request, "reporting/thanks.html", status=status, found=found, form=form, spoken=spoken, token=token,
        link=absolute(request, request.url.path),
    )  # fmt: skip
    response.headers["cache-control"] = "no-store"
    return response


async def give_thanks(request: Request, found: ClaimFor) -> Response:
    form = await filled(request, forms.GiveThanks)
    limits.spend(LINKS, "thanks", request.client.host if request.client else "-")
    if form.data is not None:
        try:
            await claims.give_thanks(request.user, found.claim.id, form.data)
        except rules.TellsTheDoor as refusal:
            form.refuse("thanks", refusal)
        except Refused as refusal:
            form.refuse("answer", refusal)
        else:
            return redirect(request, "reporting.thanks", token=queries.codes_of(found.claim)[2], say=CONFIRMED)
    return await _thanks(request, found, form, 422)
