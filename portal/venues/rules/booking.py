"""When a room may be had, and by whom else it may not be had at the same time. Times are half-open."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from enum import StrEnum

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.venues.rules.opening import Opening, Span, covers, minute_of, moment_of

STEP = 15  # minutes
LONGEST = timedelta(hours=4)
LONGEST_OF_STAFF = timedelta(hours=12)
FURTHEST = timedelta(days=30)
MOST_COMING = 5  # bookings ahead that one neighbour may hold


class Purpose(StrEnum):
    """What a room is wanted for."""

    MEETING = "meeting"
    LEARNING = "learning"
    CULTURE = "culture"
    CHILDREN = "children"
    MEDIATION = "mediation"
    OTHER = "other"


PURPOSES = {
    Purpose.MEETING: N_("开会议事"),
    Purpose.LEARNING: N_("学习培训"),
    Purpose.CULTURE: N_("文体活动"),
    Purpose.CHILDREN: N_("娃娃活动"),
    Purpose.MEDIATION: N_("调解"),
    Purpose.OTHER: N_("其他"),
}


class BookingStage(StrEnum):
    """`asked` waits for the community, and holds the room meanwhile."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


HOURS_CHANGED = N_("开门时间改了")
HOLDING = (BookingStage.ASKED, BookingStage.CONFIRMED)


class NotBookable(Refused):
    message = N_("这里不用预约，开着门就可以来。")


class Taken(Refused):
    message = N_("这段时间有人约了，请换一段。")


class ShutThen(Refused):
    status = 422
    message = N_("这段时间不开门，请看下面哪些时间空着。")


class BookedPast(Refused):
    status = 422
    message = N_("这个时间已经过了，请选以后的。")


class BookedTooFar(Refused):
    status = 422
    message = N_("最多提前 30 天约。")


class BookedTooLong(Refused):
    status = 422
    message = N_("一次最多约 %(hours)s 小时。")


class EndsBeforeStart(Refused):
    status = 422
    message = N_("结束要晚于开始，也不能过半夜。")


class OffTheQuarter(Refused):
    status = 422
    message = N_("时间按 15 分钟一格，比如 19:00、19:15。")


class TooManyPeople(Refused):
    status = 422
    message = N_("这里最多坐 %(most)s 人。")


class TooManyBookings(Refused):
    message = N_("您已经约了 5 次还没用。先退一次，再约。")


class BookingGone(Refused):
    message = N_("这一次已经取消了。")


class BookingDecided(Refused):
    message = N_("这一次已经定了。")


class BookingBegun(Refused):
    message = N_("已经开始了，不能再取消。")


class SayWhyCancelled(Refused):
    status = 422
    message = N_("请写一句为什么取消，对方会看到。")


class StillBooked(Refused):
    """Somebody has booked what is about to be shut: whoever shuts it says that they know."""

    message = N_("这样一改，下面 %(n)s 个预约就取消了。看过了请勾上，再按一次。")


class BookedThatDay(Refused):
    """A day that is open longer than usual cannot become usual again under somebody's booking."""

    message = N_("那天有人约了 %(n)s 次。先把那几次取消，再去掉这一天。")


def span_of(day: date, start: time_of_day, end: time_of_day) -> tuple[datetime, datetime]:
    """The moments of a booking, within one day; an end of 0:00 is that day's midnight. Raises EndsBeforeStart,
    OffTheQuarter."""
    first = start.hour * 60 + start.minute
    last = end.hour * 60 + end.minute or 24 * 60
    if first % STEP or last % STEP or start.second or end.second:
        raise OffTheQuarter()
    if last <= first:
        raise EndsBeforeStart()
    return moment_of(day, first), moment_of(day, last)


def must_be_possible(opening: Opening, starts: datetime, ends: datetime, now: datetime, *, longest: timedelta) -> None:
    """Raises EndsBeforeStart, OffTheQuarter, BookedPast, BookedTooFar, BookedTooLong, ShutThen."""
    if ends <= starts:
        raise EndsBeforeStart()
    if minute_of(starts) % STEP or minute_of(ends) % STEP or starts.second or ends.second:
        raise OffTheQuarter()
    if starts < now:
        raise BookedPast()
    if starts > now + FURTHEST:
        raise BookedTooFar()
    if ends - starts > longest:
        raise BookedTooLong(hours=longest // timedelta(hours=1))
    if not covers(opening, starts, ends):
        raise ShutThen()


def hit(opening: Opening, bookings: Iterable[tuple[int, datetime, datetime]]) -> list[int]:
    """Of these bookings (number, start, end), the numbers of those that the place would no longer be open for."""
    return [number for number, starts, ends in bookings if not covers(opening, starts, ends)]


def free(spans: Sequence[Span], taken: Iterable[tuple[datetime, datetime]], day: date, now: datetime) -> list[Span]:
    """What is left of a day's hours, beginning at the next quarter where the day is today."""
    left = list(spans)
    today = clock.in_city(now).date()
    gone = 24 * 60 if day < today else -(-minute_of(now) // STEP) * STEP if day == today else 0
    cuts = [Span(0, gone)] if gone else []
    for starts, ends in taken:
        first = minute_of(starts)
        cuts.append(Span(first, first + int((ends - starts).total_seconds()) // 60))
    for cut in cuts:
        left = [piece for span in left for piece in _without(span, cut)]
    return left


def _without(span: Span, cut: Span) -> list[Span]:
    before = Span(span.opens, min(span.closes, cut.opens))
    after = Span(max(span.opens, cut.closes), span.closes)
    return [piece for piece in (before, after) if piece.closes - piece.opens >= STEP]
