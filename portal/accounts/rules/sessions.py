"""How long somebody stays signed in (ASVS V7.3), and when a code must be entered again."""

from datetime import datetime, timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_

RESIDENT, STAFF = timedelta(days=90), timedelta(hours=12)  # whatever happens
IDLE, STRONG_IDLE = timedelta(days=30), timedelta(minutes=30)  # unless it is used before
FRESH = timedelta(minutes=10)
WORTH_A_WRITE = {"idle": timedelta(hours=1), "strong": timedelta(minutes=1)}
MOST_IN_A_FAMILY = 6


class NotProved(Refused):
    status = 403
    message = N_("要改这些，先再填一次验证码。")


class FamilyFull(Refused):
    message = N_("一部手机最多登录 6 位家人，先退出一位。")


def lasts(*, staff: bool) -> timedelta:
    return STAFF if staff else RESIDENT


def idle_end(now: datetime, expires_at: datetime) -> datetime:
    return min(now + IDLE, expires_at)


def strong_end(now: datetime, expires_at: datetime) -> datetime:
    return min(now + STRONG_IDLE, expires_at)


def is_fresh(proved_at: datetime, now: datetime) -> bool:
    """Whether a code was entered lately enough to change addresses, helpers and the like."""
    return now - proved_at < FRESH
