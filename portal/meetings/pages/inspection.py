"""The roll under inspection: for who stands on it, for who prints it, and for the desk that answers."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings import forms, queries, rules
from portal.meetings.actions import inspecting
from portal.meetings.models import RollInspection, RollObjection
from portal.meetings.queries import BuildingOnRoll
from portal.meetings.rules import inspection as inspection_rules
from portal.places import queries as places
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect, render

OPENED = F_("名册拿出来公示了，大家会收到通知。")
OBJECTED = F_("提上去了，社区会答复您。")
ANSWERED = F_("答复好了，他会收到通知。")


async def rolls(request: Request) -> Response:
    found, more = await queries.inspections_for(request.user, asked_number(request, "before"))
    return await render(request, "meetings/rolls.html", rolls=found, next=more, tab="meetings")


async def open_roll_form(request: Request, area: Any) -> Response:
    return await _open(request, area, Form[forms.OpenRoll](typed={"days": "7"}))


async def _open(request: Request, area: Any, form: Form[forms.OpenRoll], status: int = 200) -> Response:
    return await render(
        request, "meetings/open_roll.html", status=status, area=area, form=form, name=await places.full_name(area.path),
        buildings=await queries.buildings_on_roll(area.path), tab="meetings",
    )  # fmt: skip


async def open_roll(request: Request, area: Any) -> Response:
    form = await filled(request, forms.OpenRoll)
    if form.data is not None:
        try:
            made = await inspecting.open_roll(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse("days", refusal)
        else:
            return redirect(request, "meetings.roll", inspection_id=made, say=OPENED)
    return await _open(request, area, form, 422)


async def roll(request: Request, inspection: RollInspection) -> Response:
    return await _roll(request, inspection, Form[forms.ObjectToRoll]())


async def _roll(
    request: Request, inspection: RollInspection, form: Form[forms.ObjectToRoll], status: int = 200
) -> Response:
    rule = rules.RULES["owners_ordinary"]
    return await render(
        request, "meetings/roll.html", status=status, inspection=inspection, form=form,
        under_way=queries.is_under_way(inspection), last=inspection_rules.told(inspection.until),
        name=await places.full_name(inspection.path), buildings=await queries.buildings_on_roll(inspection.path),
        found=await queries.figures_of(inspection.path, rule), own=await queries.own_standing(request.user, inspection.path),
        mine=await queries.own_objections(request.user, inspection), kinds=inspection_rules.OBJECTIONS, tab="meetings",
    )  # fmt: skip


async def object_to_roll(request: Request, inspection: RollInspection) -> Response:
    form = await filled(request, forms.ObjectToRoll)
    if form.data is not None:
        try:
            await inspecting.object_to_roll(request.user, inspection.id, form.data)
        except Refused as refusal:
            form.refuse("home" if isinstance(refusal, inspection_rules.NotYourHome) else "kind", refusal)
        else:
            return redirect(request, "meetings.roll", inspection_id=inspection.id, say=OBJECTED)
    return await _roll(request, inspection, form, 422)


async def roll_building(request: Request, found: BuildingOnRoll) -> Response:
    """One building, on the screen and on paper: its doors for those who belong there, else only how many there are."""
    homes, more = (
        await queries.homes_on_roll(found, asked_number(request, "after") or 0) if found.opened else ([], None)
    )
    counts = await queries.buildings_on_roll(found.building.path)
    return await render(
        request, "meetings/roll_building.html", found=found, homes=homes, next=more, counts=counts,
        name=await places.full_name(found.building.path), last=inspection_rules.told(found.inspection.until), tab="meetings",
    )  # fmt: skip


async def keep_roll(request: Request, inspection: RollInspection) -> Response:
    return await _keep(request, inspection, Form[forms.AnswerRollObjection]())


async def _keep(
    request: Request, inspection: RollInspection, form: Form[forms.AnswerRollObjection], row: int = 0, status: int = 200
) -> Response:
    objections, more = await queries.objections_of(inspection, asked_number(request, "before"))
    return await render(
        request, "meetings/keep_roll.html", status=status, inspection=inspection, form=form, row=row, next=more,
        objections=objections, odd=await queries.oddities_on_roll(inspection.path), kinds=inspection_rules.OBJECTIONS,
        name=await places.full_name(inspection.path), tab="meetings",
    )  # fmt: skip


async def answer_roll_objection(request: Request, objection: RollObjection) -> Response:
    form = await filled(request, forms.AnswerRollObjection)
    if form.data is not None:
        try:
            await inspecting.answer_roll_objection(request.user, objection.id, form.data)
        except Refused as refusal:
            form.refuse("answer", refusal)
        else:
            return redirect(request, "meetings.keep_roll", inspection_id=objection.inspection_id, say=ANSWERED)
    return await _keep(request, objection.inspection, form, objection.id, 422)
