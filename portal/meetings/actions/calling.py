"""Call a meeting: who, where, when, and what is on the agenda."""

import secrets
from datetime import datetime, timedelta

from portal.hall import queries as hall
from portal.hall.actions import opinions as stating
from portal.hall.queries import opinions
from portal.kit import clock, sealing
from portal.kit.errors import Refused
from portal.kit.shapes import number_in
from portal.kit.words import N_
from portal.meetings import rules
from portal.meetings.events import MeetingCalled
from portal.meetings.forms import CallMeeting
from portal.meetings.models import AgendaItem, Meeting, Motion
from portal.meetings.rules import EndsBeforeItStarts, MayNotConvene, NotConvenedHere, RuleDoesNotFit, StartsInThePast
from portal.meetings.rules.extension import ExtensionNotLater, must_be_later
from portal.places import queries as places
from portal.policy import CONVENERS, Actor
from portal.unit_of_work import action, happened


class AlreadyOnAgenda(Refused):
    message = N_("这条观点已经上会了。")


FIELDS: dict[type[Refused], str] = {
    NotConvenedHere: "area_id",
    MayNotConvene: "form",
    RuleDoesNotFit: "rule",
    EndsBeforeItStarts: "closes_at",
    StartsInThePast: "starts_at",
    ExtensionNotLater: "extends_to",
}


@action
async def call_meeting(actor: Actor, said: CallMeeting) -> int:
    """A meeting with its notice, from which the days are counted. Raises what FIELDS names."""
    assert actor.id is not None
    starts, closes, now = _in_city(said.starts_at), _in_city(said.closes_at), clock.now()
    area = await places.area_for(actor, said.area_id)
    if not actor.holds(CONVENERS, area.path):
        raise NotConvenedHere()
    here = [held.role for held in actor.roles if area.path.startswith(held.path)]
    form = rules.must_be_convened_by(said.form, here)
    if starts < now - timedelta(minutes=5):
        raise StartsInThePast()
    if closes <= starts:
        raise EndsBeforeItStarts()
    extends = _in_city(said.extends_to) if said.extends_to else None
    must_be_later(closes, extends)
    meeting = await Meeting.create(
        form=said.form, title=said.title, area=area, place=said.place, starts_at=starts, ends_at=closes,
        convener_id=actor.id, called_at=now, code=f"{secrets.randbelow(9000) + 1000}",
    )  # fmt: skip
    item = await _first_item(actor, meeting, said)
    if said.wording:
        kind, indicative = rules.must_fit(form, said.rule)
        motion = await put_motion(item, meeting, said.wording, said.rule, kind, indicative=indicative, closes_at=closes)
        await Motion.filter(id=motion.id).update(extends_to=extends)
    happened(MeetingCalled(meeting.id))
    return meeting.id


async def _first_item(actor: Actor, meeting: Meeting, said: CallMeeting) -> AgendaItem:
    """What the meeting is about: what neighbours answered, a matter, or its own title."""
    statement_id = number_in(said.statement)
    if statement_id:
        found = await opinions.statement_for(actor, statement_id)
        return await put_statement(meeting, found.id)
    matter = await hall.matter_for(actor, said.matter) if said.matter else None
    return await add_item(meeting, matter.title if matter else said.title, matter.number if matter else None)


async def put_statement(meeting: Meeting, statement_id: int) -> AgendaItem:
    """A step: the statement is an item of the meeting's agenda, and says so. Raises AlreadyOnAgenda, StatementGone."""
    statement = await stating.shown_and_locked(statement_id)
    if statement.agenda:
        raise AlreadyOnAgenda()
    await stating.take_up(statement, meeting.title)
    topic = statement.body if len(statement.body) <= 80 else f"{statement.body[:79]}…"  # a line of an agenda
    return await add_item(meeting, topic, statement.matter.number)


def _in_city(moment: datetime) -> datetime:
    """A form says the time of the city."""
    return moment.replace(tzinfo=clock.CITY) if moment.tzinfo is None else moment


async def add_item(meeting: Meeting, title: str, number: str | None = None) -> AgendaItem:
    """A step: one more line at the end of the agenda."""
    position = await AgendaItem.filter(meeting_id=meeting.id).count() + 1
    return await AgendaItem.create(meeting_id=meeting.id, position=position, title=title, matter_number=number)


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
