"""Sign in, sign out, and one's own page."""

from secrets import token_urlsafe

from limits import parse
from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.accounts import actions, forms, queries, rules
from portal.kit import sealing
from portal.kit.errors import Missing, Refused
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.web import limits
from portal.web.identity import BROWSER, forget, keep, remember
from portal.web.input import Form, asked_number, filled
from portal.web.language import safe_path
from portal.web.templates import F_, redirect, redirect_to, render

CODES_PER_ADDRESS = parse("2000/hour")  # a whole compound may stand behind one address; a number has a limit of its own
HELLO = F_("您已登录。")
ASKED = F_("报上去了。楼栋长见过您就会确认，确认以后会通知您。")
MOVED_OUT = F_("记下了，您不住这一户了。")
DECIDED = F_("处理好了，他会收到通知。")
GOODBYE = F_("您已退出。")


async def sign_in(request: Request) -> Response:
    typed = {"next": safe_path(request.query_params.get("next", "/"))}
    return await render(request, "accounts/sign_in.html", form=Form[forms.AskForCode](typed=typed))


async def ask_for_code(request: Request) -> Response:
    form = await filled(request, forms.AskForCode)
    browser = request.cookies.get(BROWSER) or token_urlsafe(16)
    if form.data is not None:
        limits.spend(CODES_PER_ADDRESS, "codes", request.client.host if request.client else "-")
        try:
            await actions.ask_for_code(request.user, form.data.address, browser)
        except Refused as refusal:
            form.refuse("address", refusal)
    template = "accounts/sign_in.html" if form.errors else "accounts/enter_code.html"
    response = await render(request, template, status=422 if form.errors else 200, form=form)
    keep(response, BROWSER, browser)
    return response


async def enter_code(request: Request) -> Response:
    form = await filled(request, forms.SignIn)
    if form.data is not None:
        try:
            token, session = await actions.sign_in(
                request.user, form.data.address, form.data.code, request.cookies.get(BROWSER, ""), _device(request)
            )
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            response = redirect_to(safe_path(form.data.next), say=HELLO)
            remember(response, token, session.expires_at)
            return response
    return await render(request, "accounts/enter_code.html", status=422, form=form)


def _device(request: Request) -> str:
    """Enough to recognise one's own phone in a list, and no more."""
    agent = request.headers.get("user-agent", "")
    kinds = ("MicroMessenger", "iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
    names = {"MicroMessenger": "微信", "Android": "安卓手机", "Windows": "Windows 电脑", "Macintosh": "苹果电脑"}
    found = [names.get(kind, kind) for kind in kinds if kind in agent]
    return " · ".join(found[:2]) or "浏览器"


async def sign_out(request: Request) -> Response:
    await actions.sign_out(request.user, request.user.session_id or 0)
    response = redirect(request, "notices.home", say=GOODBYE)
    forget(response)
    return response


async def step_into(request: Request) -> Response:
    """One tap into a person's shoes, in the demo only."""
    if not settings.current().demo:
        raise Missing()
    form = await request.form()
    token = sealing.token()
    person = str(form.get("person", ""))
    session_id = await actions.step_into(request.user, number_in(person) or 0, sealing.digest(token))
    response = redirect_to(safe_path(str(form.get("next", "/"))))
    remember(response, token, await actions.end_of(session_id))
    return response


async def me(request: Request) -> Response:
    actor = request.user
    return await render(
        request,
        "accounts/me.html",
        homes=await places.homes_with(sorted(actor.homes)),
        owned=await places.homes_of_owners(sorted(actor.owners)) if actor.owners else [],
        roles=[(held.role, await places.full_name(held.path)) for held in actor.roles],
        sessions=await queries.sessions_of(actor),
        shown=await queries.name_to_neighbours(actor),
        waiting=await queries.own_request(actor),
        tab="me",
    )


async def end_session(request: Request) -> Response:
    form = await request.form()
    number = str(form.get("session", ""))
    await actions.sign_out(request.user, number_in(number) or 0)
    return redirect(request, "accounts.me", say=F_("那台设备已经退出。"))


async def home_form(request: Request) -> Response:
    """我住哪一户: an estate, a building, a door, one after the other, with no script."""
    return await _home(request, Form[forms.AskResidence](typed={"kind": "owner"}))


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
            await actions.ask_residence(request.user, form.data)
        except Refused as refusal:
            form.refuse("home_id", refusal)
        else:
            return redirect(request, "accounts.me", say=ASKED)
    return await _home(request, form, 422)


async def withdraw_request(request: Request) -> Response:
    await actions.withdraw_request(request.user)
    return redirect(request, "accounts.home_form")


async def move_out(request: Request) -> Response:
    home = str((await request.form()).get("home", ""))
    await actions.move_out(request.user, number_in(home) or 0)
    return redirect(request, "accounts.me", say=MOVED_OUT)


async def confirm_residence(request: Request, asked: queries.Asked) -> Response:
    form = await filled(request, forms.ConfirmResidence)
    await actions.confirm_residence(request.user, asked.request.id, form.data or forms.ConfirmResidence())
    return redirect(request, "notices.building", say=DECIDED)


async def decline_residence(request: Request, asked: queries.Asked) -> Response:
    await actions.decline_residence(request.user, asked.request.id)
    return redirect(request, "notices.building", say=DECIDED)
