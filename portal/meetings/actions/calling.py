"""Call a meeting: who, where, when, and what is on the agenda."""

import secrets
from datetime import datetime, timedelta

from portal.hall import queries as hall
from portal.hall.actions import opinions as stating
from portal.hall.queries import opinions
from portal.hall.rules.opinions import topic_of
from portal.kit import clock, sealing
from portal.kit.errors import Refused
from portal.kit.shapes import number_in, numbered
from portal.kit.words import N_
from portal.meetings import rules
from portal.meetings.actions.lodging import book_room, of_a_room
from portal.meetings.actions.noticing import post_notice
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import MeetingCalled
from portal.meetings.forms import AgendaLine, CallMeeting
from portal.meetings.models import AgendaItem, Meeting, Motion
from portal.meetings.rules import (
    ClosesBeforeNotice,
    EndsBeforeItStarts,
    MayNotConvene,
    NotConvenedHere,
    RuleDoesNotFit,
    StartsBeforeNotice,
    StartsInThePast,
)
from portal.meetings.rules.agenda import TopicMissing
from portal.meetings.rules.announcing import Edition
from portal.meetings.rules.convening import FormRule
from portal.meetings.rules.extension import ExtensionNotLater, must_be_later
from portal.meetings.rules.notice import RuleUnverified
from portal.places import queries as places
from portal.policy import CONVENERS, Actor
from portal.unit_of_work import action, happened


class AlreadyOnAgenda(Refused):
    message = N_("这条观点已经上会了。")


class PlaceMissing(Refused):
    status = 422
    message = N_("请写在哪里开，或者选一个地方。")


FIELDS: dict[type[Refused], str] = {
    NotConvenedHere: "area_id",
    MayNotConvene: "form",
    RuleDoesNotFit: "rule",
    RuleUnverified: "rule",
    ClosesBeforeNotice: "closes_at",
    EndsBeforeItStarts: "closes_at",
    StartsInThePast: "starts_at",
    StartsBeforeNotice: "starts_at",
    PlaceMissing: "place",
    TopicMissing: "topic",
    ExtensionNotLater: "extends_to",
}
IN_ROWS = (RuleDoesNotFit, RuleUnverified, TopicMissing)


def field_of(refusal: Refused) -> str:
    """The field that broke a rule: where that stands in a row of the agenda, the row's own."""
    if "field" in refusal.details:
        return str(refusal.details["field"])
    if type(refusal) not in FIELDS:
        return "venue" if of_a_room(refusal) else "title"
    row = refusal.details.get("row", 1) if isinstance(refusal, IN_ROWS) else 1
    return numbered(FIELDS[type(refusal)], int(str(row)))


@action
async def call_meeting(actor: Actor, said: CallMeeting) -> int:
    """A meeting with its notice, from which the days are counted.

    Raises what FIELDS names, and what `book_room` and `must_be_fit_to_post` do.
    """
    assert actor.id is not None
    starts, closes, now = in_city(said.starts_at), in_city(said.closes_at), clock.now()
    area = await places.area_for(actor, said.area_id)
    form = _form(actor, said.form, area.path)
    must_be_timed(starts, closes, now)
    rules.must_start_after_notice(form.notice_days, now, starts)
    lines = [(n, line) for n, line in enumerate(said.lines, 1) if not line.is_empty]
    for row, line in lines:
        must_be_decidable(form, line, closes, now, row)
    await must_be_fit_to_post(area.path, {"title": said.title, "place": said.place} | words_of(lines))
    extends = in_city(said.extends_to) if said.extends_to else None
    must_be_later(closes, extends)
    if not said.place and said.venue is None:
        raise PlaceMissing()
    booking, room = None, ""
    if said.venue is not None:
        booking, room = await book_room(actor, area.path, said.venue, said.title, starts, closes)
    meeting = await Meeting.create(
        form=said.form, title=said.title, area=area, place=said.place or room, starts_at=starts, ends_at=closes, convener_id=actor.id,
        called_at=now, booking_id=booking,
    )  # fmt: skip
    await _put_items(actor, meeting, form, said, [line for _, line in lines])
    await Motion.filter(meeting_id=meeting.id).update(extends_to=extends)
    await post_notice(meeting, Edition.CALLED)
    happened(MeetingCalled(meeting.id))
    return meeting.id


def _form(actor: Actor, form: str, path: str) -> FormRule:
    """Raises NotConvenedHere, MayNotConvene."""
    if not actor.holds(CONVENERS, path):
        raise NotConvenedHere()
    return rules.must_be_convened_by(form, [held.role for held in actor.roles if path.startswith(held.path)])


