"""The timeline of a matter, and the promises in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.calendar import Deadline, calendar_of
from portal.hall import queries as hall
from portal.hall.rules.moderation import UNFIT
from portal.hall.rules.standing import WAITS_FOR
from portal.kit import clock
from portal.kit.errors import Malformed
from portal.kit.words import _
from portal.ledger import actions, forms, queries
from portal.ledger.queries import PromiseFor
from portal.ledger.rules import DueInThePast, SameDay, Stage
from portal.meetings import queries as meetings
from portal.web.input import Form, filled
from portal.web.templates import F_, absolute, redirect, render

if TYPE_CHECKING:
    from portal.hall.models import Matter

PROMISED = F_("记下了。到期没办，这里会自己亮出来。")
DONE = F_("报上去了。现在请大家看：真的好了吗？")
TOLD = F_("记下了，大家看得到办到哪里了。")
MOVED = F_("日期改了，理由和原来的日期大家都看得到。")
THANKS = F_("谢谢您，记下了。")


async def timeline(request: Request, matter: Matter) -> Response:
    return await _timeline(request, matter, Form[forms.ConfirmPromise]())


async def _timeline(request: Request, matter: Matter, form: Form[forms.ConfirmPromise], status: int = 200) -> Response:
    found = await queries.timeline_of(request.user, matter.number)
    results = await meetings.results_for(matter.number)
    return await render(
        request,
        "ledger/timeline.html",
        status=status,
        timeline=found,
        results=results,
        plans=await meetings.plans_of(matter.number),
        form=form,
        tab="hall",
    )


async def promise_form(request: Request, matter: Matter) -> Response:
    return await render(request, "ledger/promise.html", matter=matter, form=Form[forms.MakePromise](), tab="hall")


async def make_promise(request: Request, matter: Matter) -> Response:
    form = await filled(request, forms.MakePromise)
    if form.data is not None:
        try:
            await actions.make_promise(request.user, matter.number, form.data)
        except (DueInThePast, *UNFIT) as refusal:
            form.refuse("due_on" if isinstance(refusal, DueInThePast) else "what", refusal)
        else:
            return redirect(request, "ledger.timeline", number=matter.number, say=PROMISED)
    return await render(request, "ledger/promise.html", status=422, matter=matter, form=form, tab="hall")


async def done_form(request: Request, found: PromiseFor) -> Response:
    return await render(request, "ledger/done.html", found=found, form=Form[forms.ReportDone](), tab="hall")


async def report_done(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.ReportDone)
    if form.data is not None:
        try:
            await actions.report_done(request.user, found.promise.id, form.data)
        except UNFIT as refusal:
            form.refuse("evidence", refusal)
        else:
            return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=DONE)
    return await render(request, "ledger/done.html", status=422, found=found, form=form, tab="hall")


async def keep_form(request: Request, found: PromiseFor) -> Response:
    return await _keep(request, found, Form[forms.ReportProgress](), Form[forms.MoveDue]())


async def _keep(
    request: Request, found: PromiseFor, note: Form[forms.ReportProgress], due: Form[forms.MoveDue], status: int = 200
) -> Response:
    return await render(request, "ledger/keep.html", status=status, found=found, form=note, due=due, tab="hall")


async def report_progress(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.ReportProgress)
    if form.data is not None:
        try:
            await actions.report_progress(request.user, found.promise.id, form.data)
        except UNFIT as refusal:
            form.refuse("note", refusal)
        else:
            return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=TOLD)
    return await _keep(request, found, form, Form[forms.MoveDue](), 422)


async def move_due(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.MoveDue)
    if form.data is not None:
        try:
            await actions.move_due(request.user, found.promise.id, form.data)
        except (DueInThePast, SameDay, *UNFIT) as refusal:
            form.refuse("reason" if isinstance(refusal, UNFIT) else "due_on", refusal)
        else:
            return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=MOVED)
    return await _keep(request, found, Form[forms.ReportProgress](), form, 422)


async def confirm_promise(request: Request, found: PromiseFor) -> Response:
    form = await filled(request, forms.ConfirmPromise)
    if form.data is None:
        raise Malformed()
    try:
        await actions.confirm_promise(request.user, found.promise.id, form.data)
    except UNFIT as refusal:
        form.refuse(f"note-{found.promise.id}", refusal)
        matter = await hall.matter_for(request.user, found.promise.matter_number)
        return await _timeline(request, matter, form, 422)
    return redirect(request, "ledger.timeline", number=found.promise.matter_number, say=THANKS)


async def calendar(request: Request, matter: Matter) -> Response:
    """What is due in a matter, for a phone's calendar: its clock, its promises, its meetings."""
    deadlines = await _deadlines(request, matter)
    headers = {"content-disposition": f'attachment; filename="{matter.number}.ics"'}
    return Response(calendar_of(deadlines, clock.now()), media_type="text/calendar", headers=headers)


async def _deadlines(request: Request, matter: Matter) -> list[Deadline]:
    page = absolute(request, f"/hall/{matter.number}")
    found = []
    if matter.due_at and matter.due_for in WAITS_FOR:
        words = f"{_(WAITS_FOR[matter.due_for])}：{matter.title}"
        uid = f"{matter.number}-{matter.due_for}@portal"
        found.append(Deadline(uid, words, matter.due_at, page, matter.version))
    for each in await queries.promises_of(request.user, matter.number):
        if each.promise.stage == Stage.OPEN:
            uid, words = f"promise-{each.promise.id}@portal", _("答应这天办好：%(what)s", what=each.promise.what)
            found.append(Deadline(uid, words, each.promise.due_on, page))
    for meeting in await meetings.meetings_on(matter.number):
        link = absolute(request, f"/meetings/{meeting.id}")
        found.append(Deadline(f"meeting-{meeting.id}@portal", meeting.title, meeting.starts_at, link))
    return found
