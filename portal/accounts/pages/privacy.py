"""What is kept of people and why, what one has consented to, and who has looked."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries
from portal.accounts.actions import privacy as deeds
from portal.accounts.queries import Seen
from portal.web.input import asked_number
from portal.web.templates import F_, redirect, render

PER_PAGE, FURTHEST = 30, 900
GIVEN = F_("记下了，随时可以收回。")
WITHDRAWN = F_("收回了，从现在起不再用。")

LooksOf = Callable[[int, int], Awaitable[list[Seen]]]
_looks: list[LooksOf] = []
_kept: list[Any] = []


def show(*, looks: Sequence[LooksOf], kept: Sequence[Any]) -> None:
    """Take, from `app`, who tells of looks in each room, and what is kept of people and for how long."""
    _looks[:], _kept[:] = looks, kept


async def privacy(request: Request) -> Response:
    return await render(request, "accounts/privacy.html", kept=_kept)


async def own_data(request: Request) -> Response:
    """我的信息: the way to everything one may do with what is kept of oneself."""
    return await render(request, "accounts/own_data.html", tab="me")


async def consents(request: Request) -> Response:
    return await render(request, "accounts/consents.html", found=await queries.standings_of(request.user), tab="me")


async def give_consent(request: Request) -> Response:
    await deeds.give_consent(request.user, await _purpose(request))
    return redirect(request, "accounts.consents", say=GIVEN)


async def withdraw_consent(request: Request) -> Response:
    await deeds.withdraw_consent(request.user, await _purpose(request))
    return redirect(request, "accounts.consents", say=WITHDRAWN)


async def _purpose(request: Request) -> str:
    return str((await request.form()).get("purpose", ""))


async def looks(request: Request) -> Response:
    """谁看过我的信息: of every room, the last first."""
    start = min(asked_number(request, "start") or 0, FURTHEST)
    found = [seen for ask in _looks for seen in await ask(request.user.id, start + PER_PAGE + 1)]
    found.sort(key=lambda seen: seen.at, reverse=True)
    more = start + PER_PAGE if len(found) > start + PER_PAGE <= FURTHEST else None
    return await render(request, "accounts/looks.html", looks=found[start : start + PER_PAGE], next=more, tab="me")
