"""Show a refusal as a page, and a fault as an apology with a number."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.database.connection import is_outage
from portal.kit.errors import Forbidden, Malformed, Missing, Refused, SignInFirst, Unavailable
from portal.kit.words import N_, _
from portal.policy import STRANGER
from portal.web.drafts import wait_with
from portal.web.identity import BROWSER, keep
from portal.web.templates import bare, render

_log = logging.getLogger("portal.fault")
PAGES = {404: "errors/missing.html", 403: "errors/forbidden.html"}


class TooLarge(Refused):
    status = 413
    message = N_("内容太大了，没有收下。请删短一点，或换一张小一点的照片。")


class WrongMethod(Refused):
    status = 405
    message = N_("这个网址不能这样打开。请从页面上的按钮进入。")


async def show_refusal(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refused)
    if _wants_json(request):
        response: Response = JSONResponse({"refused": str(refusal)}, refusal.status)
    else:
        template = PAGES.get(refusal.status, "errors/refused.html")
        response = await _page(request, template, refusal)
    if refusal.status in (429, 503):
        response.headers["retry-after"] = "5"
    return response


async def note_hanging_up(_request: Request, _gone: Exception) -> Response:
    """A phone went away while it was still sending: nothing was done, nobody reads this, and it is no fault of ours."""
    return Response(status_code=400)


async def _page(request: Request, template: str, refusal: Refused) -> Response:
    if refusal.status != 403:
        return await render(request, template, status=refusal.status, refusal=refusal)
    waiting = await wait_with(request, refusal)
    sign_in = isinstance(refusal, SignInFirst)
    response = await render(request, template, status=403, refusal=refusal, sign_in=sign_in, waiting=waiting)
    if waiting.browser:
        keep(response, BROWSER, waiting.browser)
    return response


async def show_status(request: Request, problem: Exception) -> Response:
    """What Starlette itself refuses: an unknown path, a wrong method, a body too large."""
    assert isinstance(problem, HTTPException)
    known: dict[int, type[Refused]] = {404: Missing, 405: WrongMethod, 413: TooLarge, 403: Forbidden}
    return await show_refusal(request, known.get(problem.status_code, Malformed)())


async def show_fault(request: Request, problem: Exception) -> Response:
    """An outage of the database or the disk is a 503 that says what to do; anything else is our mistake."""
    # The fault may have struck before it was known who asks, and what every page shows may need what is away.
    request.scope.setdefault("user", STRANGER)
    if is_outage(problem):
        _log.error("unavailable", exc_info=problem)
        return _plainly(request, Unavailable())
    _log.error("fault", exc_info=problem)
    if _wants_json(request):
        return JSONResponse({"refused": _(Broken.message)}, 500)
    return bare(request, "errors/broken.html", status=500)


class Broken(Refused):
    status = 500
    message = N_("这是我们的错，不是您的。")


def _plainly(request: Request, refusal: Refused) -> Response:
    """Show a refusal without asking the database for anything."""
    if _wants_json(request):
        response: Response = JSONResponse({"refused": str(refusal)}, refusal.status)
    else:
        response = bare(request, "errors/refused.html", status=refusal.status, refusal=refusal)
    response.headers["retry-after"] = "5"
    return response


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
