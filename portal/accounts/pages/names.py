"""One's own name, and what is wrong in the register."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries
from portal.accounts.actions import names
from portal.accounts.rules import privacy
from portal.kit.errors import Refused
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

SAID = {
    "shown": F_("改好了，邻居从现在起这样看到您。"),
    "changed": F_("名字改好了。"),
    "asked": F_("报上去了，社区确认以后就用新名字。"),
}
ASKED = F_("送到社区了，查过名册会答复您。")


async def name_form(request: Request) -> Response:
    typed = {"name": request.user.name, "shown_as": request.user.shown_as}
    return await _name(request, Form[forms.ChangeName](typed=typed))


async def _name(request: Request, form: Form[forms.ChangeName], status: int = 200) -> Response:
    return await render(
        request, "accounts/name.html", status=status, form=form, shown=await queries.name_to_neighbours(request.user),
        choices=privacy.SHOWN_AS, changes=await queries.own_name_changes(request.user), tab="me",
    )  # fmt: skip


async def change_name(request: Request) -> Response:
    form = await filled(request, forms.ChangeName)
    if form.data is not None:
        try:
            became = await names.change_name(request.user, form.data)
        except Refused as refusal:
            form.refuse("name", refusal)
        else:
            return redirect(request, "accounts.name_form", say=SAID[became])
    return await _name(request, form, 422)


async def correction_form(request: Request) -> Response:
    return await _correction(request, Form[forms.AskCorrection]())


async def _correction(request: Request, form: Form[forms.AskCorrection], status: int = 200) -> Response:
    homes = [(home.id, home.label) for home in await queries.own_homes(request.user)]
    return await render(
        request, "accounts/ask_correction.html", status=status, form=form, homes=homes, wrong=privacy.WRONG,
        asked=await queries.own_corrections(request.user), tab="me",
    )  # fmt: skip


async def ask_correction(request: Request) -> Response:
    form = await filled(request, forms.AskCorrection)
    if form.data is not None:
        try:
            await names.ask_correction(request.user, form.data)
        except Refused as refusal:
            form.refuse("home_id", refusal)
        else:
            return redirect(request, "accounts.correction_form", say=ASKED)
    return await _correction(request, form, 422)
