"""A leader's shift on the spot: the rotating code, who is there, the paper sheet, and whose time is right."""

from collections.abc import Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.shapes import number_in
from portal.volunteers import forms, queries
from portal.volunteers.actions import confirming, serving
from portal.volunteers.models import Shift
from portal.volunteers.queries import OfShift
from portal.volunteers.rules import codes, hours
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

TICKED = F_("记下了。")
ENTERED = F_("补记好了，要另一个人来确认。")
CONFIRMED = F_("确认好了。")
ANSWERED = F_("答复好了，他会收到。")
CORRECTED = F_("改好了，原来那条也留着。")


async def roster(request: Request, shift: Shift) -> Response:
    return await _roster(request, shift)


async def _roster(
    request: Request,
    shift: Shift,
    *,
    form: Form[forms.EnterPaper] | None = None,
    row: int = 0,
    trouble: str = "",
    status: int = 200,
) -> Response:
    found = await queries.roster_of(shift)
    pending = [service for each in found.accepted for service in each.pending]
    return await render(
        request, "volunteers/roster.html", status=status, roster=found, objections=await queries.objections_of(shift),
        long=await queries.long_days(pending), form=form or Form[forms.EnterPaper](), row=row, trouble=trouble,
        overrun=hours.is_overrun, mine={each.id for each in pending if queries.may_confirm(request.user, each)}, tab="volunteers",
    )  # fmt: skip


async def sheet(request: Request, shift: Shift) -> Response:
    """The sign-in sheet to print."""
    return await render(request, "volunteers/sheet.html", roster=await queries.roster_of(shift))


async def code(request: Request, shift: Shift) -> Response:
    """The code of the moment, large. The page asks for the next one by itself, with no script."""
    now = clock.now()
    return await render(
        request, "volunteers/code.html", shift=shift, code=codes.code_at(shift.secret, now),
        left=codes.seconds_left(now), started=await queries.started_in(shift),
    )  # fmt: skip


async def tick_start(request: Request, row: OfShift) -> Response:
    return await _on_roster(request, row.shift, serving.tick_start(request.user, row.id), TICKED)


async def tick_finish(request: Request, row: OfShift) -> Response:
    return await _on_roster(request, row.shift, serving.tick_finish(request.user, row.id), TICKED)


async def _on_roster(request: Request, shift: Shift, deed: Coroutine[Any, Any, object], say: str) -> Response:
    """Back to the roster after a deed on one line of it; with the sentence above it where the deed is refused."""
    try:
        await deed
    except Refused as refusal:
        return await _roster(request, shift, trouble=str(refusal), status=refusal.status)
    return redirect(request, "volunteers.roster", shift_id=shift.id, say=say)


async def enter_paper(request: Request, row: OfShift) -> Response:
    form = await filled(request, forms.EnterPaper)
    if form.data is not None:
        try:
            await serving.enter_paper(request.user, row.id, form.data)
        except Refused as refusal:
            form.refuse("end", refusal)
        else:
            return redirect(request, "volunteers.roster", shift_id=row.shift.id, say=ENTERED)
    return await _roster(request, row.shift, form=form, row=row.id, status=422)


async def confirm_service(request: Request, row: OfShift) -> Response:
    form = await filled(request, forms.ConfirmService)
    if form.data is not None:
        deed = confirming.confirm_service(request.user, row.id, form.data)
        return await _on_roster(request, row.shift, deed, CONFIRMED)
    return await _roster(request, row.shift, trouble=next(iter(form.errors.values())), status=422)


async def confirm_signed(request: Request, shift: Shift) -> Response:
    chosen = [str(each) for each in (await request.form()).getlist("service")]
    deed = confirming.confirm_signed(request.user, shift.id, [n for each in chosen if (n := number_in(each))])
    return await _on_roster(request, shift, deed, CONFIRMED)


async def answer_objection(request: Request, row: OfShift) -> Response:
    """With times it is a correction; without, the record stays and the reason is told."""
    typed = await request.form()
    if typed.get("start") or typed.get("end"):
        correction = await filled(request, forms.CorrectService)
        if correction.data is None:
            return await _refused(request, row, correction.errors)
        try:
            await confirming.correct_service(request.user, row.id, correction.data)
        except Refused as refusal:
            return await _refused(request, row, {"end": str(refusal)})
        return redirect(request, "volunteers.roster", shift_id=row.shift.id, say=CORRECTED)
    answer = await filled(request, forms.AnswerObjection)
    if answer.data is None:
        return await _refused(request, row, answer.errors)
    await confirming.answer_objection(request.user, row.id, answer.data)
    return redirect(request, "volunteers.roster", shift_id=row.shift.id, say=ANSWERED)


async def _refused(request: Request, row: OfShift, errors: dict[str, str]) -> Response:
    typed = {name: str(value) for name, value in (await request.form()).items()}
    form = Form[forms.EnterPaper](typed=typed, errors=errors)
    return await _roster(request, row.shift, form=form, row=row.id, status=422)
