"""Will enough come? What is sure, what may still be, and what is missing: whole heads and 0.01 m²."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.meetings.rules.decision import Mark


class Comes(StrEnum):
    COME = "come"
    PROXY = "proxy"
    STAY = "stay"


COMES = {Comes.COME: N_("来"), Comes.PROXY: N_("委托"), Comes.STAY: N_("不来")}


class MeetingBegun(Refused):
    message = N_("会已经开始了，来了请直接签到。")


def must_be_before(cancelled_at: datetime | None, starts_at: datetime, now: datetime) -> None:
    """An answer can be changed until the meeting starts. Raises MeetingCalledOff, MeetingBegun."""
    if cancelled_at is not None:
        raise MeetingCalledOff()
    if now >= starts_at:
        raise MeetingBegun()


@dataclass(frozen=True)
class Share:
    """Of the `whole`: `sure` to be represented, `open` because nobody has answered yet, and what is `missing`."""

    sure: int
    open: int
    whole: int
    missing: int


@dataclass(frozen=True)
class Forecast:
    """`area` only where the rule counts it. The quorum is reached when every share has reached the mark."""

    mark: Mark
    heads: Share
    area: Share | None

    @property
    def shares(self) -> tuple[Share, ...]:
        return (self.heads, self.area) if self.area else (self.heads,)

    @property
    def enough(self) -> bool:
        return all(self.mark.holds(share.sure, share.whole) for share in self.shares)

    @property
    def possible(self) -> bool:
        """Whether it is reached if everybody comes who has not answered."""
        return all(self.mark.holds(share.sure + share.open, share.whole) for share in self.shares)


def forecast(
    entries: Iterable[tuple[Collection[str], int]],
    coming: Collection[str],
    staying: Collection[str],
    mark: Mark,
    *,
    by_area: bool,
) -> Forecast:
    """Of an electorate given as holders and area of each right.

    A right is sure when one of its holders comes or has given a proxy that was accepted, lost only when all of them
    stay away, and open otherwise: where one stays at home, the other may still come.
    """
    roll = [(set(holders), size) for holders, size in entries]
    sure = [size for holders, size in roll if holders & set(coming)]
    still = [size for holders, size in roll if not holders & set(coming) and not (holders and holders <= set(staying))]
    heads = _share(mark, len(sure), len(still), len(roll))
    area = _share(mark, sum(sure), sum(still), sum(size for _, size in roll)) if by_area else None
    return Forecast(mark, heads, area)


def _share(mark: Mark, sure: int, still: int, whole: int) -> Share:
    return Share(sure, still, whole, mark.missing(sure, whole))
