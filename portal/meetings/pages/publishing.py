"""What becomes of a result: laid open, doubted, answered, annulled; and its figures to take home."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.archive import csv_of
from portal.documents.spreadsheet import spreadsheet
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.meetings import forms, queries
from portal.meetings.actions import publishing
from portal.meetings.models import Motion
from portal.meetings.pages import sheets
from portal.meetings.queries import MotionFor, ObjectionToResult
from portal.meetings.rules import bundle as bundles
from portal.meetings.rules import publishing as publishing_rules
from portal.places import queries as places
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

PUBLISHED = F_("公示开始了，有票的人都收到了通知。")
OBJECTED = F_("提上去了，社区 3 个工作日内答复，答复会通知您。")
ANSWERED = F_("答复好了，他会收到通知。")
ANNULLED = F_("撤销了，有票的人都收到了通知。")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def parts(request: Request, motion: Motion) -> dict[str, Any]:
    """What the page of a result shows beside the figures: where it is on its way, and one's own receipt."""
    number = motion.item.matter_number
    standing = await queries.standing_of(request.user, motion)
    own = await queries.rights_of(request.user, [motion.id])
    return {
        "standing": standing,
        "own": own,
        "for_me": MotionFor(motion, [each for each in own if each.proxy is None]),
        "bundle_hash": standing.notice.bundle_hash if standing.notice and standing.notice.bundle_hash else "",
        "itself": publishing_rules.publishes_itself(motion.closed_at) if motion.closed_at else None,
        "period": publishing_rules.period_of(motion.rule_code),
        "plans": await queries.plans_of(number) if number else [],
    }


async def publish_result(request: Request, motion: Motion) -> Response:
    await publishing.publish_result(request.user, motion.id)
    return redirect(request, "meetings.result", motion_id=motion.id, say=PUBLISHED)


async def object_form(request: Request, found: MotionFor) -> Response:
    return await _object(request, found, Form[forms.ObjectToResult]())


async def _object(request: Request, found: MotionFor, form: Form[forms.ObjectToResult], status: int = 200) -> Response:
    standing = await queries.standing_of(request.user, found.motion)
    return await render(
        request, "meetings/object_to_result.html", status=status, motion=found.motion, form=form, standing=standing,
        tab="meetings",
    )  # fmt: skip


async def object_to_result(request: Request, found: MotionFor) -> Response:
    form = await filled(request, forms.ObjectToResult)
    if form.data is not None:
        try:
            await publishing.object_to_result(request.user, found.motion.id, form.data)
        except Refused as refusal:
            form.refuse("text", refusal)
        else:
            return redirect(request, "meetings.result", motion_id=found.motion.id, say=OBJECTED, anchor="#notice")
    return await _object(request, found, form, 422)


async def result_objections(request: Request, motion: Motion) -> Response:
    return await _keep(request, motion, Form(), 0)


async def _keep(request: Request, motion: Motion, form: Form[Any], row: int, status: int = 200) -> Response:
    """`row` is the objection whose answer was refused; 0 where it is the annulment's form."""
    return await render(
        request, "meetings/result_objections.html", status=status, motion=motion, form=form, row=row,
        objections=await queries.objections_to(motion), standing=await queries.standing_of(request.user, motion),
        tab="meetings",
    )  # fmt: skip


async def answer_result_objection(request: Request, found: ObjectionToResult) -> Response:
    form = await filled(request, forms.AnswerResultObjection)
    if form.data is not None:
        try:
            await publishing.answer_result_objection(request.user, found.objection.id, form.data)
        except Refused as refusal:
            form.refuse("answer", refusal)
        else:
            return redirect(request, "meetings.result_objections", motion_id=found.motion.id, say=ANSWERED)
    return await _keep(request, found.motion, form, found.objection.id, 422)


async def annul_result(request: Request, motion: Motion) -> Response:
    form = await filled(request, forms.AnnulResult)
    if form.data is not None:
        try:
            await publishing.annul_result(request.user, motion.id, form.data)
        except Refused as refusal:
            form.refuse("reason", refusal)
        else:
            return redirect(request, "meetings.result", motion_id=motion.id, say=ANNULLED)
    return await _keep(request, motion, form, 0, 422)


async def bundle(request: Request, motion: Motion) -> Response:
    """Open data: whoever wants can compute the verdict again (`portal tally FILE`)."""
    said = bundles.written(await queries.bundle_of(motion))
    headers = {"content-disposition": f'inline; filename="motion-{motion.id}.json"'}
    return Response(said, media_type="application/json", headers=headers)


async def export_page(request: Request, motion: Motion) -> Response:
    """For the province's system: what it will contain, and in which form to take it."""
    return await render(
        request, "meetings/export.html", motion=motion, rows=sheets.rows_of(motion, await _told(motion)), tab="meetings"
    )


async def _told(motion: Motion) -> dict[str, Any]:
    bundled = await queries.bundle_of(motion)
    return bundled | {"place": await places.full_name(motion.path), "sha256": bundles.bundle_hash(bundled)}


async def export_vote(request: Request, motion: Motion) -> Response:
    """The file itself; that it was taken stands in the trail."""
    told = await _told(motion)
    await publishing.note_export(request.user, motion.id)
    name = f"vote-{motion.id}"
    if (await request.form()).get("kind") == "csv":
        rows = [
            {_("部分"): part, _("项目"): item, _("内容"): value} for part, item, value in sheets.rows_of(motion, told)
        ]
        return _file(f"{name}.csv", csv_of(rows), "text/csv; charset=utf-8")
    return _file(f"{name}.xlsx", spreadsheet(sheets.sheets_of(motion, told)), XLSX)


def _file(name: str, content: bytes, media: str) -> Response:
    return Response(content, media_type=media, headers={"content-disposition": f'attachment; filename="{name}"'})
