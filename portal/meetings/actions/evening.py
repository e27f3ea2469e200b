"""While the meeting lasts: hands, the speaker, a line for everybody, and calls for help.

Whoever changes the list holds the lock of the meeting, so that two consoles call one speaker and no number is given
twice.
"""

from tortoise.expressions import F

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.meetings import events
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.models import Hand, HelpCall, Meeting, Motion
from portal.meetings.queries import evening as asking
from portal.meetings.rules import VOTING
from portal.meetings.rules import speaking as rules
from portal.places import queries as places
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def raise_hand(actor: Actor, meeting_id: int) -> None:
    """Raises MeetingOver, SpeakersClosed, AlreadyRaised."""
    meeting = await _locked(meeting_id)
    slot = f"person:{actor.id}"
    if await Hand.exists(meeting_id=meeting_id, slot=slot):
        raise rules.AlreadyRaised()
    homes = await accounts.own_homes(actor)
    here = next((home for home in homes if home.path.startswith(meeting.area.path)), None)
    label = await places.building_at(here.path) if here else ""
    await _raise(meeting, actor.id, label, slot)


@action
async def raise_for(_actor: Actor, meeting_id: int, label: str) -> None:
    """A hand for somebody without a phone. Raises MeetingOver, SpeakersClosed."""
    await _raise(await _locked(meeting_id), None, label, None)


async def _raise(meeting: Meeting, person_id: int | None, label: str, slot: str | None) -> None:
    rules.must_take_hands(closed=meeting.list_closed)
    number = await Hand.filter(meeting_id=meeting.id).count() + 1
    hand = await Hand.create(
        meeting_id=meeting.id, person_id=person_id, label=label[:40], slot=slot, number=number, raised_at=clock.now()
    )
    await _move_desk(meeting.id)
    happened(events.HandRaised(meeting.id, hand.id))


@action
async def lower_hand(actor: Actor, meeting_id: int) -> None:
    """Raises HandGone. Who is speaking has come to an end by it."""
    await _locked(meeting_id)
    hand = await Hand.filter(meeting_id=meeting_id, slot=f"person:{actor.id}").first()
    if hand is None:
        raise rules.HandGone()
    await _end(hand, "spoke" if hand.called_at else "down")
    happened(events.HandLowered(meeting_id, hand.id))


@action
async def call_next(_actor: Actor, meeting_id: int, seen: int) -> None:
    """请发言: who spoke has spoken, and the next has the word. Raises CalledElsewhere, NobodyWaits."""
    await _locked(meeting_id)
    listed = await asking.speakers_of(meeting_id)
    speaking = listed.now.hand if listed.now else None
    rules.must_be_as_seen(speaking.id if speaking else None, seen)
    if not listed.waiting:
        raise rules.NobodyWaits()
    if speaking is not None:
        await _end(speaking, "spoke")
    called = listed.waiting[0].hand
    await Hand.filter(id=called.id).update(called_at=clock.now())
    await _reshape(meeting_id)
    happened(events.SpeakerCalled(meeting_id, called.id))


@action
async def end_speech(_actor: Actor, meeting_id: int, hand_id: int) -> None:
    """说完了. Raises HandGone."""
    hand = await _listed(meeting_id, hand_id)
    if hand.called_at is None:
        raise rules.HandGone()
    await _end(hand, "spoke")
    happened(events.SpeechEnded(meeting_id, hand_id))


@action
async def skip_hand(_actor: Actor, meeting_id: int, hand_id: int) -> None:
    """Not there, or not now: off the list, and free to raise a hand again. Raises HandGone."""
    hand = await _listed(meeting_id, hand_id)
    await _end(hand, "skipped")
    happened(events.HandSkipped(meeting_id, hand_id))


async def _listed(meeting_id: int, hand_id: int) -> Hand:
    await _locked_at_any_time(meeting_id)
    hand = await Hand.filter(id=hand_id, meeting_id=meeting_id, ended="").first()
    if hand is None:
        raise rules.HandGone()
    return hand


async def _end(hand: Hand, how: str) -> None:
    await Hand.filter(id=hand.id).update(ended=how, ended_at=clock.now(), slot=None)
    await (_reshape if hand.called_at else _move_desk)(hand.meeting_id)


@action
async def close_list(_actor: Actor, meeting_id: int) -> None:
    """收单: who is on it may still speak."""
    await Meeting.filter(id=meeting_id).update(list_closed=True)
    await _reshape(meeting_id)
    happened(events.ListClosed(meeting_id))


@action
async def open_list(_actor: Actor, meeting_id: int) -> None:
    await Meeting.filter(id=meeting_id).update(list_closed=False)
    await _reshape(meeting_id)
    happened(events.ListOpened(meeting_id))


@action
async def announce(_actor: Actor, meeting_id: int, line: str) -> None:
    """One line on every phone and on the screen, until the next; an empty one takes it away. Raises what
    `must_be_fit_to_post` does."""
    meeting = await Meeting.get(id=meeting_id).select_related("area")
    await must_be_fit_to_post(meeting.path, {"announcement": line})
    await Meeting.filter(id=meeting_id).update(announcement=line)
    await _reshape(meeting_id)
    happened(events.Announced(meeting_id))


@action
async def ask_help(actor: Actor, meeting_id: int, kind: str) -> None:
    """Asked again while it waits, it is the same call. Raises MeetingOver."""
    assert actor.id is not None
    await _locked(meeting_id)
    slot = f"person:{actor.id}"
    if await HelpCall.exists(meeting_id=meeting_id, slot=slot):
        return
    call = await HelpCall.create(meeting_id=meeting_id, person_id=actor.id, kind=kind, slot=slot, at=clock.now())
    await _move_desk(meeting_id)
    happened(events.HelpAsked(meeting_id, call.id))


@action
async def answer_help(_actor: Actor, meeting_id: int, call_id: int) -> None:
    """Answered twice is answered once."""
    waiting = HelpCall.filter(id=call_id, meeting_id=meeting_id, answered_at__isnull=True)
    if await waiting.update(answered_at=clock.now(), slot=None):
        await _move_desk(meeting_id)
        happened(events.HelpAnswered(meeting_id, call_id))


async def _locked(meeting_id: int) -> Meeting:
    meeting = await _locked_at_any_time(meeting_id)
    voting = await Motion.exists(meeting_id=meeting_id, stage__in=VOTING)
    rules.must_be_going_on(meeting.ends_at, clock.now(), voting=voting)
    return meeting


async def _locked_at_any_time(meeting_id: int) -> Meeting:
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    await meeting.fetch_related("area")
    return meeting


async def _reshape(meeting_id: int) -> None:
    await Meeting.filter(id=meeting_id).update(version=F("version") + 1, desk=F("desk") + 1)


async def _move_desk(meeting_id: int) -> None:
    await Meeting.filter(id=meeting_id).update(desk=F("desk") + 1)
