"""Door code slips: the sheets a community makes, and the code a resident types."""

from limits import parse
from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries, rules
from portal.accounts.actions import slips as acting
from portal.accounts.models import SlipBatch
from portal.accounts.rules import slips
from portal.documents.pdf import pdf, qr
from portal.kit import clock
from portal.kit.errors import Missing, Refused
from portal.kit.words import _
from portal.places import queries as places
from portal.policy import STAFF
from portal.web import formats, limits
from portal.web.input import Form, asked, asked_number, filled
from portal.web.language import safe_path
from portal.web.templates import F_, absolute, redirect, redirect_to, render

WRONG_PER_ACCOUNT = parse("10/hour")
WRONG_PER_NETWORK = parse("100/hour")  # a whole compound may stand behind one address

MADE = F_("打好了。请马上下载，30 分钟内只能下载一次。")
REVOKED = F_("作废了，没用过的码都不能用了。")
ONE_REVOKED = F_("这一张作废了。")
KNOWN = F_("确认好了，您住这一户。")


async def sheets(request: Request) -> Response:
    return await _sheets(request, Form[forms.MakeSlips]())


async def _sheets(request: Request, form: Form[forms.MakeSlips], status: int = 200) -> Response:
    paths = [held.path for held in request.user.roles if held.role in STAFF]
    found = await queries.sheets_of(request.user, asked_number(request, "before"))
    areas = await places.estates_and_buildings(paths)
    return await render(request, "accounts/slips.html", status=status, form=form, found=found, areas=areas, tab="me")


async def make_slips(request: Request) -> Response:
    form = await filled(request, forms.MakeSlips)
    if form.data is None:
        return await _sheets(request, form, 422)
    try:
        batch = await acting.make_slips(request.user, form.data)
    except Refused as refusal:
        return await _sheets(request, form.refuse("area_id", refusal), 422)
    return redirect(request, "accounts.sheet", batch_id=batch, say=MADE)


async def sheet(request: Request, batch: SlipBatch) -> Response:
    return await _sheet(request, batch)


async def _sheet(request: Request, batch: SlipBatch, error: str = "", status: int = 200) -> Response:
    fresh = batch.sealed is not None and batch.made_at > clock.now() - slips.SHEET_LASTS
    shown = await queries.sheet_with(batch)
    return await render(
        request, "accounts/sheet.html", status=status, sheet=shown, fresh=fresh, until=batch.made_at + slips.SHEET_LASTS,
        error=error, tab="me",
    )  # fmt: skip


async def fetch_sheet(request: Request, batch: SlipBatch) -> Response:
    """Drawn first, taken then: a sheet that could not be drawn can still be fetched."""
    codes = await queries.codes_of_sheet(batch)
    paper = await pdf("slips", await _paper(request, batch, codes))
    await acting.take_sheet(request.user, batch.id)
    headers = {"content-disposition": f'attachment; filename="slips-{batch.id}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


async def _paper(request: Request, batch: SlipBatch, codes: list[tuple[str, str]]) -> dict[str, object]:
    place = await places.full_name(await places.estate_path(batch.path))
    each = [(door, slips.grouped(code)) for door, code in codes]
    return {
        "title": _("门牌纸条"),
        "words": {
            "what": _("扫码，或在百言堂填这个码，就确认您住这一户。一张纸条一个人用，用一次就失效。别拍照发出去。"),
            "until": _("%(day)s 前有效。作废、重发找社区。", day=formats.date_of(batch.expires_at)),
        },
        "slips": [
            {"place": place, "home": door, "code": code, "qr": qr(absolute(request, f"/slip/{code}"))}
            for door, code in each
        ],
    }


async def revoke_batch(request: Request, batch: SlipBatch) -> Response:
    await acting.revoke_batch(request.user, batch.id)
    return redirect(request, "accounts.sheet", batch_id=batch.id, say=REVOKED)


async def revoke_slip(request: Request, batch: SlipBatch) -> Response:
    label = str((await request.form()).get("label", "")).replace("\x00", "")[:60]
    try:
        await acting.revoke_slip(request.user, batch.id, label)
    except slips.NoSuchSlip as refusal:
        return await _sheet(request, batch, str(refusal), 422)
    return redirect(request, "accounts.sheet", batch_id=batch.id, say=ONE_REVOKED)


async def slip(request: Request) -> Response:
    """The form alone. Looking at it uses nothing: a preview of a link must not spend a slip."""
    typed = {
        "next": asked(request, "next", 200),
        "kind": "tenant",
        "code": str(request.path_params.get("code", ""))[:40],
    }
    return await _slip(request, Form[forms.UseSlip](typed=typed))


async def slip_coded(request: Request) -> Response:
    """Where a slip's picture leads. What could be no slip's code is no page."""
    try:
        slips.spelled(str(request.path_params["code"]))
    except slips.WrongSlip:
        raise Missing() from None
    return await slip(request)


async def _slip(request: Request, form: Form[forms.UseSlip], status: int = 200) -> Response:
    return await render(request, "accounts/slip.html", status=status, form=form, stays=rules.STAYS, tab="me")


async def use_slip(request: Request) -> Response:
    form = await filled(request, forms.UseSlip)
    if form.data is None:
        return await _slip(request, form, 422)
    try:
        await _use(request, form.data)
    except Refused as refusal:
        return await _slip(request, form.refuse("code", refusal), refusal.status)
    return redirect_to(safe_path(form.data.next or "/me/verify"), say=KNOWN)


async def _use(request: Request, said: forms.UseSlip) -> None:
    """Wrong codes are counted, right ones not. Raises TriedTooOften, and what the action raises."""
    network = request.client.host if request.client else "-"
    counted = ((WRONG_PER_ACCOUNT, "slip", str(request.user.id)), (WRONG_PER_NETWORK, "slips", network))
    if any(limits.is_spent(*each) for each in counted):
        raise slips.TriedTooOften()
    try:
        await acting.use_slip(request.user, said)
    except slips.WrongSlip:
        for each in counted:
            limits.count(*each)
        raise
