"""What an estate shows to everybody, as the desk keeps it: the facilities, and under which number the desk answers."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.places import forms, queries, rules
from portal.places.actions import estates
from portal.places.models import Area, Facility
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

ADDED = F_("加上了，小区一图示上看得到。")
REMOVED = F_("撤下来了。")
DESK = F_("电话改好了。")


async def facilities(request: Request, estate: Area) -> Response:
    return await _facilities(request, estate, Form[forms.AddFacility]())


async def _facilities(request: Request, estate: Area, form: Form[Any], status: int = 200) -> Response:
    return await render(
        request, "places/facilities.html", status=status, estate=estate, form=form, kinds=rules.FACILITY_KINDS,
        facilities=await queries.facilities_of(estate.id), tab="building",
    )  # fmt: skip


async def add_facility(request: Request, estate: Area) -> Response:
    form = await filled(request, forms.AddFacility)
    if form.data is not None:
        await estates.add_facility(request.user, estate.id, form.data)
        return redirect(request, "places.facilities", area_id=estate.id, say=ADDED)
    return await _facilities(request, estate, form, 422)


async def remove_facility(request: Request, facility: Facility) -> Response:
    await estates.remove_facility(request.user, facility.id)
    return redirect(request, "places.facilities", area_id=facility.estate_id, say=REMOVED)


async def desk(request: Request, area: Area) -> Response:
    return await _desk(request, area, Form[forms.SetDesk](typed={"phone": area.phone}))


async def _desk(request: Request, area: Area, form: Form[forms.SetDesk], status: int = 200) -> Response:
    return await render(request, "places/desk.html", status=status, area=area, form=form, tab="building")


async def set_desk(request: Request, area: Area) -> Response:
    form = await filled(request, forms.SetDesk)
    if form.data is not None:
        try:
            await estates.set_desk(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse("phone", refusal)
        else:
            return redirect(request, "places.area", area_id=area.id, say=DESK)
    return await _desk(request, area, form, 422)
