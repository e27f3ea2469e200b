"""试投: a question about nothing, so that nobody's first ballot is one that counts."""

from collections.abc import Collection
from datetime import datetime, timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.agenda import MeetingCalledOff, MeetingOver
from portal.meetings.rules.notice import VOTING

QUESTION = N_("今晚的灯亮不亮？")
LASTS = timedelta(minutes=10)
EARLIEST = timedelta(hours=1)  # before the meeting begins: the evening, and not the week before


class NotYetTheEvening(Refused):
    message = N_("开会前一小时才能试投。")


class VotingNow(Refused):
    message = N_("正在正式表决，不能试投。")


class RehearsalOn(Refused):
    message = N_("已经在试投了。")


class RehearsalOver(Refused):
    message = N_("试投结束了，等正式表决。")


class TryToChoose(Refused):
    status = 422
    message = N_("请点同意、反对或弃权，试一下。")


def must_be_the_evening(
    cancelled_at: datetime | None, starts_at: datetime, ends_at: datetime, stages: Collection[str], now: datetime
) -> None:
    """Raises MeetingCalledOff, MeetingOver, NotYetTheEvening, VotingNow."""
    if cancelled_at is not None:
        raise MeetingCalledOff()
    if now >= ends_at:
        raise MeetingOver()
    if now < starts_at - EARLIEST:
        raise NotYetTheEvening()
    if any(stage in VOTING for stage in stages):
        raise VotingNow()
