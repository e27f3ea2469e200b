"""Know who is asking from their cookie. How a cookie becomes an actor is put in by `app`."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import cast

from starlette.authentication import AuthCredentials, AuthenticationBackend, BaseUser
from starlette.requests import HTTPConnection
from starlette.responses import Response

from portal import settings
from portal.policy import STRANGER, Actor

SESSION = "portal_session"
BROWSER = "portal_browser"


class CookieBackend(AuthenticationBackend):
    def __init__(self, load: Callable[[str], Awaitable[Actor | None]]) -> None:
        self._load = load

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, BaseUser]:
        token = conn.cookies.get(SESSION)
        actor = (await self._load(token) if token else None) or STRANGER
        return AuthCredentials(), cast(BaseUser, actor)


def remember(response: Response, token: str, until: datetime) -> None:
    keep(response, SESSION, token, expires=until.astimezone(UTC))


def forget(response: Response) -> None:
    response.delete_cookie(SESSION, path="/")


def keep(response: Response, name: str, value: str, *, expires: datetime | None = None, readable: bool = False) -> None:
    """Set a cookie as strictly as it can be; `readable` where the page's script must see it."""
    response.set_cookie(
        name, value, expires=expires, path="/", secure=settings.current().secure_cookies,
        httponly=not readable, samesite="lax",
    )  # fmt: skip
