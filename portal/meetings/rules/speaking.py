"""Who speaks next: those who have not spoken yet before those who have, and of these the first hand first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_

LONGEST = timedelta(minutes=3)  # what a speaker may expect; shown when over, and nobody is cut short by it
HELP = {"cannot_vote": N_("投不了票"), "cannot_hear": N_("听不见"), "come": N_("需要有人过来")}


class SpeakersClosed(Refused):
    message = N_("发言名单收了，没轮到的可以会后跟主持人说。")


class AlreadyRaised(Refused):
    message = N_("您已经举手了，等一等就轮到。")


class CalledElsewhere(Refused):
    message = N_("刚才有人点过了，看看现在是谁在发言。")


class NobodyWaits(Refused):
    message = N_("现在没有人举手。")


class HandGone(Refused):
    message = N_("这只手已经放下了，看看最新的名单。")


class MeetingOver(Refused):
    message = N_("会已经开完了。")


@dataclass(frozen=True)
class Waiting:
    """A hand on the list. `by` says whose, or is None where nobody knows: that one counts as a first time."""

    id: int
    by: str | None
    raised_at: datetime


def in_order(hands: Sequence[Waiting], spoke: Collection[str]) -> list[Waiting]:
    """First-time speakers of this meeting, then the others; by the time of the hand, then by its id."""
    return sorted(hands, key=lambda hand: (hand.by is not None and hand.by in spoke, hand.raised_at, hand.id))


def until(called_at: datetime) -> datetime:
    return called_at + LONGEST


def must_be_going_on(ends_at: datetime, now: datetime, *, voting: bool) -> None:
    """A room lasts until the end of the notice, and as long as a vote is open in it. Raises MeetingOver."""
    if now >= ends_at and not voting:
        raise MeetingOver()


def must_take_hands(*, closed: bool) -> None:
    """收单: who is on the list may still speak, nobody new. Raises SpeakersClosed."""
    if closed:
        raise SpeakersClosed()


def must_be_as_seen(speaking: int | None, seen: int) -> None:
    """Two who press at once call one speaker, not two. Raises CalledElsewhere."""
    if (speaking or 0) != seen:
        raise CalledElsewhere()
