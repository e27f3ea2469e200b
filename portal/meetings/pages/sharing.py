"""A cost shared by area: asked for, shown, and taken home as a table."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.archive import csv_of
from portal.hall.rules.outcomes import NotAnAmount
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.meetings import forms, queries
from portal.meetings.actions import sharing
from portal.meetings.models import CostPlan
from portal.meetings.rules import sharing as rules
from portal.places import queries as places
from portal.web.input import Form, asked, filled
from portal.web.templates import F_, redirect, render

SHARED = F_("分好了，一分不多一分不少。")
WRONG: dict[type[Refused], str] = {NotAnAmount: "cost", rules.NothingToShare: "cost", rules.NoSuchMatter: "matter"}


async def share_form(request: Request, area: Any) -> Response:
    typed = {"matter": asked(request, "matter", 30), "title": asked(request, "title", 80)}
    return await _share(request, area, Form[forms.ShareCost](typed=typed))


async def _share(request: Request, area: Any, form: Form[forms.ShareCost], status: int = 200) -> Response:
    return await render(
        request, "meetings/share_cost.html", status=status, area=area, form=form, plans=await queries.plans_at(area.path),
        name=await places.full_name(area.path), tab="meetings",
    )  # fmt: skip


async def share_cost(request: Request, area: Any) -> Response:
    form = await filled(request, forms.ShareCost)
    if form.data is not None:
        try:
            made = await sharing.share_cost(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse(WRONG.get(type(refusal), "cost"), refusal)
        else:
            return redirect(request, "meetings.cost_plan", plan_id=made, say=SHARED)
    return await _share(request, area, form, 422)


async def cost_plan(request: Request, plan: CostPlan) -> Response:
    found = queries.shares_of(plan)
    return await render(
        request, "meetings/cost_plan.html", plan=plan, groups=rules.alike(found), homes=len(found),
        size=sum(share.size for share in found), doors=queries.doors_for(request.user, plan),
        name=await places.full_name(plan.path), tab="meetings",
    )  # fmt: skip


def _row(head: str, value: str, each: rules.Share | rules.Alike) -> dict[str, str]:
    """Plain decimals: a spreadsheet adds them up."""
    return {head: value, _("面积（㎡）"): _decimal(each.size), _("元"): _decimal(each.fen)}


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


async def cost_table(request: Request, plan: CostPlan) -> Response:
    """The doors that this reader sees, as a table; for who sees none, how many pay what."""
    doors = queries.doors_for(request.user, plan)
    rows = [_row(_("门牌"), share.label, share) for share in doors] or [
        _row(_("户数"), str(each.homes), each) for each in rules.alike(queries.shares_of(plan))
    ]
    headers = {"content-disposition": f'attachment; filename="shares-{plan.id}.csv"'}
    return Response(csv_of(rows), media_type="text/csv; charset=utf-8", headers=headers)
