"""My record: what I served, in my hands alone, and as a spreadsheet to take along."""

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.spreadsheet import Sheet, spreadsheet
from portal.kit import clock
from portal.kit.errors import Refused
from portal.volunteers import forms, queries, rules
from portal.volunteers.actions import confirming
from portal.volunteers.models import ServiceTime
from portal.volunteers.rules import How, Ledger, ServiceStage, hours
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect, render

FIRST_YEAR = 2020
OBJECTED = F_("您的意见记下了，领队 5 个工作日内答复。")
HEADS = (
    "活动（项目）名称", "服务日期", "开始", "结束", "服务地点", "服务对象", "服务内容", "服务分钟", "服务时间（小时）",
    "活动组织单位", "活动负责人", "记录人", "是否确认", "确认方式", "记录编号",
)  # fmt: skip
SERVED = {"shift": "社区居民", "claim": "邻居"}
BY_THE_SERVED = (How.TAP, How.SPOKEN, How.SLIP)
HOW = {"organiser": "活动组织单位", "tap": "服务对象", "spoken": "服务对象（口令）", "slip": "服务对象（纸条）"}


def _year(request: Request) -> int:
    """The year asked for; this one where none or nonsense is."""
    asked, this = asked_number(request, "year"), clock.today().year
    return asked if asked and FIRST_YEAR <= asked <= this else this


async def record(request: Request) -> Response:
    return await _record(request, Form[forms.Object]())


async def _record(request: Request, form: Form[forms.Object], row: int = 0, status: int = 200) -> Response:
    return await render(
        request, "volunteers/record.html", status=status, record=await queries.record_of(request.user, _year(request)),
        ledgers=rules.LEDGERS, form=form, row=row, tab="me",
    )  # fmt: skip


async def record_spreadsheet(request: Request) -> Response:
    """In the field names of the national record (民政部令第67号 art. 4), one sheet for each ledger."""
    found = await queries.record_of(request.user, _year(request))
    names = await queries.recorders_of(found)
    sheets = [
        Sheet(
            "个人基本信息", ("姓名", "本站编号", "年份"), [(request.user.name, str(request.user.id), str(found.year))]
        )
    ]
    for ledger, name in ((Ledger.VOLUNTARY, "志愿服务情况"), (Ledger.PARTY_DUTY, "党员任务")):
        sheets.append(Sheet(name, HEADS, [_row(e, names) for e in found.entries if e.service.ledger == ledger]))
    said = [_evaluation(e.service) for e in found.entries if e.service.confirmed_how in BY_THE_SERVED]
    sheets.append(Sheet("评价情况", ("评价主体", "活动（项目）名称", "内容", "日期"), said))
    headers = {"content-disposition": f'attachment; filename="service-{found.year}.xlsx"', "cache-control": "no-store"}
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(spreadsheet(sheets), media_type=media, headers=headers)


def _row(entry: queries.Entry, names: dict[int, str]) -> tuple[str | int, ...]:
    service = entry.service
    started, halves = clock.in_city(service.started_at), hours.half_hours(entry.counts, service.rule)
    ended = f"{clock.in_city(service.finished_at):%H:%M}" if service.finished_at else ""
    confirmed = service.stage == ServiceStage.CONFIRMED
    return (
        service.what, f"{started:%Y-%m-%d}", f"{started:%H:%M}", ended, service.place, SERVED[service.source],
        service.what, entry.counts, f"{halves // 2}.{5 * (halves % 2)}", service.organiser, service.in_charge,
        names.get(service.confirmed_by_id or 0, ""), "已确认" if confirmed else "等确认",
        HOW.get(service.confirmed_how, ""), str(service.id),
    )  # fmt: skip


def _evaluation(service: ServiceTime) -> tuple[str | int, ...]:
    at = clock.in_city(service.confirmed_at) if service.confirmed_at else None
    return ("服务对象", service.what, service.thanks or "帮过了", f"{at:%Y-%m-%d}" if at else "")


async def object_to_service(request: Request, service: ServiceTime) -> Response:
    form = await filled(request, forms.Object)
    if form.data is not None:
        try:
            await confirming.object_to_service(request.user, service.id, form.data)
        except Refused as refusal:
            form.refuse("objection", refusal)
        else:
            return redirect(request, "volunteers.record", say=OBJECTED)
    return await _record(request, form, service.id, 422)
