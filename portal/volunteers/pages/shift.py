"""Find a shift, sign up, start and finish: what a volunteer sees."""

from limits import parse
from starlette.requests import Request
from starlette.responses import Response

from portal.documents.calendar import Occasion, calendar
from portal.kit import clock
from portal.kit.errors import Refused
from portal.places import queries as places
from portal.volunteers import forms, queries, rules
from portal.volunteers.actions import serving, signing_up
from portal.volunteers.models import Activity, Shift
from portal.volunteers.rules import SignUpStage
from portal.web import limits
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, absolute, redirect, render

GUESSES = parse("10/minute")
ACCEPTED = F_("报上了。到时候见，去不了就退，不扣什么。")
WAITING = F_("这一班满了，您在候补里。有人退了会自动轮到您，会通知您。")
WITHDRAWN = F_("退好了，没关系。")
STARTED = F_("签到了，时间开始算。")
FINISHED = F_("签退了，时长等领队确认。辛苦了！")


async def volunteers(request: Request) -> Response:
    actor = request.user
    own = next(iter([*actor.lives_at, *actor.owns_at]), "")
    everywhere = bool(asked(request, "all")) or not own
    area = "" if everywhere else await places.estate_path(own)
    return await render(
        request,
        "volunteers/shifts.html",
        found=await queries.shifts_coming(area, asked_number(request, "after")),
        mine=await queries.next_shifts_of(actor),
        led=await queries.led_by(actor),
        everywhere=everywhere,
        own=bool(own),
        tab="volunteers",
    )


async def activity(request: Request, activity: Activity) -> Response:
    return await _activity(request, activity, Form[forms.SignUp]())


async def _activity(
    request: Request, activity: Activity, form: Form[forms.SignUp], shift_id: int = 0, status: int = 200
) -> Response:
    page = await queries.activity_page(request.user, activity)
    return await render(
        request,
        "volunteers/activity.html",
        status=status,
        page=page,
        leader=await queries.name_of_leader(activity.team),
        form=form,
        chosen=shift_id,
        risks=rules.RISKS,
        asks_age=rules.planning.asks_age(activity.risk, activity.minimum_age),
        tab="volunteers",
    )


async def sign_up(request: Request, shift: Shift) -> Response:
    form = await filled(request, forms.SignUp)
    if form.data is not None:
        try:
            stage = await signing_up.sign_up(request.user, shift.id, form.data)
        except Refused as refusal:
            form.refuse("shift", refusal)
        else:
            said = ACCEPTED if stage == SignUpStage.ACCEPTED else WAITING
            return redirect(request, "volunteers.shift", shift_id=shift.id, say=said)
    return await _activity(request, shift.activity, form, shift.id, 422)


async def withdraw(request: Request, shift: Shift) -> Response:
    await signing_up.withdraw(request.user, shift.id)
    return redirect(request, "volunteers.activity", activity_id=shift.activity_id, say=WITHDRAWN)


async def shift(request: Request, shift: Shift) -> Response:
    """My shift. The leader's QR leads here with the code of the moment filled in."""
    typed = {"code": asked(request, "code", 6)}
    return await _shift(request, shift, Form[forms.EnterCode](typed=typed))


async def _shift(request: Request, shift: Shift, form: Form[forms.EnterCode], status: int = 200) -> Response:
    page = await queries.my_shift(request.user, shift)
    return await render(
        request, "volunteers/shift.html", status=status, page=page, form=form, tab="volunteers",
        leader=await queries.name_of_leader(shift.activity.team), back=_here_with_code(request),
    )  # fmt: skip


def _here_with_code(request: Request) -> str:
    """This page, with the code that was scanned: kept over signing in."""
    code = asked(request, "code", 6)
    return request.url.path + (f"?code={code}" if code.isdecimal() else "")


async def start(request: Request, shift: Shift) -> Response:
    form = await filled(request, forms.EnterCode)
    limits.spend(GUESSES, "code", str(request.user.id))
    if form.data is not None:
        try:
            await serving.start_shift(request.user, shift.id, form.data)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect(request, "volunteers.shift", shift_id=shift.id, say=STARTED)
    return await _shift(request, shift, form, 422)


async def finish(request: Request, shift: Shift) -> Response:
    form = await filled(request, forms.EnterCode)
    limits.spend(GUESSES, "code", str(request.user.id))
    if form.data is not None:
        try:
            await serving.finish_shift(request.user, shift.id, form.data)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return redirect(request, "volunteers.shift", shift_id=shift.id, say=FINISHED)
    return await _shift(request, shift, form, 422)


async def shift_calendar(request: Request, shift: Shift) -> Response:
    link = absolute(request, request.scope["router"].url_path_for("volunteers.shift", shift_id=shift.id))
    occasion = Occasion(
        uid=f"shift-{shift.id}@portal", title=shift.activity.title, place=shift.activity.place, starts_at=shift.starts_at,
        ends_at=shift.ends_at, link=link, version=shift.version, cancelled=shift.cancelled_at is not None,
    )  # fmt: skip
    headers = {"content-disposition": f'attachment; filename="shift-{shift.id}.ics"'}
    return Response(calendar(occasion, clock.now()), media_type="text/calendar", headers=headers)
