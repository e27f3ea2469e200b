"""Which days are working days: the State Council's list of holidays and make-up days, as data."""

import json
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from portal.kit import clock

_LIST = Path(__file__).with_name("holidays.json")
# Where the year's list is not out yet: the days that the national rule on holidays fixes by the solar calendar.
_FIXED = frozenset({"01-01", "05-01", "05-02", "10-01", "10-02", "10-03"})


class NotAList(Exception):
    """The operator's list of holidays cannot be read: what is wrong with it."""


_more: dict[str, dict[str, list[str]]] = {}
_broken: list[str] = []


def use(path: Path | None) -> None:
    """Let years of another list count too, and before our own: the State Council's comes out late in the year before.

    Raises NotAList, and keeps what was known.
    """
    _broken.clear()
    try:
        found = _read(path) if path else {}
    except NotAList as problem:
        _broken.append(str(problem))
        raise
    _more.clear()
    _more.update(found)
    _listed.cache_clear()


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    try:
        years = json.loads(path.read_text())
        for year, days in years.items():
            for day in [*days["holidays"], *days["worked"]]:
                date.fromisoformat(f"{year}-{day}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotAList(f"{path}: {problem}") from problem
    return dict(years)


@cache
def _listed(year: int) -> tuple[frozenset[str], frozenset[str]] | None:
    of_year = (json.loads(_LIST.read_text()) | _more).get(str(year))
    return (frozenset(of_year["holidays"]), frozenset(of_year["worked"])) if of_year else None


def is_listed(year: int) -> bool:
    return _listed(year) is not None


def faults() -> list[str]:
    """What an operator should mend: a list that cannot be read, and a year that is here, or comes soon, without one."""
    today = clock.today()
    soon = {today.year, (today + timedelta(days=30)).year}
    return [
        *_broken,
        *(f"no list of holidays for {year}: set PORTAL_HOLIDAYS" for year in sorted(soon) if not is_listed(year)),
    ]


def is_working_day(day: date) -> bool:
    """Monday to Friday but for holidays, and the weekend days that are worked in their stead (调休)."""
    off, worked = _listed(day.year) or (_FIXED, frozenset())
    named = f"{day:%m-%d}"
    return named in worked or (day.weekday() < 5 and named not in off)


def end_after_working_days(start: datetime, days: int) -> datetime:
    """When `days` working days after `start` are over: the first day is not counted, and the last ends at 24:00 of the
    city (Civil Code arts. 201-203). UTC."""
    day = clock.in_city(start).date()
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return _end_of(day)


def end_after_days(start: datetime, days: int) -> datetime:
    """When `days` days after `start` are over; a last day that is no working day moves on to the next one (art. 203)."""
    day = clock.in_city(start).date() + timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1)
    return _end_of(day)


def working_days_between(start: datetime, end: datetime) -> int:
    """How many working days have begun after the day of `start`, up to and with that of `end`."""
    first, last = clock.in_city(start).date(), clock.in_city(end).date()
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), clock.CITY).astimezone(UTC)
