"""An act that had to wait: where it goes on once somebody has signed in, or said where they live."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import urlsplit

from limits import parse
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from portal.kit.errors import Forbidden, TooMany
from portal.policy import NEEDS_A_HOME, Act, Actor
from portal.unit_of_work import once
from portal.web import limits
from portal.web.identity import BROWSER
from portal.web.language import safe_path
from portal.web.routing import MOST_FILES

LARGEST = 8000  # characters; what is longer stays on the page it was typed on
PER_NETWORK = parse("600/hour")
KEPT = "/kept"
FILES_LEFT = "files_left"  # a photo or a voice was chosen: it could not wait, and the page says so


@dataclass(frozen=True)
class Typed:
    """What was to be sent, where to, and the page it was typed on."""

    browser: str
    act: str
    path: str
    back: str
    fields: dict[str, str]


Keep = Callable[[Actor, str, str, str, str, dict[str, str]], Awaitable[None]]
_keep: list[Keep] = []


def keep_in(keep: Keep) -> None:
    """Say, once at start-up, how a draft is kept. Put in by `app`."""
    _keep[:] = [keep]


@dataclass(frozen=True)
class Waiting:
    """`next` is where the act goes on. `browser` is the cookie to set where something was kept."""

    next: str
    needs_home: bool = False
    browser: str = ""


async def wait_with(request: Request, refusal: Exception) -> Waiting:
    """Keep what was typed, where the act needs to know who asks. A ballot's choice is never kept."""
    act = refusal.details.get("act") if isinstance(refusal, Forbidden) else None
    if request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        return Waiting(safe_path(request.url.path + query), act in NEEDS_A_HOME)
    back = _page_before(request)
    if act not in NEEDS_A_HOME or act == Act.CAST_BALLOT:
        return Waiting(back, act in NEEDS_A_HOME)
    typed = Typed(
        request.cookies.get(BROWSER) or token_urlsafe(16), str(act), request.url.path, back, await _fields(request)
    )
    return await _kept(request, typed)


async def _kept(request: Request, typed: Typed) -> Waiting:
    size = sum(len(name) + len(value) for name, value in typed.fields.items())
    if size > LARGEST or not _keep or safe_path(typed.path) != typed.path:
        return Waiting(typed.back, True)
    try:
        limits.spend(PER_NETWORK, "drafts", request.client.host if request.client else "-")
    except TooMany:
        return Waiting(typed.back, True)
    once.set(None)  # the key of the form is for the act itself, later
    await _keep[0](request.user, typed.browser, typed.act, typed.path, typed.back, typed.fields)
    return Waiting(KEPT, True, typed.browser)


def _page_before(request: Request) -> str:
    """The page of ours that the form stood on."""
    came_from = urlsplit(request.headers.get("referer", ""))
    ours = came_from.netloc == request.headers.get("host", "")
    return safe_path(came_from.path + (f"?{came_from.query}" if came_from.query else "")) if ours else "/"


async def _fields(request: Request) -> dict[str, str]:
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=100)
    except (MultiPartException, HTTPException):
        return {}
    words = {
        name: value.replace("\x00", "")
        for name, value in form.items()
        if isinstance(value, str) and not name.startswith("_")
    }
    chosen = any(not isinstance(value, str) and value.filename for _name, value in form.multi_items())
    await request.close()
    return words | ({FILES_LEFT: "yes"} if chosen else {})
