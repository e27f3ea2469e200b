"""The speakers' list and the calls for help, as the room, the console and the screen see them."""

from dataclasses import dataclass
from datetime import datetime

from portal.kit import masking
from portal.meetings.models import Hand, HelpCall, Meeting
from portal.meetings.rules import speaking as rules
from portal.policy import Actor


@dataclass(frozen=True)
class Speaker:
    """`name` is masked, and for the console alone: the room and the screen show the number."""

    hand: Hand
    name: str

    @property
    def until(self) -> datetime | None:
        return rules.until(self.hand.called_at) if self.hand.called_at else None


@dataclass(frozen=True)
class Speakers:
    now: Speaker | None
    waiting: list[Speaker]
    own: Hand | None
    ahead: int


def by(hand: Hand) -> str | None:
    """Whose hand it is, as the order asks: a person, a label, or nobody known."""
    return f"person:{hand.person_id}" if hand.person_id else hand.label or None


async def speakers_of(meeting_id: int, actor: Actor | None = None) -> Speakers:
    """The list in its order; two queries."""
    hands = await Hand.filter(meeting_id=meeting_id, ended="").select_related("person")
    spoke = {by(hand) for hand in await Hand.filter(meeting_id=meeting_id, ended="spoke")} - {None}
    shown = {hand.id: _speaker(hand) for hand in hands}
    waiting = [rules.Waiting(hand.id, by(hand), hand.raised_at) for hand in hands if hand.called_at is None]
    order = [shown[each.id] for each in rules.in_order(waiting, {str(each) for each in spoke})]
    own = next((h for h in hands if actor is not None and actor.id is not None and h.person_id == actor.id), None)
    ahead = next((n for n, each in enumerate(order) if own is not None and each.hand.id == own.id), 0)
    return Speakers(next((s for s in shown.values() if s.hand.called_at), None), order, own, ahead)


def _speaker(hand: Hand) -> Speaker:
    name = masking.name(hand.person.name) if hand.person else ""
    return Speaker(hand, f"{hand.label} {name}".strip())


async def help_waiting(meeting_id: int) -> list[HelpCall]:
    """The calls that nobody has answered, the first first."""
    found = HelpCall.filter(meeting_id=meeting_id, answered_at__isnull=True)
    return await found.select_related("person").order_by("id").limit(50)


async def own_help(actor: Actor, meeting: Meeting) -> HelpCall | None:
    if actor.id is None:
        return None
    return await HelpCall.filter(meeting_id=meeting.id, person_id=actor.id, answered_at__isnull=True).first()
