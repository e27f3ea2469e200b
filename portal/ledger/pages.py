"""The timeline of a matter, and the promises in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Malformed
from portal.ledger import actions, forms, queries
from portal.ledger.queries import PromiseFor
from portal.ledger.rules import DueInThePast, SameDay
from portal.meetings import queries as meetings
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

if TYPE_CHECKING:
    from portal.hall.models import Matter

PROMISED = F_("记下了。到期没办，这里会自己亮出来。")
DONE = F_("报上去了。现在请大家看：真的好了吗？")
TOLD = F_("记下了，大家看得到办到哪里了。")
MOVED = F_("日期改了，理由和原来的日期大家都看得到。")
THANKS = F_("谢谢您，记下了。")


async def timeline(request: Request, matter: Matter) -> Response:
    return await render(
        request,
        "ledger/timeline.html",
        timeline=await queries.timeline_of(request.user, matter.number),
        results=await meetings.results_for(matter.number),
        tab="hall",
    )


async def promise_form(request: Request, matter: Matter) -> Response:
    return await render(request, "ledger/promise.html", matter=matter, form=Form[forms.MakePromise](), tab="hall")


async def make_promise(request: Request, matter: Matter) -> Response:
    form = await filled(request, forms.MakePromise)
    if form.data is not None:
        try:
            await actions.make_promise(request.user, matter.number, form.data)
        except DueInThePast as refusal:
            form.refuse("due_on", refusal)
        else:
            return redirect(request, "ledger.timeline", number=matter.number, say=PROMISED)
    return await render(request, "ledger/promise.html", status=422, matter=matter, form=form, tab="hall")


async def done_form(request: Request, found: PromiseFor) -> Response:
    return await render(request, "ledger/done.html", found=found, form=Form[forms.ReportDone](), tab="hall")


async def report_done(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.ReportDone)
    if form.data is None:
        return await render(request, "ledger/done.html", status=422, found=found, form=form, tab="hall")
    await actions.report_done(request.user, found.promise.id, form.data)
    return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=DONE)


async def keep_form(request: Request, found: PromiseFor) -> Response:
    return await _keep(request, found, Form[forms.ReportProgress](), Form[forms.MoveDue]())


async def _keep(
    request: Request, found: PromiseFor, note: Form[forms.ReportProgress], due: Form[forms.MoveDue], status: int = 200
) -> Response:
    return await render(request, "ledger/keep.html", status=status, found=found, form=note, due=due, tab="hall")


async def report_progress(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.ReportProgress)
    if form.data is None:
        return await _keep(request, found, form, Form[forms.MoveDue](), 422)
    await actions.report_progress(request.user, found.promise.id, form.data)
    return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=TOLD)


async def move_due(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.MoveDue)
    if form.data is not None:
        try:
            await actions.move_due(request.user, found.promise.id, form.data)
        except (DueInThePast, SameDay) as refusal:
            form.refuse("due_on", refusal)
        else:
            return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=MOVED)
    return await _keep(request, found, Form[forms.ReportProgress](), form, 422)


async def confirm_promise(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.ConfirmPromise)
    if form.data is None:
        raise Malformed()
    await actions.confirm_promise(request.user, found.promise.id, form.data)
    return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=THANKS)
