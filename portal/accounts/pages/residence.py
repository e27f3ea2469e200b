"""Where one lives, and who confirms it."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries, rules
from portal.accounts.actions import residing
from portal.kit.errors import Refused
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect, render

ASKED = F_("报上去了。楼栋长见过您就会确认，确认以后会通知您。")

MOVED_OUT = F_("记下了，您不住这一户了。")

DECIDED = F_("处理好了，他会收到通知。")


async def home_form(request: Request) -> Response:
    """我住哪一户: an estate, a building, a door, one after the other, with no script."""
    return await _home(request, Form[forms.AskResidence]())


async def _home(request: Request, form: Form[forms.AskResidence], status: int = 200) -> Response:
    estate, building = asked_number(request, "estate"), asked_number(request, "building")
    return await render(
        request, "accounts/home.html", status=status, form=form, estate=estate, building=building,
        waiting=await queries.own_request(request.user), stays=rules.STAYS, estates=await places.estates(),
        buildings=await places.buildings_in(estate) if estate else [],
        homes=await places.homes_in(building) if building else [], tab="me",
    )  # fmt: skip


async def ask_residence(request: Request) -> Response:
    form = await filled(request, forms.AskResidence)
    if form.data is not None:
        try:
            await residing.ask_residence(request.user, form.data)
        except Refused as refusal:
            form.refuse("home_id", refusal)
        else:
            return redirect(request, "accounts.me", say=ASKED)
    return await _home(request, form, 422)


async def withdraw_request(request: Request) -> Response:
    await residing.withdraw_request(request.user)
    return redirect(request, "accounts.home_form")


async def move_out(request: Request) -> Response:
    home = str((await request.form()).get("home", ""))
    await residing.move_out(request.user, number_in(home) or 0)
    return redirect(request, "accounts.me", say=MOVED_OUT)


async def confirm_residence(request: Request, asked: queries.Asked) -> Response:
    form = await filled(request, forms.ConfirmResidence)
    await residing.confirm_residence(request.user, asked.request.id, form.data or forms.ConfirmResidence())
    return redirect(request, await _back(request), say=DECIDED)


async def decline_residence(request: Request, asked: queries.Asked) -> Response:
    await residing.decline_residence(request.user, asked.request.id)
    return redirect(request, await _back(request), say=DECIDED)


async def _back(request: Request) -> str:
    """To where the form stood: the community's desk, or the building's page."""
    return "notices.residents" if (await request.form()).get("back") == "desk" else "notices.building"
