"""Report in where one lives, as a unit, or as a worker of a new trade; move, end."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts.rules import privacy
from portal.kit import clock
from portal.kit.errors import Refused
from portal.places import queries as places
from portal.reporting import forms, queries, rules
from portal.reporting.actions import reports
from portal.reporting.models import Report, Unit
from portal.reporting.rules import Kind
from portal.volunteers import queries as volunteers
from portal.web.input import Form, asked, filled
from portal.web.templates import F_, redirect, render

REPORTED = F_("报到记下了，社区确认以后就能接党员任务。")
MOVED = F_("报到跟着您搬过来了，不用重新报。")
ENDED = F_("报到结束了。服务过的时间都还在。")
UNIT_REPORTED = F_("报到单送到社区了，社区会给回执。")
ACCEPTED = F_("处理好了，对方会收到通知。")


async def reporting(request: Request) -> Response:
    actor = request.user
    report = await queries.report_of(actor)
    return await render(
        request, "reporting/reporting.html", report=report, moved=await queries.has_moved(actor, report),
        units=await queries.units_of(actor), running=await volunteers.running_of(actor),
        mine=await queries.claims_of(actor), asked=await queries.asked_by(actor),
        record=await volunteers.record_of(actor, clock.today().year), tab="reporting",
    )  # fmt: skip


async def report_form(request: Request) -> Response:
    return await _report(request, Form[forms.ReportIn]())


async def _report(request: Request, form: Form[forms.ReportIn], status: int = 200) -> Response:
    worker = (form.typed.get("kind") or asked(request, "kind")) == Kind.NEW_WORKER
    own = [(area.id, area.name) for area in await places.communities_of(request.user.lives_at)]
    return await render(
        request, "reporting/report.html", status=status, form=form, worker=worker,
        areas=await places.communities() if worker else own, report=await queries.report_of(request.user),
        consent=rules.consent_for(Kind.NEW_WORKER if worker else Kind.MEMBER), tab="reporting",
    )  # fmt: skip


async def report_in(request: Request) -> Response:
    form = await filled(request, forms.ReportIn)
    if form.data is not None:
        try:
            await reports.report_in(request.user, form.data)
        except Refused as refusal:
            form.refuse("consent" if isinstance(refusal, rules.NoConsent) else "area_id", refusal)
        else:
            return redirect(request, "reporting.reporting", say=REPORTED)
    return await _report(request, form, 422)


async def move_report(request: Request) -> Response:
    await reports.move_report(request.user)
    return redirect(request, "reporting.reporting", say=MOVED)


async def end_report(request: Request) -> Response:
    await reports.end_report(request.user)
    return redirect(request, "reporting.reporting", say=ENDED)


async def unit_form(request: Request) -> Response:
    return await _unit_form(request, Form[forms.ReportUnit]())


async def _unit_form(request: Request, form: Form[forms.ReportUnit], status: int = 200) -> Response:
    areas = await places.communities()
    return await render(request, "reporting/unit_form.html", status=status, form=form, areas=areas, tab="reporting")


async def report_unit(request: Request) -> Response:
    form = await filled(request, forms.ReportUnit)
    if form.data is not None:
        try:
            unit_id = await reports.report_unit(request.user, form.data)
        except Refused as refusal:
            form.refuse("name" if isinstance(refusal, rules.UnitKnown) else "area_id", refusal)
        else:
            return redirect(request, "reporting.unit", unit_id=unit_id, say=UNIT_REPORTED)
    return await _unit_form(request, form, 422)


async def unit(request: Request, unit: Unit) -> Response:
    """报到单, and its receipt to print."""
    return await _unit(request, unit, Form[forms.AcceptUnit]())


async def _unit(request: Request, unit: Unit, form: Form[forms.AcceptUnit], status: int = 200) -> Response:
    return await render(request, "reporting/unit.html", status=status, unit=unit, form=form, tab="reporting")


async def accept_unit(request: Request, unit: Unit) -> Response:
    form = await filled(request, forms.AcceptUnit)
    if form.data is not None:
        try:
            await reports.accept_unit(request.user, unit.id, form.data)
        except rules.WrongPeriod as refusal:
            form.refuse("paired_until", refusal)
        else:
            return redirect(request, "reporting.unit", unit_id=unit.id, say=ACCEPTED)
    return await _unit(request, unit, form, 422)


async def decline_unit(request: Request, unit: Unit) -> Response:
    await reports.decline_unit(request.user, unit.id)
    return redirect(request, "reporting.desk", say=ACCEPTED)


async def end_unit(request: Request, unit: Unit) -> Response:
    await reports.end_unit(request.user, unit.id)
    return redirect(request, "reporting.unit", unit_id=unit.id, say=ENDED)


async def desk(request: Request) -> Response:
    """What waits for the community."""
    return await render(request, "reporting/desk.html", desk=await queries.desk_of(request.user), tab="building")


async def report(request: Request, report: Report) -> Response:
    """One report that waits: masked, until somebody looks for a reason."""
    return await _report_page(request, report)


async def look_at_report(request: Request, report: Report) -> Response:
    reason = str((await request.form()).get("reason", ""))
    try:
        await reports.look_at_report(request.user, report, reason)
    except privacy.NoReason as refusal:
        return await _report_page(request, report, refused=str(refusal))
    return await _report_page(request, report, looking=True)


async def _report_page(request: Request, report: Report, *, looking: bool = False, refused: str = "") -> Response:
    response = await render(
        request, "reporting/report_look.html", status=422 if refused else 200, declared=report, looking=looking,
        refused=refused, reasons=privacy.REASONS, tab="building",
    )  # fmt: skip
    response.headers["cache-control"] = "no-store"
    return response


async def confirm_report(request: Request, report: Report) -> Response:
    await reports.confirm_report(request.user, report.id)
    return redirect(request, "reporting.desk", say=ACCEPTED)


async def decline_report(request: Request, report: Report) -> Response:
    await reports.decline_report(request.user, report.id)
    return redirect(request, "reporting.desk", say=ACCEPTED)
