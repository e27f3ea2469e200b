"""An agenda after its notice was posted: an item added, a wording changed, an item withdrawn. Each is told, and what is
to be voted on waits for its own days of notice."""

from portal.kit import clock, sealing
from portal.meetings import rules
from portal.meetings.actions.calling import must_be_decidable, put_line
from portal.meetings.actions.changing import locked
from portal.meetings.actions.noticing import post_notice
from portal.meetings.actions.proxies import forget_instructions
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import ItemAdded, ItemWithdrawn, WordingChanged
from portal.meetings.forms import AddItem, ChangeWording, SayWhyNot
from portal.meetings.models import AgendaItem, Meeting, Motion
from portal.meetings.rules import Method, Stage, agenda
from portal.meetings.rules.announcing import Edition
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def add_to_agenda(actor: Actor, meeting_id: int, said: AddItem) -> int:
    """One more item, whose days of notice count from now.

    Raises MeetingCalledOff, MeetingOver, VotingHere, TooManyItems and what `must_be_decidable` and `must_be_fit_to_post` raise.
    """
    meeting, motions = await locked(meeting_id)
    now, form = clock.now(), rules.form_named(meeting.form)
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, [m.stage for m in motions], now)
    if await AgendaItem.filter(meeting_id=meeting_id, withdrawn_at=None).count() >= agenda.MOST_ITEMS:
        raise agenda.TooManyItems()
    must_be_decidable(form, said, meeting.ends_at, now)
    await must_be_fit_to_post(meeting.path, {"topic": said.topic, "wording": said.wording, "why": said.why})
    item = await put_line(actor, meeting, form, said)
    edition = await post_notice(meeting, Edition.AGENDA, said.why)
    happened(ItemAdded(meeting_id, item.id, edition))
    return item.id


@action
async def change_wording(actor: Actor, item_id: int, said: ChangeWording) -> None:
    """Other words are another question: the days of notice begin anew, and everybody is told.

    Raises ItemGone, OnlyTalkedOf, AlreadyVoted, SameAsBefore, RuleDoesNotFit, MethodDoesNotFit, ClosesBeforeNotice,
    NotOnTheEvening and what `must_be_changeable` raises.
    """
    item, meeting, motion = await alterable(item_id)
    if motion is None:
        raise agenda.OnlyTalkedOf()
    if (motion.wording, motion.rule_code) == (said.wording, said.rule):
        raise agenda.SameAsBefore()
    await must_be_fit_to_post(meeting.path, {"wording": said.wording, "why": said.why})
    now = clock.now()
    motion.kind, motion.indicative = rules.must_fit(rules.form_named(meeting.form), said.rule)
    rules.must_suit(Method(motion.method), motion.kind, by_area=rules.rule_of(said.rule).by_area)
    agenda.must_be_amendable(said.rule, meeting.starts_at, motion.closes_at, now)
    motion.wording, motion.rule_code = said.wording, said.rule
    motion.wording_hash = sealing.digest(rules.ballot_text(said.wording, motion.options or ()))
    await motion.save(update_fields=["kind", "indicative", "wording", "wording_hash", "rule_code"])
    await forget_instructions(motion)
    item.noticed_at = now
    await item.save(update_fields=["noticed_at"])
    edition = await post_notice(meeting, Edition.AGENDA, said.why)
    happened(WordingChanged(meeting.id, item.id, edition))


@action
async def withdraw_item(actor: Actor, item_id: int, said: SayWhyNot) -> None:
    """It is not taken up at this meeting. Raises ItemGone, AlreadyVoted and what `must_be_changeable` raises."""
    item, meeting, motion = await alterable(item_id)
    await must_be_fit_to_post(meeting.path, {"why": said.why})
    item.withdrawn_at = clock.now()
    await item.save(update_fields=["withdrawn_at"])
    if motion is not None:
        motion.stage = Stage.CALLED_OFF
        await motion.save(update_fields=["stage"])
    edition = await post_notice(meeting, Edition.AGENDA, said.why)
    happened(ItemWithdrawn(meeting.id, item.id, edition))


async def alterable(item_id: int) -> tuple[AgendaItem, Meeting, Motion | None]:
    """A step: an item that may still be altered, locked with its meeting and its motion."""
    found = await AgendaItem.get(id=item_id)
    meeting, motions = await locked(found.meeting_id)
    item = await AgendaItem.get(id=item_id)
    motion = next((m for m in motions if m.item_id == item_id), None)
    if item.withdrawn_at is not None:
        raise agenda.ItemGone()
    if motion is not None and motion.stage == Stage.CLOSED:
        raise agenda.AlreadyVoted()
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, [m.stage for m in motions], clock.now())
    return item, meeting, motion
