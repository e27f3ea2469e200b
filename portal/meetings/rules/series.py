"""The next time of the same meeting."""

from datetime import date, datetime, timedelta

from portal.kit import clock

WEEK, FORTNIGHT, MONTH = "week", "fortnight", "month"
AGAIN = (WEEK, FORTNIGHT, MONTH)


def next_time(starts: datetime, how: str, now: datetime) -> datetime:
    """The first such day ahead, at the same hour of the city: weekly, every other week, or on the same weekday of
    the month (the second Wednesday; a fifth becomes the last)."""
    local = clock.in_city(starts)
    day = local.date()
    while True:
        day = _same_of_next_month(day, _nth(local.date())) if how == MONTH else day + _step(how)
        found = datetime.combine(day, local.time(), tzinfo=clock.CITY)
        if found > now:
            return found


def _step(how: str) -> timedelta:
    return timedelta(days=14 if how == FORTNIGHT else 7)


def _nth(day: date) -> int:
    """0 for the first such weekday of its month."""
    return (day.day - 1) // 7


def _same_of_next_month(day: date, nth: int) -> date:
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * nth)
    return found if found.month == first.month else found - timedelta(days=7)
