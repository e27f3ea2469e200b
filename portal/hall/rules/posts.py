"""What holds of what neighbours say to each other: to whom one can reply, in which order it stands, what may be changed."""

import re
from datetime import timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from portal.hall.rules.lifecycle import ENDS, Shown, State
from portal.kit.errors import Refused
from portal.kit.words import N_

SAID_JUST_NOW = timedelta(minutes=1)
ALIKE = 0.9  # from here on two texts differ by a slip of the finger
QUOTED = 40  # characters of a quotation
REPLIES_AT_ONCE = 20  # of one post on the thread's page; the others stand on the post's own
OPEN_UP_TO = 2  # replies: more are folded, since a long row of them cannot be read past on a phone


class Order(StrEnum):
    """In which order posts stand. None asks how many liked them.

    `balanced`: the first of each stance, then the second of each, and so on. `unanswered`: those to which nobody has
    replied and of which nobody of the community or the property has said 有道理, the oldest first.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    BALANCED = "balanced"
    UNANSWERED = "unanswered"


ORDERS = {
    Order.NEWEST: N_("最新"),
    Order.OLDEST: N_("最早"),
    Order.BALANCED: N_("各方轮着看"),
    Order.UNANSWERED: N_("还没人回应"),
}


class NothingMoreToSay(Refused):
    message = N_("这件事已经了结，不再收发言了。您写的还在。")


class RepliedToHidden(Refused):
    message = N_("您回复的那条现在看不到了，没有发出去。您写的还在。")


class SaidAlready(Refused):
    message = N_("这句话您刚说过，已经发出去了，不用再发。")


class OwnNod(Refused):
    message = N_("这是您自己说的，不能给自己点。")


class NotToBeChanged(Refused):
    message = N_("这条现在改不了了。您写的还在。")


class NothingChanged(Refused):
    status = 422
    message = N_("和原来一样，没有改。")


def must_be_open(state: str) -> None:
    """A matter that was sent elsewhere or undone takes nothing more. Raises NothingMoreToSay."""
    if State(state) in ENDS:
        raise NothingMoreToSay()


def must_be_seen(shown: str, refusal: type[Refused]) -> None:
    if shown != Shown.SHOWN:
        raise refusal()


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts are the same but for spaces, signs, case, or a character in ten."""
    first, second = _letters(one), _letters(other)
    if not first or not second:
        return one.strip() == other.strip()
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def mark_of(order: Order, turn: int, post_id: int) -> str:
    """Where the next page begins after this post."""
    return f"{turn}.{post_id}" if order == Order.BALANCED else str(post_id)
