"""When a place is open. Hours are minutes of the city's day, half-open: who closes at 21:00 is shut at 21:00.

Past midnight is two spans: until 24:00, and from 0:00 of the day after. What a day of exception says replaces the week.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_

MIDNIGHT = 24 * 60
MOST_SPANS = 4
LOOKED_AHEAD = 60  # days in which the next opening is sought
LONGEST_EXCEPTION = 31  # days that one exception may cover


class HoursUnreadable(Refused):
    status = 422
    message = N_("时间要写成 8:30-12:00 14:00-18:00 这样，不开门就空着。")


class HoursBackwards(Refused):
    status = 422
    message = N_("关门要晚于开门。过了半夜的分两天写：先写到 24:00，第二天从 0:00 写起。")


class HoursOverlap(Refused):
    status = 422
    message = N_("同一天的几段时间叠在一起了，请错开。")


class TooManySpans(Refused):
    status = 422
    message = N_("一天最多写四段时间。")


class DayGone(Refused):
    status = 422
    message = N_("这一天已经过了，请选今天或以后。")


class DaysBackwards(Refused):
    status = 422
    message = N_("最后一天不能早于第一天。")


class TooManyDays(Refused):
    status = 422
    message = N_("一次最多写 31 天。")


@dataclass(frozen=True, order=True)
class Span:
    """From `opens` to `closes`, in minutes of the day; 1440 is midnight at its end."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{clock_time(self.opens)}-{clock_time(self.closes)}"


@dataclass(frozen=True)
class Opening:
    """A venue's week (Monday is 0), and the days that are unlike it."""

    week: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    exceptions: Mapping[date, Sequence[Span]] = field(default_factory=dict)

    def on(self, day: date) -> list[Span]:
        """The spans of that day, in order, those that touch made one."""
        spans = self.exceptions[day] if day in self.exceptions else self.week.get(day.weekday(), ())
        return joined(spans)


@dataclass(frozen=True)
class Change:
    """The next time that the door opens or closes."""

    at: datetime
    opens: bool


def clock_time(minutes: int) -> str:
    """8:30, and 24:00 for midnight at the end of a day."""
    return f"{minutes // 60}:{minutes % 60:02}"


def minute_of(moment: datetime) -> int:
    local = clock.in_city(moment)
    return local.hour * 60 + local.minute


def moment_of(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(), clock.CITY) + timedelta(minutes=minutes)


def joined(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.opens <= found[-1].closes:
            found[-1] = Span(found[-1].opens, max(found[-1].closes, span.closes))
        else:
            found.append(span)
    return found


def is_open(opening: Opening, now: datetime) -> bool:
    minute = minute_of(now)
    return any(span.opens <= minute < span.closes for span in opening.on(clock.in_city(now).date()))


def covers(opening: Opening, starts: datetime, ends: datetime) -> bool:
    """Whether the place is open from `starts` to `ends` without a break, within one day of the city."""
    day = clock.in_city(starts).date()
    first = minute_of(starts)
    last = first + int((ends - starts).total_seconds()) // 60
    return any(span.opens <= first and last <= span.closes for span in opening.on(day))


def next_change(opening: Opening, now: datetime) -> Change | None:
    """When the door next opens or closes; None where it does neither in the days looked ahead."""
    was = is_open(opening, now)
    for at, opens in _edges(opening, clock.in_city(now).date()):
        if at > now and opens != was:
            return Change(at, opens)
    return None


def _edges(opening: Opening, today: date) -> Iterator[tuple[datetime, bool]]:
    """Every opening and closing from today on. A door that is open across midnight neither closes nor opens there."""
    for n in range(LOOKED_AHEAD + 1):
        day = today + timedelta(days=n)
        through = bool(n) and _runs_into(opening, day)
        for span in opening.on(day):
            if span.opens > 0 or not through:
                yield moment_of(day, span.opens), True
            if span.closes < MIDNIGHT or not _runs_into(opening, day + timedelta(days=1)):
                yield moment_of(day, span.closes), False


def _runs_into(opening: Opening, day: date) -> bool:
    """Whether the evening before goes on into this day."""
    before, after = opening.on(day - timedelta(days=1)), opening.on(day)
    return bool(before and after) and before[-1].closes == MIDNIGHT and after[0].opens == 0


_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})")
_BETWEEN = re.compile(r"[\s,，、;；]*")


def spans_in(text: str) -> list[Span]:
    """8:30-12:00 14:00-18:00 as spans; nothing is closed.

    Raises HoursUnreadable, HoursBackwards, HoursOverlap, TooManySpans.
    """
    spans = []
    for found in _SPAN.finditer(text):
        opens, closes = (int(found[n]) * 60 + int(found[n + 1]) for n in (1, 3))
        if max(int(found[2]), int(found[4])) > 59 or max(opens, closes) > MIDNIGHT:
            raise HoursUnreadable()
        if closes <= opens:
            raise HoursBackwards()
        spans.append(Span(opens, closes))
    if not _BETWEEN.fullmatch(_SPAN.sub("", text)):
        raise HoursUnreadable()
    if len(spans) > MOST_SPANS:
        raise TooManySpans()
    spans.sort()
    if any(one.closes > other.opens for one, other in zip(spans, spans[1:], strict=False)):
        raise HoursOverlap()
    return spans


def told(spans: Sequence[Span]) -> str:
    """The spans as they are typed and read: 8:30-12:00 14:00-18:00."""
    return " ".join(str(span) for span in sorted(spans))


def days_from(first: date, last: date | None, today: date) -> list[date]:
    """The days of an exception. Raises DayGone, DaysBackwards, TooManyDays."""
    last = last or first
    if first < today:
        raise DayGone()
    if last < first:
        raise DaysBackwards()
    if (last - first).days >= LONGEST_EXCEPTION:
        raise TooManyDays()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
