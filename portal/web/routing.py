"""A door is a route that knows its act: it finds the subject, asks the policy, then calls the page."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.datastructures import UploadFile, URLPath
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from portal.kit.errors import Malformed, Refused
from portal.policy import Act, require
from portal.unit_of_work import Once, once
from portal.web import limits

Find = Callable[..., Awaitable[Any]]
Page = Callable[..., Awaitable[Response]]
KEY = "_key"
MOST_FILES = 40  # in one form: who chooses too many photos is told how many, and keeps the words
LARGEST_FIELD = 2 * 1024 * 1024  # as much as a body: too long a text is refused by its form, which keeps it


class RowNumber(IntegerConvertor):
    """An id in an address: of a length that a row's could have. A longer one is a page that is not there."""

    regex = "[0-9]{1,9}"


register_url_convertor("int", RowNumber())


class Door(Route):
    """A route that knows its act, and the largest body that it takes where that is more than any other's.

    `pageless` says that a post may come from no page at all, as from a mail program (RFC 8058).
    """

    act: Act
    most: int | None = None
    pageless: bool = False


class LiveDoor(WebSocketRoute):
    act: Act


class House(BaseRoute):
    """All doors, found by how an address begins and how many parts it has: of hundreds, to look at each takes longer
    than to answer."""

    def __init__(self, doors: Sequence[Door | LiveDoor]) -> None:
        self.doors: dict[str, Door | LiveDoor] = {door.name: door for door in doors}
        self._halls: dict[tuple[str, int], list[Door | LiveDoor]] = {}
        for door in doors:
            self._halls.setdefault(_shape(door.path), []).append(door)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found: tuple[Match, Scope] = (Match.NONE, {})
        for door in self._halls.get(_shape(scope["path"].removeprefix(scope.get("root_path", ""))), ()):
            match, child = door.matches(scope)
            if match is Match.FULL:
                return match, {**child, "door": door}
            if match is Match.PARTIAL and found[0] is Match.NONE:
                found = match, {**child, "door": door}
        return found

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        if name not in self.doors:
            raise NoMatchFound(name, path_params)
        return self.doors[name].url_path_for(name, **path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = door = scope["door"]
        await door.handle(scope, receive, send)


def _shape(path: str) -> tuple[str, int]:
    """No door has a first part that varies, nor a part that may hold a slash."""
    return path.split("/", 2)[1] if "/" in path else "", path.count("/")


def _name(handler: Callable[..., Any]) -> str:
    """`portal.hall.pages.thread` is named `hall.thread`."""
    return f"{handler.__module__.split('.')[1]}.{handler.__name__}"


async def _let_in(connection: Request | WebSocket, act: Act, find: Find | None) -> list[Any]:
    subject = await find(connection.user, **connection.path_params) if find else None
    require(connection.user, act, subject)
    return [subject] if find else []


def get(path: str, page: Page, act: Act, *, find: Find | None = None) -> Door:
    async def endpoint(request: Request) -> Response:
        return await page(request, *await _let_in(request, act, find))

    door = Door(path, endpoint, methods=["GET"], name=_name(page))
    door.act = act
    return door


def post(
    path: str, page: Page, act: Act, *, find: Find | None = None, keyless: bool = False, pageless: bool = False,
    most: int | None = None,
) -> Door:  # fmt: skip
    """A deed. Its form carries a key, made when the form was; `keyless` where the deed has a key of its own, or where
    doing it twice changes nothing. `pageless`: it may come from no page of ours, and bring no session.

    `most` bytes may come where that is more than elsewhere: the innermost limit counts.
    """

    async def endpoint(request: Request) -> Response:
        subject = await _let_in(request, act, find)
        limits.must_be_calm(request)
        if not keyless:
            once.set(await _once(request))
        try:
            return await page(request, *subject)
        finally:
            await request.close()  # the files of its form

    larger = [Middleware(RequestBodyLimitMiddleware, max_body_size=most)] if most else None
    door = Door(path, endpoint, methods=["POST"], name=_name(page), middleware=larger)
    door.act, door.most, door.pageless = act, most, pageless
    return door


async def _once(request: Request) -> Once:
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=100, max_part_size=LARGEST_FIELD)
    except (MultiPartException, HTTPException):
        raise Malformed() from None
    key = str(form.get(KEY, ""))
    if not 16 <= len(key) <= 64:
        raise Malformed()
    said = [f"{name}={_told(value)}" for name, value in form.multi_items() if name != KEY]
    asker = str(request.user.id)
    hashed = hashlib.sha256(f"{asker}\x1f{key}".encode()).hexdigest()
    content = hashlib.sha256("\x1f".join([request.method, request.url.path, *said]).encode()).hexdigest()
    return Once(hashed, content)


def _told(value: str | UploadFile) -> str:
    return value if isinstance(value, str) else f"{value.filename}:{value.size}"


def live(path: str, room: Callable[..., Awaitable[None]], act: Act, *, find: Find | None = None) -> LiveDoor:
    """A socket. Who may not come in is told so by the handshake's status, before anything is accepted."""

    async def endpoint(socket: WebSocket) -> None:
        try:
            subject = await _let_in(socket, act, find)
        except Refused as refusal:
            raise HTTPException(refusal.status) from refusal
        await room(socket, *subject)

    door = LiveDoor(path, endpoint, name=_name(room))
    door.act = act
    return door
