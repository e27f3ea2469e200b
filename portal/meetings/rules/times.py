"""When would a meeting suit? A few times, one tap each, and only numbers are told."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

FEWEST, MOST = 2, 6


class Suits(StrEnum):
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


SUITS = {Suits.YES: N_("可以"), Suits.MAYBE: N_("勉强"), Suits.NO: N_("不行")}


class TooFewTimes(Refused):
    status = 422
    message = N_("请给 2 到 6 个不同的时间，大家好选。")


class TimeGone(Refused):
    status = 422
    message = N_("有一个时间已经过了，请选以后的。")


class TimeNotOffered(Refused):
    status = 422
    message = N_("请从列出的时间里选一个。")


class TimesSettled(Refused):
    message = N_("时间已经定了，不用再点。")


def must_offer(times: Collection[datetime], now: datetime) -> None:
    """Raises TooFewTimes, TimeGone."""
    if not FEWEST <= len(set(times)) <= MOST:
        raise TooFewTimes()
    if min(times) <= now:
        raise TimeGone()


def must_be_asking(chosen_at: datetime | None) -> None:
    """Raises TimesSettled."""
    if chosen_at is not None:
        raise TimesSettled()
