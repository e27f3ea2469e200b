"""An estate's register: what stands in it, the empty form, and bringing a file."""

import asyncio

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.documents import kept
from portal.documents.spreadsheet import spreadsheet
from portal.documents.table import EmptyTable
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.places import forms, queries, rules
from portal.places.actions import importing, staging
from portal.places.models import Area
from portal.places.pages import template
from portal.web.input import Form, asked, filled
from portal.web.templates import F_, redirect, render

BROUGHT = F_("收到了。请看看每一列是什么。")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NoFile(Refused):
    status = 422
    message = N_("还没选文件。")


def file_named(name: str, content: bytes, media: str) -> Response:
    return Response(content, media_type=media, headers={"content-disposition": f'attachment; filename="{name}"'})


async def registers(request: Request) -> Response:
    """The estates whose register this reader keeps."""
    after = asked(request, "after", 200)
    found = await queries.estates_kept_by(request.user, after)
    return await render(
        request, "places/registers.html", estates=found[: queries.ESTATES_PER_PAGE],
        more=len(found) > queries.ESTATES_PER_PAGE, tab="building",
    )  # fmt: skip


async def register(request: Request, area: Area) -> Response:
    found = await queries.register_of(area)
    return await render(
        request, "places/register.html", area=area, register=found, stages=rules.importing.STAGE_NAMES, tab="building"
    )


async def template_spreadsheet(request: Request, area: Area) -> Response:
    return file_named("register.xlsx", spreadsheet(template.sheets()), XLSX)


async def template_text(request: Request, area: Area) -> Response:
    return file_named("register.csv", template.text_file(), "text/csv; charset=utf-8")


async def upload_form(request: Request, area: Area) -> Response:
    return await _upload(request, area, Form())


async def _upload(request: Request, area: Area, form: "Form[forms.BeginImport]", status: int = 200) -> Response:
    return await render(request, "places/upload.html", status=status, area=area, form=form, piece=rules.importing.PIECE, tab="building")  # fmt: skip


async def upload(request: Request, area: Area) -> Response:
    """The whole file in one form, for who has no script. What cannot be read is told at once, and nothing is kept."""
    form: Form[forms.BeginImport] = Form()
    try:
        import_id = await _brought(request, area)
    except Refused as refusal:
        return await _upload(request, area, form.refuse("file", refusal), refusal.status)
    return redirect(request, "places.one_import", area_id=area.id, import_id=import_id, say=BROUGHT)


async def _brought(request: Request, area: Area) -> int:
    file = (await request.form()).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise NoFile()
    if not file.size:
        raise EmptyTable()
    if file.size > rules.importing.LARGEST_FILE:
        raise rules.importing.TooLargeFile()
    with kept.laid_aside(file.file) as path:
        looked = await asyncio.to_thread(staging.look, path)
        return await importing.bring_file(request.user, area.id, plain_name(file.filename), path, looked)


def plain_name(name: str) -> str:
    """A file's name without folders and without what cannot be shown."""
    return "".join(char for char in name.replace("\\", "/").split("/")[-1] if char.isprintable())[:120] or "-"


async def begin_import(request: Request, area: Area) -> Response:
    """A file is about to come piece by piece: the script is told where to send it."""
    form = await filled(request, forms.BeginImport)
    if form.data is None:
        raise NoFile()
    import_id = await importing.begin_import(request.user, area.id, plain_name(form.data.name), form.data.size)
    return JSONResponse({"import": import_id, "received": 0})
