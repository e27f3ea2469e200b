"""One import: its pieces, its columns, what is wrong with it, what it would change, and letting it in."""

import asyncio
from itertools import islice

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.documents import kept
from portal.documents.spreadsheet import Cell, Sheet, spreadsheet
from portal.documents.table import UNREADABLE, Unreadable
from portal.kit.errors import Malformed, Missing, Refused
from portal.kit.shapes import number_in
from portal.kit.words import _
from portal.places import forms, queries, rules
from portal.places.actions import importing, staging, tidying
from portal.places.models import RegisterImport
from portal.places.pages.register import XLSX, file_named
from portal.places.queries import changes
from portal.places.rules.importing import ImportStage
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

READING = F_("正在查，查完再请您看。")
WRITING = F_("正在写进名册，写完告诉您。")
WITHDRAWN = F_("不导了，名册一点没变。")
MOST_LISTED = 100_000  # problems in one spreadsheet
REFUSALS: dict[str, type[Refused]] = {
    **UNREADABLE,
    "NotCommitted": rules.importing.NotCommitted,
    "RegisterMoved": rules.importing.RegisterMoved,
}


async def one_import(request: Request, batch: RegisterImport) -> Response:
    return await _show(request, batch, Form())


async def _show(request: Request, batch: RegisterImport, form: "Form[forms.JoinNames]", status: int = 200) -> Response:
    refusal = REFUSALS.get(batch.refusal)
    return await render(
        request, "places/import.html", status=status, batch=batch, form=form,
        problems=(await queries.problems(batch))[:5] if batch.faults else [], fields=rules.importing.NAMES,
        required=rules.importing.REQUIRED, letter=rules.importing.letter, names=rules.importing.STAGE_NAMES,
        refusal=refusal() if refusal else None, piece=rules.importing.PIECE, tab="building",
    )  # fmt: skip


async def progress(request: Request, batch: RegisterImport) -> Response:
    """How far it is, for the bar that moves by itself."""
    job = await queries.job_of(batch)
    done, total = (job.done, job.total) if job and job.total else (batch.rows, max(batch.expected, batch.rows))
    return JSONResponse({"stage": batch.stage, "done": done, "total": total})


async def pieces(request: Request, batch: RegisterImport) -> Response:
    """How many bytes are here: who lost the network asks, and goes on from there."""
    return JSONResponse({"received": batch.received, "size": batch.size})


async def receive_bytes(request: Request, batch: RegisterImport) -> Response:
    offset = number_in(asked(request, "offset"))
    if offset is None:
        raise Malformed()
    received = await importing.receive_bytes(batch.id, offset, await request.body())
    return JSONResponse({"received": received, "size": batch.size})


async def open_received(request: Request, batch: RegisterImport) -> Response:
    """All pieces are here. What cannot be read ends the import, and its page says why."""
    if batch.received != batch.size or batch.stage != ImportStage.RECEIVING:
        raise rules.importing.WrongWhole()
    try:
        looked = await asyncio.to_thread(staging.look, kept.path_of(batch.id))
    except Unreadable as refusal:
        await importing.fail_import(request.user, batch.id, type(refusal).__name__)
        await tidying.erase_file(batch.id)
    else:
        await importing.open_received(request.user, batch.id, looked)
    return _back(request, batch)


def _back(request: Request, batch: RegisterImport, say: str | None = None) -> Response:
    return redirect(request, "places.one_import", area_id=batch.area_id, import_id=batch.id, say=say)


async def match_columns(request: Request, batch: RegisterImport) -> Response:
    form = await filled(request, forms.JoinNames)
    chosen = forms.chosen_columns(form.typed)
    try:
        await importing.match_columns(request.user, batch.id, chosen, form.typed.get("joined") == "yes")
    except Refused as refusal:
        return await _show(request, batch, form.refuse("columns", refusal), refusal.status)
    return _back(request, batch, READING)


async def join_names(request: Request, batch: RegisterImport) -> Response:
    form = await filled(request, forms.JoinNames)
    await importing.join_names(request.user, batch.id, form.typed.get("joined") == "yes")
    return _back(request, batch, READING)


async def problems(request: Request, batch: RegisterImport) -> Response:
    row, _dash, last = asked(request, "after").partition("-")
    found = await queries.problems(batch, (number_in(row) or 0, number_in(last) or 0))
    return await render(request, "places/problems.html", batch=batch, problems=found[:50], more=len(found) > 50, tab="building")  # fmt: skip


async def problems_spreadsheet(request: Request, batch: RegisterImport) -> Response:
    rows: list[list[Cell]] = []
    async for problem in queries.every_problem(batch):
        rows.append([problem.row, problem.column, problem.field, problem.sentence])
        if len(rows) == MOST_LISTED:
            break
    sheet = Sheet("要改的", [_("行"), _("列"), _("是什么"), _("哪里不对")], rows)
    return file_named("problems.xlsx", await asyncio.to_thread(spreadsheet, [sheet]), XLSX)


async def list_changes(request: Request, batch: RegisterImport) -> Response:
    kind = asked(request, "kind") or "new"
    if kind == "names":
        names = await changes.names_listed(batch, asked(request, "after"))
        return await _list(request, batch, kind, names=names)
    if kind not in changes.LISTS:
        raise Missing()
    return await _list(
        request, batch, kind, listed=await changes.LISTS[kind](batch, asked_number(request, "after") or 0)
    )


async def _list(
    request: Request, batch: RegisterImport, kind: str, *, listed: list[changes.Change] | None = None,
    names: list[changes.Name] | None = None,
) -> Response:  # fmt: skip
    found: list[changes.Change] | list[changes.Name] = listed if listed is not None else names or []
    page = list(islice(found, changes.PER_PAGE))
    return await render(
        request, "places/changes.html", batch=batch, kind=kind, listed=page, more=len(found) > changes.PER_PAGE,
        fields=rules.importing.NAMES, tab="building",
    )  # fmt: skip


async def commit_form(request: Request, batch: RegisterImport) -> Response:
    return await _commit(request, batch, Form())


async def _commit(request: Request, batch: RegisterImport, form: "Form[forms.CommitRegister]", status: int = 200) -> Response:  # fmt: skip
    return await render(request, "places/commit.html", status=status, batch=batch, form=form, tab="building")


async def commit_register(request: Request, batch: RegisterImport) -> Response:
    form = await filled(request, forms.CommitRegister)
    if form.data is not None:
        try:
            await importing.ask_commit(request.user, batch.id, form.data.end_gone == "yes")
        except Refused as refusal:
            form.refuse("seen", refusal)
        else:
            return _back(request, batch, WRITING)
    return await _commit(request, batch, form, 422)


async def withdraw_import(request: Request, batch: RegisterImport) -> Response:
    await importing.withdraw_import(request.user, batch.id)
    await tidying.erase_file(batch.id)
    return redirect(request, "places.register", area_id=batch.area_id, say=WITHDRAWN)
