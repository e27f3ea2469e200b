"""Write the minutes of a meeting, put two hands to them, correct them later; and note what was agreed to be done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tortoise.expressions import F

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.actions.running import reshape
from portal.meetings.events import (
    ActionAdded,
    ActionDropped,
    MinutesConfirmed,
    MinutesFrozen,
    MinutesReopened,
    MinutesWritten,
)
from portal.meetings.forms import AddAction, ConfirmMinutes, CorrectMinutes, WriteMinutes
from portal.meetings.models import ActionItem, AgendaItem, Disposition, Meeting, Minutes, Motion
from portal.meetings.rules import VOTING
from portal.meetings.rules import minutes as rules
from portal.meetings.rules.dispositions import must_answer_what_was_said
from portal.policy import STAFF, Actor
from portal.unit_of_work import action, happened


async def under_lock(meeting_id: int) -> tuple[Meeting, Minutes | None]:
    """The meeting, whose lock keeps two from beginning at once, and the newest version of its minutes."""
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    await meeting.fetch_related("area")
    return meeting, await Minutes.filter(meeting_id=meeting_id).order_by("-version").first()


@action
async def write_minutes(actor: Actor, meeting_id: int, said: WriteMinutes, notes: Mapping[str, str]) -> None:
    """Whoever writes is the recorder from now on, and what was confirmed before is confirmed no longer.

    Raises NotYetHeld, MinutesAreFrozen, MinutesChanged.
    """
    assert actor.id is not None
    meeting, minutes = await under_lock(meeting_id)
    rules.must_be_held(meeting.starts_at, clock.now())
    if minutes is None:
        rules.must_have_seen(0, said.seen)
        minutes = Minutes(meeting_id=meeting_id, version=1, slot=meeting_id, edits=0)
    else:
        rules.must_be_a_draft(minutes.frozen_at)
        rules.must_have_seen(minutes.edits, said.seen)
    minutes.present, minutes.speakers, minutes.others, minutes.notes = (
        said.present,
        said.speakers,
        said.others,
        {**notes},
    )
    minutes.recorder_id, minutes.written_at, minutes.edits = actor.id, clock.now(), minutes.edits + 1
    _take_hands_off(minutes)
    await minutes.save()
    happened(MinutesWritten(meeting_id, minutes.id))


def _take_hands_off(minutes: Minutes) -> None:
    minutes.recorder_confirmed_at = minutes.host_confirmed_at = None  # type: ignore[assignment] # may be empty
    minutes.host_id = None


@action
async def confirm_minutes(actor: Actor, meeting_id: int, said: ConfirmMinutes) -> bool:
    """One hand: the recorder's where the actor wrote them, else the host's. Says whether they are frozen now.

    Raises NothingToConfirmYet, MinutesAreFrozen, MinutesChanged, NotYetOver, OneHandOnly, NotTheHost,
    DispositionsMissing.
    """
    assert actor.id is not None
    meeting, minutes = await under_lock(meeting_id)
    if minutes is None:
        raise rules.NothingToConfirmYet()
    rules.must_be_a_draft(minutes.frozen_at)
    rules.must_have_seen(minutes.edits, said.seen)
    voting = await Motion.exists(meeting_id=meeting_id, stage__in=VOTING)
    rules.must_be_over(meeting.ends_at, clock.now(), voting=voting)
    must_answer_what_was_said(meeting.form, await Disposition.filter(meeting_id=meeting_id).count())
    _put_hand(minutes, meeting, actor)
    if minutes.recorder_confirmed_at and minutes.host_confirmed_at:
        await _freeze(meeting, minutes)
        return True
    await minutes.save()
    happened(MinutesConfirmed(meeting_id, minutes.id))
    return False


def _put_hand(minutes: Minutes, meeting: Meeting, actor: Actor) -> None:
    assert actor.id is not None
    if actor.id == minutes.recorder_id:
        if minutes.recorder_confirmed_at:
            raise rules.OneHandOnly()
        minutes.recorder_confirmed_at = clock.now()
        return
    rules.must_be_the_host(meeting.convener_id, actor.id, staff=actor.holds(STAFF, meeting.path))
    if minutes.host_confirmed_at:
        raise rules.OneHandOnly()
    minutes.host_id, minutes.host_confirmed_at = actor.id, clock.now()


async def _freeze(meeting: Meeting, minutes: Minutes) -> None:
    await seal(meeting, minutes, clock.now())
    await reshape(meeting.id)
    happened(MinutesFrozen(meeting.id, minutes.id))


async def seal(meeting: Meeting, minutes: Minutes, at: datetime) -> None:
    """A step: from here on nothing in them changes. What is known of the meeting is written down with them, and
    hashed."""
    added = ActionItem.filter(meeting_id=meeting.id, minutes_id=None)
    answered = Disposition.filter(meeting_id=meeting.id, minutes_id=None)
    minutes.facts = await queries.facts_of(meeting) | {
        "recorder": await accounts.shown_name_of(minutes.recorder_id),
        "host": await accounts.shown_name_of(minutes.host_id or meeting.convener_id),
    }
    minutes.frozen_at, minutes.slot = at, None
    minutes.hash = rules.minutes_hash(
        await _said(minutes, [_told(each) async for each in added.select_related("item")])
        | {"dispositions": await answered.order_by("id").values("speaker", "comment", "outcome", "reason")}
    )
    await minutes.save()
    await added.update(minutes_id=minutes.id)
    await answered.update(minutes_id=minutes.id)


async def _said(minutes: Minutes, actions: list[dict[str, Any]]) -> dict[str, Any]:
    before = await Minutes.filter(meeting_id=minutes.meeting_id, version=minutes.version - 1).first()
    return {
        "meeting": minutes.meeting_id, "version": minutes.version, "reason": minutes.reason, "facts": minutes.facts,
        "present": minutes.present, "speakers": minutes.speakers, "notes": minutes.notes, "others": minutes.others,
        "actions": actions, "before": before.hash if before else "",
    }  # fmt: skip


def _told(each: ActionItem) -> dict[str, Any]:
    return {"item": each.item.position, "what": each.what, "owner": each.owner, "due_on": each.due_on.isoformat()}


@action
async def correct_minutes(actor: Actor, meeting_id: int, said: CorrectMinutes) -> None:
    """A new version begins as the one before was; that one stays. Raises NothingToConfirmYet, DraftUnderWay."""
    assert actor.id is not None
    _meeting, last = await under_lock(meeting_id)
    if last is None:
        raise rules.NothingToConfirmYet()
    if last.frozen_at is None:
        raise rules.DraftUnderWay()
    minutes = await Minutes.create(
        meeting_id=meeting_id, version=last.version + 1, slot=meeting_id, reason=said.reason, present=last.present,
        speakers=last.speakers, notes=last.notes, others=last.others, recorder_id=actor.id, written_at=clock.now(),
    )  # fmt: skip
    happened(MinutesReopened(meeting_id, minutes.id))


@action
async def add_action(actor: Actor, meeting_id: int, said: AddAction) -> int:
    """What, who, until which day. Raises MinutesAreFrozen, NotOnThisAgenda, ActionBeforeMeeting, TooManyActions."""
    assert actor.id is not None
    meeting, minutes = await under_lock(meeting_id)
    rules.must_be_a_draft(minutes.frozen_at if minutes else None)
    rules.must_come_after(said.due_on, clock.in_city(meeting.starts_at).date())
    if not await AgendaItem.exists(id=said.item, meeting_id=meeting_id):
        raise rules.NotOnThisAgenda()
    if await ActionItem.filter(meeting_id=meeting_id).count() >= rules.MOST_ACTIONS:
        raise rules.TooManyActions()
    added = await ActionItem.create(
        meeting_id=meeting_id, item_id=said.item, what=said.what, owner=said.owner, due_on=said.due_on,
        added_by_id=actor.id, added_at=clock.now(),
    )  # fmt: skip
    await note_change(minutes)
    happened(ActionAdded(meeting_id, added.id))
    return added.id


@action
async def drop_action(_actor: Actor, action_id: int) -> int:
    """Raises MinutesAreFrozen: what was confirmed stays. Returns its meeting."""
    found = await ActionItem.get(id=action_id)
    _meeting, minutes = await under_lock(found.meeting_id)
    found = await ActionItem.get(id=action_id)  # as it is under the lock: meanwhile it may have been confirmed
    if found.minutes_id is not None:
        raise rules.MinutesAreFrozen()
    await ActionItem.filter(id=action_id).delete()
    await note_change(minutes)
    happened(ActionDropped(found.meeting_id, action_id))
    return found.meeting_id


async def note_change(minutes: Minutes | None) -> None:
    """What is agreed belongs to the minutes: who has confirmed them looks again."""
    if minutes is not None:
        await Minutes.filter(id=minutes.id).update(
            edits=F("edits") + 1, recorder_confirmed_at=None, host_confirmed_at=None, host_id=None
        )
