"""Offices: who may give them, who holds them, and who stands in."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries, rules
from portal.accounts.actions import offices as acting
from portal.accounts.models import Appointment
from portal.accounts.rules import granting
from portal.kit.errors import Refused
from portal.places.rules import AreaEnded
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

GIVEN = F_("安排好了，他会收到通知。")
ENDED = F_("结束了，他会收到通知。")
RESIGNED = F_("辞去了，已经告诉安排您的人。")
DEPUTY = F_("代理的人定好了，他会收到通知。")

FIELD_OF: dict[type[Refused], str] = {
    granting.EndsTooEarly: "until", granting.LastsTooLong: "until", granting.OtherName: "name",
    granting.NotOneself: "address", granting.Leaving: "address", rules.NotAnAddress: "address", rules.PhoneTooShort: "address",
    granting.OutsideYourArea: "area_id", granting.NoSuchSeat: "area_id", granting.NoSuchBody: "role",
    granting.TwoAdministrators: "role", granting.HoldsItAlready: "role", AreaEnded: "area_id",
}  # fmt: skip


async def offices(request: Request) -> Response:
    return await _offices(request, Form[forms.GiveOffice]())


async def _offices(request: Request, form: Form[forms.GiveOffice], status: int = 200) -> Response:
    soon = bool(asked(request, "soon"))
    return await render(
        request, "accounts/offices.html", status=status, form=form, soon=soon, names=rules.ROLES, tab="me",
        found=await queries.offices_below(request.user, asked_number(request, "after"), soon),
        roles=queries.grantable(request.user), seats=await queries.seats_of(request.user),
    )  # fmt: skip


async def give_office(request: Request) -> Response:
    form = await filled(request, forms.GiveOffice)
    if form.data is None:
        return await _offices(request, form, 422)
    try:
        await acting.give_office(request.user, form.data)
    except Refused as refusal:
        return await _offices(request, form.refuse(FIELD_OF.get(type(refusal), "role"), refusal), 422)
    return redirect(request, "accounts.offices", say=GIVEN)


async def end_form(request: Request, office: Appointment) -> Response:
    return await _end(request, office, Form[forms.EndOffice]())


async def _end(request: Request, office: Appointment, form: Form[forms.EndOffice], status: int = 200) -> Response:
    return await render(
        request, "accounts/end_office.html", status=status, form=form, office=office, names=rules.ROLES, tab="me"
    )


async def end_office(request: Request, office: Appointment) -> Response:
    form = await filled(request, forms.EndOffice)
    if form.data is None:
        return await _end(request, office, form, 422)
    await acting.end_office(request.user, office.id, form.data)
    return redirect(request, "accounts.offices", say=ENDED)


async def own_offices(request: Request) -> Response:
    held = await queries.offices_of(request.user)
    deputies = await queries.deputies_of([each.office.id for each in held])
    return await render(request, "accounts/own_offices.html", held=held, deputies=deputies, names=rules.ROLES, tab="me")


async def resign(request: Request, office: Appointment) -> Response:
    await acting.resign(request.user, office.id)
    return redirect(request, "accounts.own_offices", say=RESIGNED)


async def deputy_form(request: Request, office: Appointment) -> Response:
    return await _deputy(request, office, Form[forms.NameDeputy]())


async def _deputy(request: Request, office: Appointment, form: Form[forms.NameDeputy], status: int = 200) -> Response:
    return await render(
        request, "accounts/deputy.html", status=status, form=form, office=office, names=rules.ROLES, tab="me"
    )


async def name_deputy(request: Request, office: Appointment) -> Response:
    form = await filled(request, forms.NameDeputy)
    if form.data is None:
        return await _deputy(request, office, form, 422)
    try:
        await acting.name_deputy(request.user, office.id, form.data)
    except Refused as refusal:
        return await _deputy(request, office, form.refuse(FIELD_OF.get(type(refusal), "address"), refusal), 422)
    return redirect(request, "accounts.own_offices", say=DEPUTY)
