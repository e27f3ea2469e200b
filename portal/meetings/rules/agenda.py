"""What stands on an agenda, and until when it may be altered."""

from collections.abc import Collection
from datetime import datetime

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.decision import rule_of
from portal.meetings.rules.notice import VOTING, ClosesBeforeNotice, Stage, must_close_after_notice

MOST_ITEMS = 8  # more than an evening holds


class TooManyItems(Refused):
    status = 422
    message = N_("一次会最多议 8 项，请分两次开。")


class TopicMissing(Refused):
    status = 422
    message = N_("请写这一项议什么，或者选一件事。")


class MeetingCalledOff(Refused):
    message = N_("这次会已经取消了。")


class MeetingOver(Refused):
    message = N_("这次会已经开完了，不能再改。")


class VotingHere(Refused):
    message = N_("这次会正在表决，等它截止再改。")


class VotedHere(Refused):
    message = N_("这次会上已经表决过了，不能取消。")


class SameAsBefore(Refused):
    status = 422
    message = N_("和原来一样，没有改动。")


class ItemGone(Refused):
    message = N_("这一项已经撤下了。")


class AlreadyVoted(Refused):
    message = N_("这一项已经开过表决了，不能再改。要再表决，需重新通知。")


class OnlyTalkedOf(Refused):
    message = N_("这一项只商量，没有要表决的话。")


class NotOnTheEvening(Refused):
    status = 422
    message = N_("公告过的正式表决，会上不能改题目：公告要满 %(days)s 天。可以照原来的表决，或者这次只摸底。")


def must_be_amendable(rule_code: str, starts_at: datetime, closes_at: datetime, now: datetime) -> None:
    """Other words from the floor are voted on only where the days of notice, counted from now, are full in time: what
    was not announced is not decided (物业管理条例 14). Raises NotOnTheEvening, ClosesBeforeNotice, RuleUnverified."""
    try:
        must_close_after_notice(rule_code, now, closes_at)
    except ClosesBeforeNotice as late:
        if starts_at > now:
            raise
        raise NotOnTheEvening(days=rule_of(rule_code).notice_days) from late


def must_be_changeable(
    cancelled_at: datetime | None, ends_at: datetime, stages: Collection[str], now: datetime
) -> None:
    """Neither called off nor over, and nothing is being voted on. Raises MeetingCalledOff, MeetingOver, VotingHere."""
    if cancelled_at is not None:
        raise MeetingCalledOff()
    if any(stage in VOTING for stage in stages):
        raise VotingHere()
    if ends_at <= now:
        raise MeetingOver()


def must_be_cancellable(
    cancelled_at: datetime | None, ends_at: datetime, stages: Collection[str], now: datetime
) -> None:
    """What was decided stays decided. Raises VotedHere and what `must_be_changeable` raises."""
    must_be_changeable(cancelled_at, ends_at, stages, now)
    if Stage.CLOSED in stages:
        raise VotedHere()


def begins_anew(before: tuple[datetime, datetime], after: tuple[datetime, datetime]) -> bool:
    """Whether a meeting moved from `before` to `after` (start, close) needs its notice posted afresh.

    Put off, everybody has the longer to prepare, and the days counted so far stay. Brought forward, whoever relied on
    the day that was posted would come too late: the days are counted from the new notice.
    """
    return after[0] < before[0] or after[1] < before[1]
