"""A ballot on paper counts when two people have read the same on it, neither of them who called the vote."""

from collections.abc import Collection
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.decision import Kind
from portal.meetings.rules.notice import Stage


class PaperState(StrEnum):
    WAITING = "waiting"  # for the second person
    COUNTED = "counted"
    DIFFERS = "differs"  # the two read different things: it is recorded anew
    WITHDRAWN = "withdrawn"


class PaperWaits(Refused):
    message = N_("这一票已经录过一张，等第二个人核对。录错了可以先撤回。")


class KnownToYouAlone(Refused):
    message = N_("这一户的住户是您一个人确认的，这张票请另外的同事来录、来核对。")


class PaperDone(Refused):
    message = N_("这张票已经核对过了。")


class PaperNotOpen(Refused):
    message = N_("还在投票，照片先不给看。截止以后有人不服，再来看。")


class NothingOnPaper(Refused):
    status = 404
    message = N_("这次会没有要在纸上投的。")


class PaperDiffers(Refused):
    status = 422
    message = N_("和第一个人录的不一样，没有计入。请两个人拿着纸一起看，再录一遍。")


def must_not_be_known_alone(kind: str, holders: Collection[str], alone: Collection[str]) -> None:
    """Who alone has confirmed that somebody lives or owns there does not enter their paper: else one pair of hands could
    make a voter and the vote. A straw poll decides nothing. Raises KnownToYouAlone."""
    if kind != Kind.STRAW_POLL and set(holders) & set(alone):
        raise KnownToYouAlone()


def must_wait(state: str) -> None:
    """Raises PaperDone."""
    if state != PaperState.WAITING:
        raise PaperDone()


def must_be_doubted(state: str, stage: str) -> None:
    """While a paper waits, its second reader alone sees the photo; and how a home voted is nobody's to look up before
    the close. What the two read differently does not count, and may be looked at together. Raises PaperNotOpen."""
    if state == PaperState.WAITING or (state == PaperState.COUNTED and stage != Stage.CLOSED):
        raise PaperNotOpen()
