"""The minutes of a meeting: read, written, confirmed by two, corrected, and printed."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.pdf import pdf
from portal.hall import queries as hall
from portal.kit.errors import Missing, Refused
from portal.meetings import forms, queries
from portal.meetings.actions import dispositions as answering
from portal.meetings.actions import minutes as acting
from portal.meetings.models import Meeting
from portal.meetings.pages import papers
from portal.meetings.queries import MinutesFor, OfMeeting
from portal.meetings.rules import minutes as rules
from portal.meetings.rules.dispositions import OUTCOMES
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect, render

WRITTEN = F_("存好了。看一遍，记录人和主持人各点一次确认。")
CONFIRMED = F_("确认好了，还差另一位。")
FROZEN = F_("两个人都确认了，纪要定稿公布。")
REOPENED = F_("可以更正了。改好以后还要两个人确认，原来那份留着。")
ADDED = F_("记下了。纪要定稿以后，到期没办会自己亮出来。")
DROPPED = F_("去掉了。")
ANSWERED = F_("记下了。纪要定稿时，这张表一起公布。")


async def minutes(request: Request, meeting: Meeting) -> Response:
    return await _minutes(request, meeting, Form[forms.CorrectMinutes]())


async def _minutes(
    request: Request, meeting: Meeting, form: Form[Any], status: int = 200, refused: str = ""
) -> Response:
    found = await queries.minutes_of(meeting)
    shown = found.shown(asked_number(request, "version"))
    facts = shown.facts if shown else await queries.facts_of(meeting)
    return await render(
        request, "meetings/minutes.html", status=status, meeting=meeting, found=found, shown=shown, facts=facts,
        drafted=facts if shown is None else await queries.facts_of(meeting) if found.draft else {},
        actions=found.actions_of(shown) if shown else [], form=form,
        dispositions=found.dispositions_of(shown) if shown else [], outcomes=OUTCOMES, refused=refused, tab="meetings",
    )  # fmt: skip


async def minutes_form(request: Request, meeting: Meeting) -> Response:
    found = await queries.minutes_of(meeting)
    if found.draft is None and found.frozen:
        return redirect(request, "meetings.minutes", meeting_id=meeting.id)
    return await _write(request, found, Form[Any](typed=await _typed(found)))


async def _typed(found: MinutesFor) -> dict[str, str]:
    """As the draft has it; before there is one, as many speakers as the list has heard."""
    draft = found.draft
    if draft is None:
        return {"seen": "0", "speakers": str(await queries.how_many_spoke_at(found.meeting.id))}
    typed = {
        "present": draft.present,
        "speakers": str(draft.speakers),
        "others": draft.others,
        "seen": str(draft.edits),
    }
    return typed | {f"note_{position}": note for position, note in draft.notes.items()}


async def _write(
    request: Request, found: MinutesFor, form: Form[Any], status: int = 200,
    added: Form[forms.AddAction] | None = None, answered: Form[forms.AddDisposition] | None = None,
) -> Response:  # fmt: skip
    facts = await queries.facts_of(found.meeting)
    numbers = [item["matter"] for item in facts["items"] if item["matter"]]
    return await render(
        request, "meetings/write_minutes.html", status=status, meeting=found.meeting, found=found, facts=facts, form=form,
        items=await queries.agenda_of(found.meeting.id), matters=await hall.matters_numbered(numbers),
        actions=found.actions_of(None), added=added or Form[forms.AddAction](), outcomes=OUTCOMES,
        dispositions=found.dispositions_of(None), answered=answered or Form[forms.AddDisposition](), tab="meetings",
    )  # fmt: skip


async def write_minutes(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.WriteMinutes)
    if form.data is not None:
        try:
            positions = [item.position for item in await queries.agenda_of(meeting.id)]
            notes = rules.notes_in(form.typed, positions)
            await acting.write_minutes(request.user, meeting.id, form.data, notes)
        except Refused as refusal:
            form.refuse(f"note_{refusal.details.get('position')}" if refusal.details else "others", refusal)
        else:
            return redirect(request, "meetings.minutes_form", meeting_id=meeting.id, say=WRITTEN)
    found = await queries.minutes_of(meeting)
    if found.draft is not None and form.data is not None:
        form.typed["seen"] = str(found.draft.edits)  # who has read what the other wrote may save now
    return await _write(request, found, form, 422)


async def confirm_minutes(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.ConfirmMinutes)
    if form.data is None:
        return await _minutes(request, meeting, form, 422, "; ".join(form.errors.values()))
    try:
        frozen = await acting.confirm_minutes(request.user, meeting.id, form.data)
    except Refused as refusal:
        return await _minutes(request, meeting, Form[Any](), refusal.status, str(refusal))
    return redirect(request, "meetings.minutes", meeting_id=meeting.id, say=FROZEN if frozen else CONFIRMED)


async def correct_minutes(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.CorrectMinutes)
    if form.data is not None:
        try:
            await acting.correct_minutes(request.user, meeting.id, form.data)
        except Refused as refusal:
            form.refuse("reason", refusal)
        else:
            return redirect(request, "meetings.minutes_form", meeting_id=meeting.id, say=REOPENED)
    return await _minutes(request, meeting, form, 422)


async def add_action(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.AddAction)
    if form.data is not None:
        try:
            await acting.add_action(request.user, meeting.id, form.data)
        except Refused as refusal:
            form.refuse(WRONG.get(type(refusal), "what"), refusal)
        else:
            return redirect(request, "meetings.minutes_form", meeting_id=meeting.id, say=ADDED, anchor="#actions")
    found = await queries.minutes_of(meeting)
    return await _write(request, found, Form[Any](typed=await _typed(found)), 422, form)


WRONG: dict[type[Refused], str] = {rules.ActionBeforeMeeting: "due_on", rules.NotOnThisAgenda: "item"}


async def drop_action(request: Request, found: OfMeeting) -> Response:
    meeting_id = await acting.drop_action(request.user, found.written.id)
    return redirect(request, "meetings.minutes_form", meeting_id=meeting_id, say=DROPPED, anchor="#actions")


async def add_disposition(request: Request, meeting: Meeting) -> Response:
    form = await filled(request, forms.AddDisposition)
    if form.data is not None:
        try:
            await answering.add_disposition(request.user, meeting.id, form.data)
        except Refused as refusal:
            form.refuse("comment", refusal)
        else:
            return redirect(
                request, "meetings.minutes_form", meeting_id=meeting.id, say=ANSWERED, anchor="#dispositions"
            )
    found = await queries.minutes_of(meeting)
    return await _write(request, found, Form[Any](typed=await _typed(found)), 422, answered=form)


async def drop_disposition(request: Request, found: OfMeeting) -> Response:
    meeting_id = await answering.drop_disposition(request.user, found.written.id)
    return redirect(request, "meetings.minutes_form", meeting_id=meeting_id, say=DROPPED, anchor="#dispositions")


async def minutes_paper(request: Request, meeting: Meeting) -> Response:
    """What was confirmed, on paper: to be signed and kept. Raises Missing where nothing is confirmed yet."""
    found = await queries.minutes_of(meeting)
    shown = found.shown(asked_number(request, "version"))
    if shown is None:
        raise Missing()
    paper = await pdf("minutes", papers.minutes_paper(shown, found.actions_of(shown), found.dispositions_of(shown)))
    headers = {"content-disposition": f'inline; filename="minutes-{meeting.id}-{shown.version}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)
