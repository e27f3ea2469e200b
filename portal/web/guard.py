"""What is refused before anything is read: another host's name, another site's post; and what every answer carries."""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = {"GET", "HEAD", "OPTIONS"}
OWN = {"localhost", "127.0.0.1", "[::1]", "::1"}


class AnswerOnlyToOurName:
    """An unknown host name is refused: it would end up in links and mails. `*` answers to every name (the demo)."""

    def __init__(self, app: ASGIApp, hosts: Callable[[], set[str]]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            host = Headers(scope=scope).get("host", "")
            name = urlsplit(f"//{host}").hostname or "" if "@" not in host else ""
            if "*" not in self.hosts() and name not in self.hosts() | OWN:
                return await _refuse(400, "这个网址不是本站的。")(scope, receive, send)
        return await self.app(scope, receive, send)


class RefuseOtherSites:
    """A post or a socket must come from our own pages (Origin, else Sec-Fetch-Site, else Referer).

    `pageless` tells of the few addresses to which a mail program may post, which comes from no page and says so by
    saying nothing. What a browser sends says where it comes from: another site's page is refused there too.
    """

    def __init__(self, app: ASGIApp, pageless: Callable[[Scope], bool]) -> None:
        self.app, self.pageless = app, pageless

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = scope["type"] == "websocket"
        deed = socket or (scope["type"] == "http" and scope["method"] not in SAFE)
        if deed and not _is_ours(Headers(scope=scope), socket=socket) and not self._is_a_mail_program(scope):
            return await _refuse(403, "这个请求不是从本站页面发出的，没有执行。请回到本站再试。")(scope, receive, send)
        return await self.app(scope, receive, send)

    def _is_a_mail_program(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        silent = not any(name in headers for name in ("origin", "sec-fetch-site", "referer", "cookie"))
        return scope["type"] == "http" and silent and self.pageless(scope)


class RefuseTooMuch:
    """A body that says itself how large it is gets its sentence before anything of it is read.

    `most` tells how large a body an address takes.
    """

    def __init__(self, app: ASGIApp, most: Callable[[Scope], int]) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            length = Headers(scope=scope).get("content-length", "0")
            if length.isdecimal() and int(length) > self.most(scope):
                return await _refuse(413, "内容太大了，没有收下。请删短一点，或换一张小一点的照片。")(
                    scope, receive, send
                )
        return await self.app(scope, receive, send)


def _is_ours(headers: Headers, *, socket: bool) -> bool:
    """A browser says where a post comes from. The scheme is not compared: a proxy may end TLS."""
    host = headers.get("host", "")
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == host and bool(host)
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin" and not socket
    return urlsplit(headers.get("referer", "")).netloc == host and bool(host)


def _refuse(status: int, sentence: str) -> PlainTextResponse:
    return PlainTextResponse(sentence + "\n", status)


class CarryHeaders:
    """No foreign script, style, frame or font; nothing guessed; no address leaked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        host = Headers(scope=scope).get("host", "")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _value in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in _headers(host) if each[0] not in said)]
            await send(message)

        return await self.app(scope, receive, with_headers)


@lru_cache(100)
def _headers(host: str) -> list[tuple[bytes, bytes]]:
    policy = (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        # Older engines do not count a socket of the same host as 'self'.
        f"frame-ancestors 'none'; connect-src 'self' ws://{host} wss://{host}"
    )
    headers = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        # Not "no-referrer": Chromium would then send "Origin: null" with our own forms.
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": "no-store",
    }
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
