"""What holds of words that are written down for somebody (代录)."""

from datetime import datetime, timedelta
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

UNWITNESSED_FOR = timedelta(days=7)  # after which nobody remembers what was said
MOST_AT_ONCE = 100


class Kind(StrEnum):
    """What is done for them: a matter raised, one seconded, or something said."""

    RAISE = "raise"
    SECOND = "second"
    SAY = "say"


CONSENTS = {
    "spoken": N_("当面说同意"),
    "paper": N_("签了字"),
    "chat": N_("群里说过要转到这里"),
}


class WitnessMissing(Refused):
    message = N_("要换一个人来见证，记的人自己不算。")


class AlreadyWitnessed(Refused):
    message = N_("已经见证过了，都记上了。")


class TooLateToWitness(Refused):
    message = N_("过了 7 天没人见证，请重新记一次。")


class AlreadyTakenBack(Refused):
    message = N_("这段话已经撤下了。")


class NotWitnessedYet(Refused):
    message = N_("还没有人见证，先不用撤，不见证就不算。")


class NothingChosen(Refused):
    status = 422
    message = N_("一条也没有选，请至少勾一条。")


def must_be_fresh(collected_at: datetime, now: datetime) -> None:
    if now - collected_at > UNWITNESSED_FOR:
        raise TooLateToWitness()
