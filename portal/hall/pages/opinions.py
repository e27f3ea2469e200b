"""The map of opinions: short statements, one tap each, and what both sides live with."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import opinions as acting
from portal.hall.forms.opinions import AddStatement, MendStatement, TapStatement
from portal.hall.models import Matter, Statement
from portal.hall.pages.standing import HELD
from portal.hall.queries import opinions as queries
from portal.hall.queries.there import PERHAPS, There
from portal.hall.rules import opinions as rules
from portal.kit.errors import Refused
from portal.kit.words import N_, _
from portal.policy import Actor
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect, render

ADDED = F_("加上了，邻居可以点了。")
MENDED = F_("改好了。原来那句也看得到。")
HINTS = {
    rules.Hint.QUESTION: N_("这像是问题。换成一句看法，邻居才好点。"),
    rules.Hint.TWO_IDEAS: N_("一条只说一个意思，分成两条更好点。"),
    rules.Hint.ALIKE: N_("已经有一条差不多的："),
}


async def opinions(actor: Actor, matter: Matter, there: There = PERHAPS) -> dict[str, Any]:
    return {"board": await queries.board_of(actor, matter, there)}


async def opinion_map(request: Request, matter: Matter) -> Response:
    return await render(request, "hall/map.html", matter=matter, tab="hall", **await opinions(request.user, matter))


async def statement_form(request: Request, matter: Matter) -> Response:
    """Empty, or with the first sentence of a remark in it."""
    remark = await queries.remark_in(matter, asked_number(request, "post"))
    typed = {"body": rules.shortened(remark.body), "post": str(remark.id)} if remark else {}
    return await _add(request, matter, Form[AddStatement](typed=typed))


async def _add(
    request: Request, matter: Matter, form: Form[AddStatement], status: int = 200, hints: tuple[str, ...] = ()
) -> Response:
    return await render(
        request, "hall/add_statement.html", status=status, matter=matter, form=form, hints=hints, tab="hall"
    )


async def add_statement(request: Request, matter: Matter) -> Response:
    form = await filled(request, AddStatement)
    if form.data is None:
        return await _add(request, matter, form, 422)
    if not form.data.sure and (hints := await _hints(request.user, matter, form.data.body)):
        return await _add(request, matter, form, 422, hints)
    try:
        statement_id = await acting.add_statement(request.user, matter.id, form.data)
    except Refused as refusal:
        return await _add(request, matter, form.refuse("body", refusal), 422)
    said = HELD if await queries.statement_held(statement_id) else ADDED
    return redirect(request, "hall.opinion_map", number=matter.number, say=said)


async def _hints(actor: Actor, matter: Matter, body: str) -> tuple[str, ...]:
    """In words, what its writer may want to think over."""
    board = await queries.board_of(actor, matter)
    found, twin = rules.hints(body, [each.body for each in board.statements])
    return tuple(_(HINTS[hint]) + (twin if hint == rules.Hint.ALIKE else "") for hint in found)


async def tap_statement(request: Request, statement: Statement) -> Response:
    form = await filled(request, TapStatement)
    tapped = form.data or TapStatement()
    await acting.tap_statement(request.user, statement, tapped.answer)
    page, anchor = ("hall.thread", "#opinions") if tapped.back else ("hall.opinion_map", "#next")
    return redirect(request, page, number=statement.matter.number, anchor=anchor)


async def mend_form(request: Request, statement: Statement) -> Response:
    return await _mend(request, statement, Form[MendStatement](typed={"body": statement.body}))


async def _mend(request: Request, statement: Statement, form: Form[MendStatement], status: int = 200) -> Response:
    return await render(request, "hall/mend_statement.html", status=status, statement=statement, form=form, tab="hall")


async def mend_statement(request: Request, statement: Statement) -> Response:
    form = await filled(request, MendStatement)
    if form.data is not None:
        try:
            await acting.mend_statement(request.user, statement, form.data)
        except Refused as refusal:
            form.refuse("body", refusal)
        else:
            return redirect(request, "hall.opinion_map", number=statement.matter.number, say=MENDED)
    return await _mend(request, statement, form, 422)
