"""Take one's own data along; close the account."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from portal.accounts import forms, queries
from portal.accounts.actions import closing
from portal.accounts.actions import privacy as deeds
from portal.accounts.pages.addresses import to_prove
from portal.documents.archive import archive
from portal.kit import clock
from portal.kit.errors import Refused
from portal.web import templates
from portal.web.identity import forget
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

CLOSED = F_("账号已注销。7 天以内再登录，就当没注销过。")

OwnData = Callable[[int], Awaitable[dict[str, list[dict[str, Any]]]]]
_rooms: list[tuple[str, OwnData]] = []


def gather(rooms: Sequence[tuple[str, OwnData]]) -> None:
    """Take, from `app`, the rooms that keep something of people, each with the query that tells it."""
    _rooms[:] = rooms


async def everything_of(person_id: int) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """By room and table: what is kept of this person, and nothing of anybody else."""
    return {room: await own_data(person_id) for room, own_data in _rooms}


async def export_form(request: Request) -> Response:
    if not await queries.is_fresh(request.user):
        return to_prove(request, "/me/export")
    return await render(request, "accounts/export.html", tab="me")


async def export(request: Request) -> Response:
    """A zip of one's own data. Whose it is comes from the session alone: no address and no form names anybody."""
    actor = request.user
    if not await queries.is_fresh(actor):
        return to_prove(request, "/me/export")
    await deeds.take_own_data(actor)
    found = await everything_of(actor.id)
    index = templates.fragment(request, "accounts/export_index.html", found=found, made_at=clock.now())
    name = f"baiyantang-{clock.today():%Y%m%d}.zip"
    return StreamingResponse(
        archive(found, index), media_type="application/zip",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"},
    )  # fmt: skip


async def close_form(request: Request) -> Response:
    if not await queries.is_fresh(request.user):
        return to_prove(request, "/me/close")
    return await _close(request, Form[forms.CloseAccount]())


async def _close(request: Request, form: Form[forms.CloseAccount], status: int = 200) -> Response:
    return await render(request, "accounts/close.html", status=status, form=form, tab="me")


async def close_account(request: Request) -> Response:
    if not await queries.is_fresh(request.user):
        return to_prove(request, "/me/close")
    form = await filled(request, forms.CloseAccount)
    if form.data is not None:
        try:
            await closing.close_account(request.user, form.data)
        except Refused as refusal:
            form.refuse("sure", refusal)
        else:
            response = redirect(request, "notices.home", say=CLOSED)
            forget(response)
            return response
    return await _close(request, form, 422)
