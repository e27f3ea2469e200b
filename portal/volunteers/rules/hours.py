"""Time truly served: whole minutes, half hours by a table, and nothing twice."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_A_DAY = 12 * 60  # minutes; beyond it nothing is credited
MANY_A_DAY = 8 * 60  # minutes; beyond it the record is flagged, and still credited
ROUNDS_A_DAY = 3  # pairs of start and end, per shift, person and day
FORGOTTEN_AFTER = timedelta(hours=2)  # past the planned end, without an end signed
OVERRUN = timedelta(minutes=30)  # an end signed later than this past the plan is looked at, one by one

# By rule: up to how many minutes of the last hour count as how many half hours.
ROUNDINGS: dict[str, tuple[tuple[int, int], ...]] = {"half-hour-15-45": ((15, 0), (45, 1), (60, 2))}
RULE = "half-hour-15-45"


Span = tuple[datetime, datetime]


class EndsBeforeItBegan(Refused):
    status = 422
    message = N_("结束要晚于开始，请改一改时间。")


class NotYet(Refused):
    status = 422
    message = N_("这个时间还没到，请填已经过去的时间。")


class LaterThanPlanned(Refused):
    status = 422
    message = N_("没签退的，最多只能确认到原定的 %(until)s。")


class OutsideShift(Refused):
    status = 422
    message = N_("只能记这一班的时间：%(start)s 以后，%(end)s 以前。")


class Overlaps(Refused):
    status = 422
    message = N_("这段时间他已经有记录了，不能记两次。")


class LaterThanServed(Refused):
    status = 422
    message = N_("不能确认到签退（%(until)s）以后。")


def half_hours(minutes: int, rule: str = RULE) -> int:
    """Minutes as half hours: of the last begun hour ≤ 15 minutes count nothing, ≤ 45 half, more a whole (§4.4)."""
    hours, rest = divmod(minutes, 60)
    return 2 * hours + next(halves for most, halves in ROUNDINGS[rule] if rest <= most)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes begun and ended. Raises EndsBeforeItBegan."""
    if end < start:
        raise EndsBeforeItBegan()
    return int((end - start).total_seconds()) // 60


def uncovered(spans: Sequence[Span]) -> list[int]:
    """The minutes that each span adds to those before it: their sum is the length of the union (H8)."""
    covered: list[Span] = []
    found = []
    for start, end in spans:
        free = _without(start, end, covered)
        found.append(sum(int((b - a).total_seconds()) // 60 for a, b in free))
        covered = sorted([*covered, (start, end)])
    return found


def _without(start: datetime, end: datetime, covered: Iterable[Span]) -> list[Span]:
    free = [(start, end)]
    for a, b in covered:
        apart = [(x, y) for x, y in free if b <= x or y <= a]
        cut = [(x, y) for x, y in free if not (b <= x or y <= a)]
        free = apart + [(x, a) for x, _ in cut if x < a] + [(b, y) for _, y in cut if b < y]
    return free


def credited(spans: Sequence[Span]) -> list[int]:
    """What each span is worth: nothing twice, and no more than MOST_A_DAY on the city's day on which it began (H7)."""
    left: dict[object, int] = {}
    worth = []
    for (start, _end), minutes in zip(spans, uncovered(spans), strict=True):
        day = clock.in_city(start).date()
        worth.append(min(minutes, left.get(day, MOST_A_DAY)))
        left[day] = left.get(day, MOST_A_DAY) - worth[-1]
    return worth


def must_end_rightly(until: datetime, started: datetime, finished: datetime | None, planned: datetime) -> None:
    """An organiser confirms at most what was signed; with no end signed, at most what was planned (H9).

    Raises EndsBeforeItBegan, LaterThanServed, LaterThanPlanned.
    """
    if until < started:
        raise EndsBeforeItBegan()
    # The form tells minutes, the record seconds: the minute of the end is still its end.
    if finished is not None and until > finished + timedelta(minutes=1):
        raise LaterThanServed(until=_told(finished))
    if finished is None and until > planned:
        raise LaterThanPlanned(until=_told(planned))


def _told(moment: datetime) -> str:
    return f"{clock.in_city(moment):%H:%M}"


def must_be_within(span: Span, shift: Span) -> None:
    """What is written down afterwards lies within the shift, which may have run late. Raises OutsideShift."""
    latest = shift[1] + FORGOTTEN_AFTER
    if span[0] < shift[0] or span[1] > latest:
        raise OutsideShift(start=_told(shift[0]), end=_told(latest))


def is_overrun(finished: datetime | None, planned: datetime) -> bool:
    """Whether an end was signed so late that it may only have been forgotten."""
    return finished is not None and finished > planned + OVERRUN


def is_long(minutes_that_day: int) -> bool:
    return minutes_that_day > MANY_A_DAY
