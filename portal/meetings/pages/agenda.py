"""From what neighbours answered to a meeting's agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings import forms, queries
from portal.meetings.actions import agenda as acting
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

if TYPE_CHECKING:
    from portal.hall.models import Statement

TAKEN_UP = F_("上会了，这件事的全程里看得到。")


async def take_up_form(request: Request, statement: Statement) -> Response:
    return await _take_up(request, statement, Form[forms.TakeUpStatement]())


async def _take_up(
    request: Request, statement: Statement, form: Form[forms.TakeUpStatement], status: int = 200
) -> Response:
    meetings = await queries.meetings_to_add_to(request.user, statement.path)
    return await render(
        request,
        "meetings/take_up.html",
        status=status,
        statement=statement,
        form=form,
        meetings=meetings,
        tab="meetings",
    )


async def take_up_statement(request: Request, statement: Statement) -> Response:
    form = await filled(request, forms.TakeUpStatement)
    if form.data is None:
        return await _take_up(request, statement, form, 422)
    try:
        meeting_id = await acting.take_up_statement(request.user, statement, form.data.meeting)
    except Refused as refusal:
        return await _take_up(request, statement, form.refuse("meeting", refusal), 422)
    return redirect(request, "meetings.meeting", meeting_id=meeting_id, say=TAKEN_UP)
