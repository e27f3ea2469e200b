"""In which language and size a page is shown: two cookies, so that the first page is right already."""

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.kit.words import LANGUAGES, language
from portal.web.identity import keep

LANGUAGE, MODE = "lang", "mode"


class SpeakTheirLanguage:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            chosen = HTTPConnection(scope).cookies.get(LANGUAGE) if Headers(scope=scope).get("cookie") else None
            language.set(chosen if chosen in LANGUAGES else "zh")
        await self.app(scope, receive, send)


async def choose(request: Request) -> Response:
    """Remember a language or a size, and go back to the page they were chosen on."""
    form = await request.form()
    response = RedirectResponse(safe_path(str(form.get("back", "/"))), 303)
    if form.get(LANGUAGE) in LANGUAGES:
        keep(response, LANGUAGE, str(form[LANGUAGE]))
    if form.get(MODE) in ("elder", "normal"):
        keep(response, MODE, str(form[MODE]))
    return response


def looks_of(request: Request) -> str:
    """What else than its content decides how a page looks: its language and its size."""
    return f"{language.get()}-{'elder' if request.cookies.get(MODE) == 'elder' else 'normal'}"


def safe_path(path: str) -> str:
    """A path on this site; the front page for anything that could lead elsewhere."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if plain and all(ord(c) > 31 for c in path) and len(path) <= 200 else "/"
