"""When a vote may open, and until when it is open."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.decision import rule_of


class Stage(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    HANDS = "hands"  # open too, and counted in the hall: no ballot is cast
    CLOSED = "closed"
    CALLED_OFF = "called_off"  # before it was opened: the meeting, or the item, is not held


VOTING = (Stage.OPEN, Stage.HANDS)


class MotionNotOpen(Refused):
    message = N_("这一项还没有开始表决。")


class VotedByHands(Refused):
    message = N_("这一项在会场举手表决，不用在手机或纸上投。")


class VotingClosed(Refused):
    message = N_("表决已结束，这一票没有计入。可以看结果、提疑问。")


class AlreadyOpened(Refused):
    message = N_("这一项已经开过表决了。要再表决，需重新通知。")


class MotionCalledOff(Refused):
    message = N_("这一项撤下了，这次不表决。要表决，请重新通知。")


class NoticeTooShort(Refused):
    message = N_("公告还不够 %(days)s 天，最早 %(day)s 才能表决。")


class ClosesBeforeNotice(Refused):
    status = 422
    message = N_("这样表决公告要满 %(days)s 天，最早 %(day)s 才能开始。请把截止改到那天以后，或者只摸底。")


class StartsBeforeNotice(Refused):
    status = 422
    message = N_("这种会公告要满 %(days)s 天，最早 %(day)s 才能开。")


class ClosesTooSoon(Refused):
    message = N_("截止时间已经过了，不能再开始表决。请重新通知。")


class NotYetEveryone(Refused):
    message = N_("全部投完才能提前结束。")


class RuleUnverified(Refused):
    message = N_("这条规则的人数还没核实，不能用来表决。")


def first_possible_day(posted: date, days: int) -> date:
    """The first day a vote may open after `days` full days of notice. The day of posting is not counted (Civil Code
    201), and the last ends at midnight: 15 days posted on 7 November are full on the 22nd, so the 23rd."""
    return posted + timedelta(days=days + 1) if days else posted


def first_possible(rule_code: str, noticed_at: datetime) -> date:
    return first_possible_day(clock.in_city(noticed_at).date(), rule_of(rule_code).notice_days)


def must_be_noticed(rule_code: str, noticed_at: datetime, now: datetime) -> None:
    """`noticed_at` is when this item was posted in the words that it has now.

    Raises NoticeTooShort, which says when the vote becomes possible, and RuleUnverified.
    """
    rule = rule_of(rule_code)
    if rule.unverified:
        raise RuleUnverified()
    day = first_possible(rule_code, noticed_at)
    if clock.in_city(now).date() < day:
        raise NoticeTooShort(days=rule.notice_days, day=f"{day.month}月{day.day}日")


def must_close_after_notice(rule_code: str, noticed_at: datetime, closes_at: datetime) -> None:
    """A vote whose close comes before its first possible day could never be held. Raises ClosesBeforeNotice, which
    says what would make it possible, and RuleUnverified."""
    rule = rule_of(rule_code)
    if rule.unverified:
        raise RuleUnverified()
    day = first_possible(rule_code, noticed_at)
    if clock.in_city(closes_at).date() < day:
        raise ClosesBeforeNotice(days=rule.notice_days, day=f"{day.month}月{day.day}日")


def must_start_after_notice(days: int, noticed_at: datetime, starts_at: datetime) -> None:
    """Raises StartsBeforeNotice, which says the first day on which such a meeting can be held."""
    day = first_possible_day(clock.in_city(noticed_at).date(), days)
    if clock.in_city(starts_at).date() < day:
        raise StartsBeforeNotice(days=days, day=f"{day.month}月{day.day}日")


def must_be_draft(stage: str, closes_at: datetime, now: datetime) -> None:
    """No second vote on an item without a fresh notice. Raises AlreadyOpened, MotionCalledOff, ClosesTooSoon."""
    if stage == Stage.CALLED_OFF:
        raise MotionCalledOff()
    if stage != Stage.DRAFT:
        raise AlreadyOpened()
    if now >= closes_at:
        raise ClosesTooSoon()


# After the close: what was received before it may still be on its way to the disk, and what comes later is refused.
GRACE = timedelta(seconds=1)


def must_be_open(stage: str, closes_at: datetime, received_at: datetime) -> None:
    """A ballot counts that the server received before the close. Raises MotionNotOpen, VotedByHands,
    VotingClosed."""
    if stage == Stage.DRAFT:
        raise MotionNotOpen()
    if stage == Stage.HANDS:
        raise VotedByHands()
    if stage != Stage.OPEN or received_at >= closes_at:
        raise VotingClosed()


def must_have_everyone(turnout: int, rights: int) -> None:
    """The only early close: every right has voted. Raises NotYetEveryone."""
    if turnout < rights:
        raise NotYetEveryone()
