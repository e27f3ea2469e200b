"""The audit trail, for the auditor: numbers, times and words of the house; no names, and nothing to change."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import queries, rules
from portal.accounts.actions import trail as acting
from portal.audit import chain, reading
from portal.audit.models import AuditRecord
from portal.audit.words import EVENTS
from portal.kit import clock
from portal.kit.shapes import number_in
from portal.kit.words import N_, _
from portal.policy import Role
from portal.web.input import asked, asked_number
from portal.web.templates import F_, redirect, render

RESIDENT, BY_ITSELF = N_("居民"), N_("没登录，或到点自动")
CHECKED = F_("核对完了，结果在上面。")


async def trail(request: Request) -> Response:
    looked_for = _looked_for({name: asked(request, name, 40) for name in ("event", "day", "actor")})
    found = await reading.page(looked_for, asked_number(request, "before"))
    return await render(
        request, "accounts/trail.html", found=found, labels=await _labels(found.records), events=EVENTS, asked=looked_for,
        anchor=await chain.anchor(), check=await chain.last_check(), tab="me",
    )  # fmt: skip


def _looked_for(typed: dict[str, str]) -> reading.Asked:
    """What cannot be read is not looked for."""
    try:
        day = date.fromisoformat(typed["day"]) if typed["day"] else None
    except ValueError:
        day = None
    event = typed["event"] if typed["event"] in EVENTS else ""
    return reading.Asked(event, day if day and 2000 < day.year < 3000 else None, number_in(typed["actor"]))


async def _labels(records: Sequence[AuditRecord]) -> dict[int, str]:
    """By record: as what its actor acted, at that time."""
    actors = {record.actor_id for record in records if record.actor_id is not None}
    held = await queries.roles_at(actors) if actors else []
    return {record.id: _label(record, held) for record in records}


def _label(record: AuditRecord, held: Sequence[queries.Term]) -> str:
    if record.actor_id is None:
        return _(BY_ITSELF)
    then = [
        _(rules.ROLES[Role(role)])
        for person, role, since, until in held
        if person == record.actor_id and since <= record.at and (until is None or record.at < until)
    ]
    return "、".join(dict.fromkeys(then)) or _(RESIDENT)


async def export_trail(request: Request) -> Response:
    form = await request.form()
    looked_for = _looked_for({name: str(form.get(name, ""))[:40] for name in ("event", "day", "actor")})
    records = await reading.all_of(looked_for)
    written = await _written(records)
    await acting.note_export(request.user, len(records))
    headers = {"content-disposition": 'attachment; filename="audit.csv"'}
    return Response(written, media_type="text/csv; charset=utf-8", headers=headers)


async def _written(records: Sequence[AuditRecord]) -> str:
    """With a byte order mark: a spreadsheet would guess another encoding for the Chinese."""
    labels, out = await _labels(records), io.StringIO()
    rows = csv.writer(out)
    rows.writerow([_("编号"), _("时间"), _("事情"), _("代号"), _("账号"), _("身份"), _("谁代办"), _("数字"), _("摘要")])
    for each in records:
        at = f"{clock.in_city(each.at):%Y-%m-%d %H:%M:%S}"
        said = _(EVENTS.get(each.event, each.event))
        rows.writerow(
            [
                each.sequence or "",
                at,
                said,
                each.event,
                each.actor_id or "",
                labels[each.id],
                each.by_id or "",
                each.facts,
                each.digest or "",
            ]
        )
    return "\ufeff" + out.getvalue()


async def check_trail(request: Request) -> Response:
    await chain.chain()
    broken = await chain.check()
    await acting.note_check(request.user, broken or 0)
    return redirect(request, "accounts.trail", say=CHECKED)