def must_be_timed(starts: datetime, closes: datetime, now: datetime) -> None:
    """Raises StartsInThePast, EndsBeforeItStarts."""
    if starts < now - timedelta(minutes=5):
        raise StartsInThePast()
    if closes <= starts:
        raise EndsBeforeItStarts()


def must_be_decidable(form: FormRule | None, line: AgendaLine, closes: datetime, now: datetime, row: int = 1) -> None:
    """What is to be voted on fits the meeting, and its days of notice are over before the close.

    Raises TopicMissing, RuleDoesNotFit, ClosesBeforeNotice, RuleUnverified, each with the row that it is about.
    """
    try:
        if not (line.topic or line.matter or line.wording):
            raise TopicMissing()
        if line.wording:
            rules.must_fit(form, line.rule)
            rules.must_close_after_notice(line.rule, now, closes)
    except Refused as refusal:
        refusal.details["row"] = row
        raise


def words_of(lines: list[tuple[int, AgendaLine]]) -> dict[str, str]:
    """What is written into the rows of an agenda, by field."""
    return {
        numbered(field, row): text
        for row, line in lines
        for field, text in (("topic", line.topic), ("wording", line.wording))
    }


async def _put_items(
    actor: Actor, meeting: Meeting, form: FormRule, said: CallMeeting, lines: list[AgendaLine]
) -> None:
    """What the meeting is about: what neighbours answered first, then the items as written; else its own title."""
    statement_id, taken = number_in(said.statement), None
    if statement_id:
        taken = await put_statement(meeting, (await opinions.statement_for(actor, statement_id)).id)
    for line in lines or ([] if taken else [AgendaLine(topic=meeting.title)]):
        number = (await hall.matter_for(actor, line.matter)).number if line.matter else None
        item = taken if taken and number in (None, taken.matter_number) else None
        taken = taken if item is None else None
        await put_line(actor, meeting, form, line, item)


async def put_line(
    actor: Actor, meeting: Meeting, form: FormRule | None, line: AgendaLine, item: AgendaItem | None = None
) -> AgendaItem:
    """A step: one item of the agenda, with its motion where it has one. `item` is there already where a statement is it.

    Raises Missing, RuleDoesNotFit.
    """
    if item is None:
        matter = await hall.matter_for(actor, line.matter) if line.matter else None
        title = line.topic or (matter.title if matter else line.wording[:80])
        item = await add_item(meeting, title, matter.number if matter else None)
    if line.wording:
        kind, indicative = rules.must_fit(form, line.rule)
        await put_motion(item, meeting, line.wording, line.rule, kind, indicative=indicative, closes_at=meeting.ends_at)
    return item


async def put_statement(meeting: Meeting, statement_id: int) -> AgendaItem:
    """A step: the statement is an item of the meeting's agenda, and says so. Raises AlreadyOnAgenda, StatementGone."""
    statement = await stating.shown_and_locked(statement_id)
    if statement.agenda:
        raise AlreadyOnAgenda()
    await stating.take_up(statement, meeting.title)
    return await add_item(meeting, topic_of(statement.body), statement.matter.number)


def in_city(moment: datetime) -> datetime:
    """A form says the time of the city."""
    return moment.replace(tzinfo=clock.CITY) if moment.tzinfo is None else moment


async def add_item(meeting: Meeting, title: str, number: str | None = None) -> AgendaItem:
    """A step: one more line at the end of the agenda. The days of its notice count from now."""
    position = await AgendaItem.filter(meeting_id=meeting.id).count() + 1
    return await AgendaItem.create(
        meeting_id=meeting.id, position=position, title=title, matter_number=number, noticed_at=clock.now()
    )


async def put_motion(
    item: AgendaItem,
    meeting: Meeting,
    wording: str,
    rule: str,
    kind: rules.Kind,
    *,
    indicative: bool,
    closes_at: datetime,
) -> Motion:
    """A step: the one text of the ballot, with its hash, and the close that the notice states."""
    return await Motion.create(
        item_id=item.id, meeting_id=meeting.id, area_id=meeting.area_id, wording=wording,
        wording_hash=sealing.digest(wording), kind=kind, indicative=indicative, rule_code=rule,
        stage=rules.Stage.DRAFT, closes_at=closes_at, lights=secrets.randbelow(1 << 30),
    )  # fmt: skip
