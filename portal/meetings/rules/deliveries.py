"""送达: by hand, in the letter box or at the home, or by the way that the owner gave; a home not reached is told with
the result, and is something else than one that did not vote."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_


class Method(StrEnum):
    HANDED = "handed"
    POSTED = "posted"
    CALLED = "called"
    MAILED = "mailed"
    PORTAL = "portal"  # which the portal alone writes


class Outcome(StrEnum):
    DELIVERED = "delivered"
    PAPER = "paper"  # and took a ballot on paper
    ABSENT = "absent"
    DECLINED = "declined"


REACHED = frozenset({Outcome.DELIVERED, Outcome.PAPER})
METHODS = {
    Method.HANDED: N_("当面交到手里"),
    Method.POSTED: N_("放进信箱，或贴在家门口"),
    Method.CALLED: N_("打电话，或发微信"),
    Method.MAILED: N_("挂号信"),
    Method.PORTAL: N_("门户通知到了"),
}
OUTCOMES = {
    Outcome.DELIVERED: N_("送到了"),
    Outcome.PAPER: N_("拿了纸质票"),
    Outcome.ABSENT: N_("没人在家"),
    Outcome.DECLINED: N_("不愿意谈"),
}
# Why somebody looks at which doors have not voted yet.
REASONS = {"door": N_("挨家上门，给没手机的送纸质票"), "asked": N_("住户请我们上门帮忙")}
SKEW = timedelta(minutes=10)  # by which a phone's clock may be ahead
LOOKING = timedelta(hours=12)  # one round of the doors: whoever looks later gives a reason again


class DeliveredInFuture(Refused):
    status = 422
    message = N_("还没到这个时间，不能先记。请看看手机的钟。")


class DeliveredBeforeNotice(Refused):
    status = 422
    message = N_("公告发出以后才算送达，时间请再看一遍。")


class DeliveredAfterClose(Refused):
    message = N_("表决已经截止了，之后的不算送达。")


class NotOnThisList(Refused):
    status = 422
    message = N_("这一户不在这次表决的名册上。")


class StruckAlready(Refused):
    message = N_("这一条已经划掉了。")


class NoLookReason(Refused):
    status = 422
    message = N_("先选一个看的理由。谁看的、为什么看，这一页上都写着。")


class NobodyVotesNow(Refused):
    message = N_("现在没有正在投的，没有什么可看。")


class CannotHelpHere(Refused):
    status = 422
    message = N_("请从这里任职的人里选一位。")


def is_ahead(occurred_at: datetime, now: datetime) -> bool:
    """Whether a phone's clock is a little fast: its time is then taken as now, and that is said."""
    return now < occurred_at <= now + SKEW


def settled(occurred_at: datetime, noticed_at: datetime, closes_at: datetime | None, now: datetime) -> datetime:
    """When it was, as it is written down. A phone says the minute, so the notice counts from its minute.

    Raises DeliveredInFuture, DeliveredBeforeNotice, DeliveredAfterClose.
    """
    if occurred_at > now + SKEW:
        raise DeliveredInFuture()
    if occurred_at < noticed_at.replace(second=0, microsecond=0):
        raise DeliveredBeforeNotice()
    at = min(occurred_at, now)
    if closes_at is not None and at > closes_at:
        raise DeliveredAfterClose()
    return at


def reached(groups: Iterable[Collection[int]], delivered: Collection[int]) -> set[int]:
    """The homes of those who were reached in any of theirs: an owner of two homes is one (解释 art. 9)."""
    there = set(delivered)
    return {home for group in groups if not there.isdisjoint(group) for home in group}


def unreached(groups: Iterable[Collection[int]], delivered: Collection[int]) -> int:
    """How many rights were not reached in any home. One that stands for no home is not brought anything."""
    there = set(delivered)
    return sum(bool(group) and there.isdisjoint(group) for group in groups)
