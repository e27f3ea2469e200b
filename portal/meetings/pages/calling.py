"""Calling a meeting, on one page. Its agenda grows row by row, and nothing is kept until the notice is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from portal.hall import queries as hall
from portal.hall.queries import opinions
from portal.kit import clock
from portal.kit.errors import Missing, Refused
from portal.kit.shapes import number_in, numbered
from portal.meetings import forms, queries, rules
from portal.meetings.actions import calling
from portal.meetings.rules import arranging, series
from portal.meetings.rules.agenda import MOST_ITEMS
from portal.meetings.rules.convening import FORMS
from portal.places import queries as places
from portal.policy import CONVENERS, STRANGER
from portal.venues import queries as venues
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

if TYPE_CHECKING:
    from portal.hall.models import Statement

CALLED = F_("会议通知发出去了。")


async def call_form(request: Request) -> Response:
    """Empty, or begun: from a matter, a statement, a time that suited, or an earlier meeting."""
    typed = {name: asked(request, name, 30) for name in ("matter", "statement", "title", "area_id", "starts_at")}
    like = asked_number(request, "like")
    if like:
        typed |= await _like(like, asked(request, "again", 12))
    return await _call(request, Form[forms.CallMeeting](typed={k: v for k, v in typed.items() if v}))


async def _like(meeting_id: int, how: str) -> dict[str, str]:
    """照这次再开一次: the same form, place and agenda, at the next such time. Raises Missing."""
    meeting = await queries.meeting_for(STRANGER, meeting_id)
    starts = series.next_time(meeting.starts_at, how if how in series.AGAIN else series.WEEK, clock.now())
    closes = starts + (meeting.ends_at - meeting.starts_at)
    typed = {
        "form": meeting.form, "area_id": str(meeting.area_id), "title": meeting.title, "place": meeting.place[:40],
        "starts_at": f"{starts:%Y-%m-%dT%H:%M}", "closes_at": f"{clock.in_city(closes):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    items = (await queries.room_of(meeting)).items[:MOST_ITEMS]
    for row, each in enumerate(items, 1):
        typed[numbered("topic", row)] = each.item.title[:40]
        if each.motion:
            typed |= {numbered("wording", row): each.motion.wording, numbered("rule", row): each.motion.rule_code}
    return typed | {"rows": str(len(items))}


async def _call(request: Request, form: Form[forms.CallMeeting], status: int = 200) -> Response:
    areas = await queries.areas_convened_by(request.user, CONVENERS)
    kinds = rules.forms_for([held.role for held in request.user.roles])
    return await render(
        request,
        "meetings/call.html",
        status=status,
        form=form,
        areas=await places.named(areas),
        kinds=kinds,
        offered=[rules.rule_of(code) for code in rules.rules_of(kinds)],
        says={str(kind): rule.says for kind, rule in FORMS.items()},
        rows=arranging.rows_in(form.typed),
        most=MOST_ITEMS,
        statement=await _statement(request, form.typed.get("statement", "")),
        tab="meetings",
        **await _choices(areas),
    )


async def _choices(areas: list[Any]) -> dict[str, Any]:
    """What the form offers where somebody convenes: matters and rooms."""
    above = areas[0].path if areas else ""
    matters = await hall.may_go_on_an_agenda(above) if above else []
    return {
        "matters": matters[:60],
        "rooms": await venues.venues_to_book(above) if above else [],
    }


async def _statement(request: Request, number: str) -> Statement | None:
    """What neighbours answered, where the meeting is to be about that."""
    try:
        return await opinions.statement_for(request.user, number_in(number) or 0)
    except Missing:
        return None


async def call_meeting(request: Request) -> Response:
    form = await filled(request, forms.CallMeeting)
    if what := form.typed.get("arrange"):
        return await _call(request, Form[forms.CallMeeting](typed=arranging.arranged(form.typed, what)))
    if form.data is not None:
        try:
            meeting_id = await calling.call_meeting(request.user, form.data)
        except Refused as refusal:
            form.refuse(calling.field_of(refusal), refusal)
        else:
            return redirect(request, "meetings.meeting", meeting_id=meeting_id, say=CALLED)
    return await _call(request, form, 422)
