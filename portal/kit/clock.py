"""What time it is. The whole portal asks here, so that a test can say."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Shanghai")


def _of_the_machine() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _of_the_machine


def now() -> datetime:
    """The present in UTC."""
    return _source()


def today() -> date:
    """The calendar day in the city."""
    return now().astimezone(CITY).date()


def in_city(moment: datetime) -> datetime:
    return moment.astimezone(CITY)


def follow(source: Callable[[], datetime] | None) -> None:
    """Take the time from `source`; from the machine when None."""
    global _source
    _source = source or _of_the_machine
