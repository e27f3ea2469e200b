"""Sign in, sign out."""

from secrets import token_urlsafe

from limits import parse
from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.accounts import forms
from portal.accounts.actions import family, signing_in
from portal.kit import sealing
from portal.kit.errors import Missing, Refused
from portal.kit.shapes import number_in
from portal.unit_of_work import once
from portal.web import limits
from portal.web.identity import BROWSER, forget, keep, remember
from portal.web.input import Form, asked, filled
from portal.web.language import safe_path
from portal.web.templates import F_, redirect, redirect_to, render

CODES_PER_ADDRESS = parse("2000/hour")  # a whole compound may stand behind one address; a number has a limit of its own

HELLO = F_("您已登录。")

GOODBYE = F_("您已退出。")

HANDED_OVER = F_("您已退出，手机交给了下一位。")


async def sign_in(request: Request) -> Response:
    typed = {"next": safe_path(request.query_params.get("next", "/"))}
    typed |= {name: "yes" for name in ("join", "lost") if asked(request, name)}
    return await render(request, "accounts/sign_in.html", form=Form[forms.AskForCode](typed=typed))


async def ask_for_code(request: Request) -> Response:
    form = await filled(request, forms.AskForCode)
    browser = browser_of(request)
    if form.data is not None:
        spend_on_codes(request)
        try:
            await signing_in.ask_for_code(request.user, form.data.address, browser)
        except Refused as refusal:
            form.refuse("address", refusal)
    template = "accounts/sign_in.html" if form.errors else "accounts/enter_code.html"
    response = await render(request, template, status=422 if form.errors else 200, form=form)
    keep(response, BROWSER, browser)
    return response


def browser_of(request: Request) -> str:
    """The mark of this browser: a code serves in the one that asked for it."""
    return request.cookies.get(BROWSER) or token_urlsafe(16)


def spend_on_codes(request: Request) -> None:
    limits.spend(CODES_PER_ADDRESS, "codes", request.client.host if request.client else "-")


async def enter_code(request: Request) -> Response:
    form = await filled(request, forms.SignIn)
    if form.data is not None:
        token = new_token(request)
        browser = signing_in.Browser(request.cookies.get(BROWSER, ""), sealing.digest(token), _device(request))
        try:
            session = await signing_in.sign_in(request.user, form.data, browser)
        except signing_in.ConsentFirst:
            return await render(request, "accounts/agree.html", form=form)
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            response = redirect_to(safe_path(form.data.next), say=HELLO)
            remember(response, token, session.expires_at)
            return response
    return await render(request, "accounts/enter_code.html", status=422, form=form)


def new_token(request: Request) -> str:
    """A session's token, made of the form's key: a form that is sent twice signs in once, with the same cookie."""
    key, mark = once.get(), request.cookies.get(BROWSER, "")
    if key is None:
        return sealing.token()
    return sealing.fingerprint(settings.current().secret, "session", f"{key.key}:{key.content}:{mark}")


def _device(request: Request) -> str:
    """Enough to recognise one's own phone in a list, and no more."""
    agent = request.headers.get("user-agent", "")
    kinds = ("MicroMessenger", "iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
    names = {"MicroMessenger": "微信", "Android": "安卓手机", "Windows": "Windows 电脑", "Macintosh": "苹果电脑"}
    found = [names.get(kind, kind) for kind in kinds if kind in agent]
    return " · ".join(found[:2]) or "浏览器"


async def sign_out(request: Request) -> Response:
    """On a shared phone the others stay signed in, and the next of them has it."""
    if request.user.shared:
        token = new_token(request)
        session_id = await family.leave_phone(request.user, sealing.digest(token))
        if session_id:
            response = redirect(request, "accounts.family", say=HANDED_OVER)
            remember(response, token, await signing_in.end_of(session_id))
            return response
    else:
        await signing_in.sign_out(request.user, request.user.session_id or 0)
    response = redirect(request, "notices.home", say=GOODBYE)
    forget(response)
    return response


async def lost_phone(request: Request) -> Response:
    return await render(request, "accounts/lost.html")


async def step_into(request: Request) -> Response:
    """One tap into a person's shoes, in the demo only."""
    if not settings.current().demo:
        raise Missing()
    form = await request.form()
    token = sealing.token()
    person = str(form.get("person", ""))
    session_id = await signing_in.step_into(request.user, number_in(person) or 0, sealing.digest(token))
    response = redirect_to(safe_path(str(form.get("next", "/"))))
    remember(response, token, await signing_in.end_of(session_id))
    return response
