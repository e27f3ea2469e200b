"""The halls: where and when neighbours sit down together, and what is talked of in each."""

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import halls as acting
from portal.hall.actions.halls import FIELDS
from portal.hall.forms.triage import KeepHall, OpenHall
from portal.hall.models import Hall
from portal.hall.queries import lifecycle as queries
from portal.hall.queries.following import follows_place
from portal.hall.rules import UnknownPlace
from portal.hall.rules.moderation import UNFIT
from portal.places import queries as places
from portal.policy import STAFF
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

OPENED = F_("议事厅开好了。")
KEPT = F_("改好了。")
CLOSED = F_("关了。说过的事都还在。")


async def halls(request: Request) -> Response:
    return await render(request, "hall/halls.html", halls=await queries.halls_in(), tab="hall")


async def hall(request: Request, hall: Hall) -> Response:
    matters = await queries.matters_in_hall(hall)
    place = await places.full_name(hall.path)
    follows = await follows_place(request.user, hall_id=hall.id)
    return await render(request, "hall/hall.html", hall=hall, matters=matters, place=place, follows=follows, tab="hall")


async def open_hall_form(request: Request) -> Response:
    return await _open(request, Form[OpenHall]())


async def _open(request: Request, form: Form[OpenHall], status: int = 200) -> Response:
    held = [held.path for held in request.user.roles if held.role in STAFF]
    areas = await places.estates_and_buildings(held)
    return await render(request, "hall/open_hall.html", status=status, form=form, areas=areas, hall=None, tab="hall")


async def open_hall(request: Request) -> Response:
    form = await filled(request, OpenHall)
    if form.data is not None:
        try:
            hall_id = await acting.open_hall(request.user, form.data)
        except UnknownPlace as refusal:
            form.refuse("area_id", refusal)
        except UNFIT as refusal:
            form.refuse("motto", refusal)
        else:
            return redirect(request, "hall.hall", hall_id=hall_id, say=OPENED)
    return await _open(request, form, 422)


async def keep_hall_form(request: Request, hall: Hall) -> Response:
    form = Form[KeepHall](typed={name: getattr(hall, name) for name in FIELDS})
    return await render(request, "hall/open_hall.html", form=form, hall=hall, areas=[], tab="hall")


async def keep_hall(request: Request, hall: Hall) -> Response:
    form = await filled(request, KeepHall)
    if form.data is not None:
        try:
            await acting.keep_hall(request.user, hall.id, form.data)
        except UNFIT as refusal:
            form.refuse("motto", refusal)
        else:
            return redirect(request, "hall.hall", hall_id=hall.id, say=KEPT)
    return await render(request, "hall/open_hall.html", status=422, form=form, hall=hall, areas=[], tab="hall")


async def close_hall(request: Request, hall: Hall) -> Response:
    await acting.close_hall(request.user, hall.id)
    return redirect(request, "hall.halls", say=CLOSED)
