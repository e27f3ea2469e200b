"""A ballot on paper counts when two people have read the same on it, neither of them who called the vote."""

from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_


class PaperState(StrEnum):
    WAITING = "waiting"  # for the second person
    COUNTED = "counted"
    DIFFERS = "differs"  # the two read different things: it is recorded anew
    WITHDRAWN = "withdrawn"


class PaperWaits(Refused):
    message = N_("这一票已经录过一张，等第二个人核对。录错了可以先撤回。")


class PaperDone(Refused):
    message = N_("这张票已经核对过了。")


class PaperNotRead(Refused):
    message = N_("还没核对完。等另一个人核对完，才能再看照片。")


class NothingOnPaper(Refused):
    status = 404
    message = N_("这次会没有要在纸上投的。")


class PaperDiffers(Refused):
    status = 422
    message = N_("和第一个人录的不一样，没有计入。请两个人拿着纸一起看，再录一遍。")


def must_wait(state: str) -> None:
    """Raises PaperDone."""
    if state != PaperState.WAITING:
        raise PaperDone()


def must_be_settled(state: str) -> None:
    """While a paper waits, only its second reader sees its photo. Raises PaperNotRead."""
    if state == PaperState.WAITING:
        raise PaperNotRead()
