"""Turn a template and what it needs into a page."""

import hashlib
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import NoMatchFound

from portal import settings
from portal.kit import clock, words
from portal.policy import Act, permits
from portal.web import drawing, formats
from portal.web.language import MODE
from portal.web.log import request_id

_HERE = Path(__file__).parents[1]
TEMPLATES = next(p for p in (_HERE.parent / "templates", _HERE / "_templates") if p.is_dir())
STATIC = next(p for p in (_HERE.parent / "static", _HERE / "_static") if p.is_dir())

Fragment = Callable[[Request], Awaitable[dict[str, Any]]]
_around: list[Fragment] = []

env = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
env.globals.update(Act=Act, permits=permits, drawing=drawing, now=clock.now, today=clock.today, site=settings.current)
env.filters.update(formats.FILTERS)


@cache
def _version(path: str) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]


def static(path: str) -> str:
    """The address of a file that may be cached for ever, since its content is in its address."""
    return f"/static/{path}?v={_version(path)}"


def once() -> Markup:
    """The hidden key of a form: sent twice, it is done once."""
    return Markup('<input type="hidden" name="_key" value="{}">').format(new_key())


def new_key() -> str:
    """A fresh key for a deed that brings its own."""
    return token_urlsafe(16)


@cache
def icon(name: str, css: str = "") -> Markup:
    """One of the signs in static/icons.svg. A name that ends in -f is one that is filled."""
    css = f"i{' i-f' if name.endswith('-f') else ''} {css}"
    return Markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        css, static("icons.svg"), name
    )


def said(message: str, **details: Any) -> Markup:
    """A sentence in the reader's language. It may hold markup; what is put into it may not."""
    text = Markup(words._(message))  # noqa: S704 - our own words
    return text % details if details else text


env.globals.update(_=said, icon=icon, static=static, once=once, new_key=new_key, pgettext=words.pgettext)


def surround(fragments: list[Fragment]) -> None:
    """Let `fragments` add what every page shows, such as the number of unread notices. Put in by `app`."""
    _around[:] = fragments


def text(template: str, **context: Any) -> str:
    return env.get_template(template).render(**context)


async def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page, with everything that a layout needs. Nothing in it costs a query, but for what `app` put in."""
    for fragment in _around:
        context |= await fragment(request)
    flash = unquote(request.cookies.get("flash", ""))
    page = text(template, **_layout(request) | {"flash": flash if flash in words_to_flash else None} | context)
    response = HTMLResponse(page, status)
    if flash:
        response.delete_cookie("flash")
    return response


def bare(request: Request, template: str, *, status: int, **context: Any) -> HTMLResponse:
    """A page that asks nobody for anything: for when the database is away."""
    return HTMLResponse(text(template, **_layout(request) | {"flash": None, "unread": 0} | context), status)


def _layout(request: HTTPConnection) -> dict[str, Any]:
    router = request.scope["router"]

    def path(name: str, **params: Any) -> str:
        return str(router.url_path_for(name, **params))

    def has_page(name: str) -> bool:
        try:
            router.url_path_for(name)
        except NoMatchFound:
            return False
        return True

    return {
        "request": request, "actor": request.user, "url_for": path, "has_page": has_page,
        "lang": words.language.get(), "elder": request.cookies.get(MODE) == "elder",
        "site": settings.current(), "reported": False, "error_id": request_id.get(), "tab": "",
        "here": request.url.path, "absolute": lambda p: absolute(request, p),
    }  # fmt: skip


def fragment(request: HTTPConnection, template: str, **context: Any) -> str:
    """A part of a page, with the same words and links."""
    return text(template, **_layout(request) | context)


def absolute(request: HTTPConnection, path: str) -> str:
    """An address that works outside the portal: in a QR code or a letter."""
    base = settings.current().public_url or f"{request.url.scheme}://{request.url.netloc}"
    return base.replace("ws://", "http://").replace("wss://", "https://").rstrip("/") + path


words_to_flash: set[str] = set()


def F_(message: str) -> str:
    """Mark a sentence that may be shown once, on the page that follows a deed."""
    words_to_flash.add(message)
    return message


def redirect(request: Request, name: str, *, say: str | None = None, anchor: str = "", **params: Any) -> Response:
    """See another page after a deed; `say` is a sentence marked by F_."""
    return redirect_to(str(request.scope["router"].url_path_for(name, **params)) + anchor, say=say)


def redirect_to(path: str, *, say: str | None = None) -> Response:
    response = RedirectResponse(path, status_code=303)
    if say:
        response.set_cookie("flash", quote(say), max_age=60, path="/", httponly=True, samesite="lax")
    return response
