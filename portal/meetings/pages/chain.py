"""A 接龙 from a chat group becomes answers: looked at first, mended by hand, and only then written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.kit import jielong
from portal.kit.errors import Refused
from portal.meetings import forms
from portal.meetings.actions import coming as acting
from portal.meetings.models import Meeting
from portal.meetings.queries.coming import main_electorate
from portal.meetings.rules import chain as rules
from portal.meetings.rules.coming import COMES, Comes
from portal.places.queries import RollEntry
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

ENTERED = F_("录好了。谁自己答过，以他自己的为准。")
LIKELY = 4  # doors that are named where it is not plain which is meant


@dataclass(frozen=True)
class Line:
    """One entry as it would be written down: its fields are `d3` and `a3`, `key` is the right where it is plain."""

    number: int
    said: str
    door: str
    answer: str
    key: str
    likely: list[str]


async def paste_form(request: Request, meeting: Meeting) -> Response:
    return await _paste(request, meeting, Form[forms.PasteComing]())


async def _paste(
    request: Request, meeting: Meeting, form: Form[forms.PasteComing], lines: Sequence[Line] = (), status: int = 200
) -> Response:
    return await render(
        request, "meetings/paste_coming.html", status=status, meeting=meeting, form=form, lines=lines, comes=COMES,
        tab="meetings",
    )  # fmt: skip


async def preview_coming(request: Request, meeting: Meeting) -> Response:
    """What the text would become. Nothing is written yet."""
    form = await filled(request, forms.PasteComing)
    lines = await _lines(meeting, form.typed, afresh=True)
    if form.data is not None and not lines:
        form.refuse("text", rules.NothingInChain())
    return await _paste(request, meeting, form, lines, 422 if form.errors else 200)


async def enter_coming(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.PasteComing)
    lines = await _lines(meeting, form.typed, afresh=False)
    if form.data is not None:
        try:
            await acting.enter_coming(request.user, meeting.id, _answers(lines))
        except Refused as refusal:
            form.refuse("text", refusal)
        else:
            return redirect(request, "meetings.meeting", meeting_id=meeting.id, say=ENTERED)
    return await _paste(request, meeting, form, lines, 422)


def _answers(lines: Sequence[Line]) -> dict[str, str]:
    """By right, the last line of each. Raises NothingToEnter, DoorUnknown."""
    written = [line for line in lines if line.door]
    if not written:
        raise rules.NothingToEnter()
    if unknown := sum(not line.key for line in written):
        raise rules.DoorUnknown(n=unknown)
    return {line.key: line.answer for line in written}


async def _lines(meeting: Meeting, typed: Mapping[str, Any], *, afresh: bool) -> list[Line]:
    """The entries of the text; unless `afresh`, with the doors and answers that were mended by hand."""
    entries = jielong.read(typed.get("text", "")).entries
    roll = await main_electorate(meeting) if entries else []
    return [_line(n, entry, typed, roll, afresh=afresh) for n, entry in enumerate(entries, 1)]


def _line(
    number: int, entry: jielong.Entry, typed: Mapping[str, Any], roll: Sequence[RollEntry], *, afresh: bool
) -> Line:
    said = " ".join(part for part in (entry.door, entry.name, entry.words) if part)
    guess = rules.door_in(entry.door, entry.name, entry.words) or entry.name
    door = guess if afresh else str(typed.get(f"d{number}", "")).strip()[:120]
    labels = {each.key: each.label for each in roll}
    found = rules.doors_like(door, labels.items()) if door else []
    key = found[0] if len(found) == 1 else ""
    answer = rules.answer_in(entry.words) if afresh else _known(str(typed.get(f"a{number}", "")))
    shown = labels[key] if key else "" if afresh else door
    return Line(number, said[:80], shown, answer, key, [] if key else [labels[each] for each in found[:LIKELY]])


def _known(answer: str) -> Comes:
    return Comes(answer) if answer in tuple(Comes) else Comes.COME
