"""From door to door: the list by stairwell, one stairwell, one home; on the phone without network, and on paper."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.documents.pdf import pdf
from portal.kit import clock
from portal.kit.errors import Malformed, Missing, Refused
from portal.kit.words import _
from portal.meetings import forms
from portal.meetings.actions import deliveries as acting
from portal.meetings.actions.calling import in_city
from portal.meetings.models import Meeting
from portal.meetings.pages.picturing import photo_in, shown
from portal.meetings.queries import deliveries as found
from portal.meetings.queries import reach
from portal.meetings.queries.deliveries import DeliveryFor, DoorsFor, DoorUnit
from portal.meetings.rules import deliveries as law
from portal.policy import Act, permits
from portal.web import formats
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, redirect_to, render

NOTED = F_("记下了。")
FAST = F_("手机的钟快了一点，按现在的时间记下了。")
STRUCK = F_("划掉了，原来写的还看得到。")
LOOKING = F_("可以看了。谁看的、为什么看，这一页上都写着。")
ASKED = F_("请好了，他打开这次会就看得到。")
ENDED = F_("不再请他了。")


async def doors(request: Request, doors: DoorsFor) -> Response:
    return await _doors(request, doors.meeting)


async def _doors(request: Request, meeting: Meeting, refused: Refused | None = None) -> Response:
    looking = await found.is_looking(request.user, meeting.id)
    units = await found.units_of(meeting, looking=looking)
    runs = permits(request.user, Act.RUN_MEETING, meeting)
    return await render(
        request,
        "meetings/doors.html",
        status=refused.status if refused else 200,
        meeting=meeting,
        units=units,
        reach=_sum(units),
        looking=looking,
        silent=sum(home.voted is False for unit in units for home in unit.homes),
        votes=any(home.voted is not None for unit in units for home in unit.homes),
        open_now=any(m.stage == "open" for m in await reach.motions_with_homes(meeting.id)),
        looks=await found.looks_at(meeting.id),
        helpers=await found.helpers_of(meeting.id),
        offices=await found.who_can_help(meeting) if runs else [],
        runs=runs,
        reasons=law.REASONS,
        refused=str(refused) if refused else "",
        tab="meetings",
    )


def _sum(units: list[DoorUnit]) -> reach.Reach:
    return reach.Reach(sum(unit.reach.homes for unit in units), sum(unit.reach.reached for unit in units))


async def doors_unit(request: Request, doors: DoorsFor) -> Response:
    """One stairwell: what a phone keeps for where there is no network. All its homes with `all`, else what is to do."""
    return await _unit(request, doors.meeting, asked_number(request, "unit"))


async def _unit(request: Request, meeting: Meeting, number: int | None, refused: Refused | None = None) -> Response:
    looking = await found.is_looking(request.user, meeting.id)
    units = await found.units_of(meeting, looking=looking)
    place = next((n for n, unit in enumerate(units) if unit.id == number), None)
    if place is None:
        return redirect(request, "meetings.doors", meeting_id=meeting.id)
    return await render(
        request,
        "meetings/doors_unit.html",
        status=refused.status if refused else 200,
        meeting=meeting,
        unit=(await found.with_names([units[place]]))[0],
        before=units[place - 1] if place else None,
        after=units[place + 1] if place + 1 < len(units) else None,
        every=bool(asked(request, "all", 1)),
        outcomes=law.OUTCOMES,
        refused=str(refused) if refused else "",
        tab="meetings",
    )


async def doors_home(request: Request, doors: DoorsFor) -> Response:
    number = asked_number(request, "home")
    if number is None:
        return redirect(request, "meetings.doors", meeting_id=doors.meeting.id)
    return await _home(request, doors.meeting, number, Form[Any]())


async def _home(
    request: Request, meeting: Meeting, home_id: int, form: Form[Any], status: int = 200, struck: int = 0
) -> Response:
    log = await found.log_of(meeting.id, home_id)
    return await render(
        request,
        "meetings/doors_home.html",
        status=status,
        meeting=meeting,
        home_id=home_id,
        label=await found.home_on_list(meeting, home_id),
        log=log,
        photographed=await found.photographed(log),
        on_list=await reach.is_on_list(meeting.id, home_id),
        form=form,
        struck=struck,
        methods=law.METHODS,
        outcomes=law.OUTCOMES,
        by_hand=[(key, name) for key, name in law.METHODS.items() if key != law.Method.PORTAL],
        now=clock.in_city(clock.now()).strftime("%Y-%m-%dT%H:%M"),
        tab="meetings",
    )


async def deliver_notice(request: Request, doors: DoorsFor) -> Response:
    """From the list a tap, from a home's page a form. A phone's own script is answered in JSON: the sentence is there."""
    meeting = doors.meeting
    form = await filled(request, forms.DeliverNotice)
    script = "application/json" in request.headers.get("accept", "")
    if form.data is None:
        return await _wrong(request, meeting, form, script=script)
    try:
        photo = await photo_in(request)
    except Refused as refusal:
        return await _wrong(request, meeting, form.refuse("photo", refusal), script=script)
    try:
        await acting.deliver_notice(request.user, meeting.id, form.data, photo)
    except Refused as refusal:
        form.refuse("occurred_at" if form.typed.get("occurred_at") else "home", refusal)
        return await _wrong(request, meeting, form, refusal, script=script)
    said = FAST if _was_fast(form.data) else NOTED
    if script:
        return JSONResponse({"said": _(said)})
    unit = form.typed.get("unit", "")
    where = (
        f"doors/unit?unit={unit}#home-{form.data.home}"
        if unit.isdecimal() and len(unit) < 10
        else f"doors/home?home={form.data.home}"
    )
    return redirect_to(f"/meetings/{meeting.id}/{where}", say=said)


def _was_fast(said: forms.DeliverNotice) -> bool:
    return said.occurred_at is not None and law.is_ahead(in_city(said.occurred_at), clock.now())


async def _wrong(
    request: Request, meeting: Meeting, form: Form[Any], refusal: Refused | None = None, *, script: bool
) -> Response:
    status = refusal.status if refusal else 422
    sentence = "".join(form.errors.values())
    if script:
        return JSONResponse({"said": sentence}, status)
    home = form.typed.get("home", "")
    if "home" in form.errors and not isinstance(refusal, Refused):
        raise Malformed()
    if form.typed.get("unit", "").isdecimal() and refusal:
        return await _unit(request, meeting, int(form.typed["unit"][:9]), refusal)
    return await _home(request, meeting, int(home[:9]) if home.isdecimal() else 0, form, status)


async def delivery_photo(_request: Request, proved: DeliveryFor) -> Response:
    return shown(await found.photo_of(proved.delivery.id))


async def strike_delivery(request: Request, struck: DeliveryFor) -> Response:
    form = await filled(request, forms.StrikeDelivery)
    delivery, meeting = struck.delivery, struck.meeting
    if form.data is not None:
        try:
            await acting.strike_delivery(request.user, delivery.id, form.data.reason)
        except Refused as refusal:
            return await _home(request, meeting, delivery.home_id, form.refuse("reason", refusal), refusal.status)
        else:
            return redirect_to(f"/meetings/{meeting.id}/doors/home?home={delivery.home_id}", say=STRUCK)
    return await _home(request, meeting, delivery.home_id, form, 422, delivery.id)


async def look_at_doors(request: Request, doors: DoorsFor) -> Response:
    try:
        await acting.look_at_doors(request.user, doors.meeting.id, str((await request.form()).get("reason", "")))
    except Refused as refusal:
        return await _doors(request, doors.meeting, refusal)
    return redirect(request, "meetings.doors", meeting_id=doors.meeting.id, say=LOOKING)


async def name_door_helper(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.NameDoorHelper)
    try:
        if form.data is None:
            raise law.CannotHelpHere()
        await acting.name_door_helper(request.user, meeting.id, form.data.person)
    except Refused as refusal:
        return await _doors(request, meeting, refusal)
    return redirect(request, "meetings.doors", meeting_id=meeting.id, say=ASKED)


async def end_door_helper(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.NameDoorHelper)
    if form.data is None:
        return await _doors(request, meeting, law.CannotHelpHere())
    await acting.end_door_helper(request.user, meeting.id, form.data.person)
    return redirect(request, "meetings.doors", meeting_id=meeting.id, say=ENDED)


async def doors_list(request: Request, doors: DoorsFor) -> Response:
    """On A4, with empty boxes: of one stairwell, or of all. Raises Missing where nothing is to do."""
    meeting, number = doors.meeting, asked_number(request, "unit")
    looking = await found.is_looking(request.user, meeting.id)
    units = [unit for unit in await found.units_of(meeting, looking=looking) if number in (None, unit.id)]
    if not units:
        raise Missing()
    paper = await pdf("doors", await _sheet(request, meeting, [unit for unit in units if unit.to_do]))
    headers = {"content-disposition": f'inline; filename="doors-{meeting.id}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


async def _sheet(request: Request, meeting: Meeting, units: list[DoorUnit]) -> dict[str, Any]:
    named = await found.with_names(units)
    return {
        "title": _("上门清单"),
        "meeting": meeting.title,
        "when": _("%(day)s %(time)s开会", day=formats.date_of(meeting.starts_at), time=formats.time(meeting.starts_at)),
        "units": [_paper_unit(unit) for unit in named],
        "heads": [_("门牌"), _("找谁"), *(_(word) for word in law.OUTCOMES.values()), _("几号几点"), _("收的人签名")],
        "none": _("都送到了，没有要去的。"),
        "foot": _("谁去的：__________　回来以后照这张补记，用完收好，不要外传。"),
        "page": _("页"),
    }


def _paper_unit(unit: DoorUnit) -> dict[str, Any]:
    rows = [[home.label, "、".join(unit.names.get(home.id, [])[:3])] for home in reversed(unit.to_do)]
    told = unit.reach
    return {
        "name": unit.name,
        "rows": rows,
        "told": _("送到 %(n)s 户，共 %(all)s 户", n=told.reached, all=told.homes),
    }
