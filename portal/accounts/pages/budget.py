"""短信用量: what a community's short messages come to, and what each meeting cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms
from portal.accounts.actions import budgets as deeds
from portal.accounts.queries import budgets
from portal.kit.words import N_
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect_to, render

if TYPE_CHECKING:
    from portal.places.models import Area

SET = F_("定好了，这个月就按这个数。")
PURPOSES = {
    "code": N_("验证码"), "meeting": N_("会议"), "motion": N_("表决"), "shift": N_("志愿活动"), "need": N_("邻居帮忙"),
    "account": N_("账号安全"), "booking": N_("预约"), "office": N_("岗位"),
}  # fmt: skip


async def messages_budget(request: Request) -> Response:
    return await _budget(request, Form[forms.SetBudget](), asked_number(request, "area"))


async def _budget(request: Request, form: Form[forms.SetBudget], area_id: int | None, status: int = 200) -> Response:
    areas = await budgets.paying_areas(request.user)
    chosen = next((area for area in areas if area[0] == area_id), areas[0] if areas else None)
    return await render(
        request, "accounts/budget.html", status=status, form=form, areas=areas, purposes=PURPOSES, tab="me",
        account=await budgets.account_of(chosen) if chosen else None,
    )  # fmt: skip


async def set_budget(request: Request, area: Area) -> Response:
    form = await filled(request, forms.SetBudget)
    if form.data is None:
        return await _budget(request, form, area.id, 422)
    await deeds.set_budget(request.user, area.path, form.data)
    path = request.scope["router"].url_path_for("accounts.messages_budget")
    return redirect_to(f"{path}?area={area.id}", say=SET)
