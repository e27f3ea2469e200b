"""When a place is open, when it may be had, and by which words the guide is found."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import clock
from portal.venues import rules
from portal.venues.rules import booking, guide, opening
from portal.venues.rules.opening import Opening, Span, spans_in

pytestmark = pytest.mark.anywhere

TUESDAY = date(2026, 11, 24)
WEEKDAYS = {day: spans_in("8:30-12:00 14:00-18:00") for day in range(5)}
OFFICE = Opening(WEEKDAYS)
NIGHT = Opening({day: spans_in("0:00-2:00 18:00-24:00") for day in range(7)})
ALWAYS = Opening({day: [Span(0, 1440)] for day in range(7)})
HOLIDAY = Opening(WEEKDAYS, {TUESDAY + timedelta(days=1): [], TUESDAY + timedelta(days=4): spans_in("9:00-12:00")})


def at(text: str, day: date = TUESDAY) -> datetime:
    hour, minute = map(int, text.split(":"))
    return datetime.combine(day, time(hour, minute), clock.CITY)


@pytest.mark.parametrize(
    ("opening_", "now", "is_open", "change"),
    [
        (OFFICE, at("8:29"), False, (at("8:30"), True)),
        (OFFICE, at("8:30"), True, (at("12:00"), False)),
        (OFFICE, at("11:59"), True, (at("12:00"), False)),
        (OFFICE, at("12:00"), False, (at("14:00"), True)),
        (OFFICE, at("18:00"), False, (at("8:30", TUESDAY + timedelta(days=1)), True)),
        (OFFICE, at("18:00", date(2026, 11, 27)), False, (at("8:30", date(2026, 11, 30)), True)),
        (NIGHT, at("23:00"), True, (at("2:00", TUESDAY + timedelta(days=1)), False)),
        (NIGHT, at("1:00"), True, (at("2:00"), False)),
        (NIGHT, at("2:00"), False, (at("18:00"), True)),
        (ALWAYS, at("3:00"), True, None),
        (Opening(), at("3:00"), False, None),
        (HOLIDAY, at("18:00"), False, (at("8:30", date(2026, 11, 26)), True)),
        (HOLIDAY, at("10:00", date(2026, 11, 28)), True, (at("12:00", date(2026, 11, 28)), False)),
        (HOLIDAY, at("10:00", TUESDAY + timedelta(days=1)), False, (at("8:30", date(2026, 11, 26)), True)),
    ],
)
def test_a_door_is_open_and_changes_when_the_hours_say(opening_, now, is_open, change):
    assert opening.is_open(opening_, now) is is_open
    found = opening.next_change(opening_, now)
    assert (found and (found.at, found.opens)) == change


spans = st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)), max_size=4).map(
    lambda pairs: [Span(min(a, b), max(a, b)) for a, b in pairs if a != b]
)


@given(st.dictionaries(st.integers(0, 6), spans), st.integers(0, 14 * 1440))
def test_until_the_next_change_nothing_changes_and_then_it_does(week, minute):
    door, now = Opening(week), at("0:00") + timedelta(minutes=minute)
    change = opening.next_change(door, now)
    was = opening.is_open(door, now)
    if change is None:
        assert all(opening.is_open(door, now + timedelta(minutes=61 * n)) is was for n in range(200))
        return
    assert change.at > now and change.opens is not was
    assert opening.is_open(door, change.at) is change.opens
    assert opening.is_open(door, change.at - timedelta(minutes=1)) is was
    step = max(1, int((change.at - now).total_seconds()) // 60 // 50)
    for n in range(0, int((change.at - now).total_seconds()) // 60, step):
        assert opening.is_open(door, now + timedelta(minutes=n)) is was


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("8:30-12:00 14:00-18:00", "8:30-12:00 14:00-18:00"),
        ("14：00—18：00，08:30至12:00", "8:30-12:00 14:00-18:00"),
        ("0:00-24:00", "0:00-24:00"),
        ("9:00-12:00、12:00-18:00", "9:00-12:00 12:00-18:00"),
    ],
)
def test_hours_are_read_as_people_write_them(typed, read):
    assert opening.told(spans_in(typed)) == read


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("上午", opening.HoursUnreadable),
        ("9-12", opening.HoursUnreadable),
        ("9:00-12:00 x", opening.HoursUnreadable),
        ("9:60-12:00", opening.HoursUnreadable),
        ("9:00-24:01", opening.HoursUnreadable),
        ("18:00-2:00", opening.HoursBackwards),
        ("9:00-9:00", opening.HoursBackwards),
        ("9:00-12:00 11:00-13:00", opening.HoursOverlap),
        (" ".join(f"{n}:00-{n}:30" for n in range(5)), opening.TooManySpans),
    ],
)
def test_hours_that_make_no_sense_are_refused(typed, refusal):
    with pytest.raises(refusal):
        spans_in(typed)


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [
        (TUESDAY, None, 1),
        (TUESDAY, TUESDAY + timedelta(days=30), 31),
        (TUESDAY, TUESDAY + timedelta(days=31), opening.TooManyDays),
        (TUESDAY, TUESDAY - timedelta(days=1), opening.DaysBackwards),
        (TUESDAY - timedelta(days=1), None, opening.DayGone),
    ],
)
def test_an_exception_covers_a_day_or_some(first, last, answer):
    if isinstance(answer, int):
        assert len(opening.days_from(first, last, TUESDAY)) == answer
    else:
        with pytest.raises(answer):
            opening.days_from(first, last, TUESDAY)


@pytest.mark.parametrize(
    ("starts", "ends", "refusal"),
    [
        (at("14:00"), at("18:00"), None),
        (at("13:45"), at("15:00"), booking.ShutThen),
        (at("11:00"), at("15:00"), booking.ShutThen),
        (at("17:00"), at("18:15"), booking.ShutThen),
        (at("14:05"), at("15:00"), booking.OffTheQuarter),
        (at("15:00"), at("15:00"), booking.EndsBeforeStart),
        (at("16:00"), at("15:00"), booking.EndsBeforeStart),
        (at("8:30"), at("9:30"), booking.BookedPast),
        (at("8:30", date(2026, 12, 25)), at("9:30", date(2026, 12, 25)), booking.BookedTooFar),
        (at("8:30", date(2026, 12, 24)), at("9:30", date(2026, 12, 24)), None),
    ],
)
def test_a_room_is_had_within_its_hours_ahead_and_by_the_quarter(starts, ends, refusal):
    def ask():
        booking.must_be_possible(OFFICE, starts, ends, at("10:00"), longest=booking.LONGEST)

    if refusal is None:
        ask()
    else:
        with pytest.raises(refusal):
            ask()


def test_four_hours_at_most_and_never_across_midnight():
    with pytest.raises(booking.BookedTooLong):
        booking.must_be_possible(ALWAYS, at("14:00"), at("18:15"), at("10:00"), longest=booking.LONGEST)
    booking.must_be_possible(ALWAYS, at("14:00"), at("18:15"), at("10:00"), longest=booking.LONGEST_OF_STAFF)
    with pytest.raises(booking.ShutThen):
        across = at("1:00", TUESDAY + timedelta(days=1))
        booking.must_be_possible(ALWAYS, at("23:00"), across, at("10:00"), longest=booking.LONGEST)
    with pytest.raises(booking.EndsBeforeStart):
        booking.span_of(TUESDAY, time(23), time(1))
    assert booking.span_of(TUESDAY, time(23), time(0))[1] == at("0:00", TUESDAY + timedelta(days=1))


moments = st.tuples(st.integers(0, 95), st.integers(0, 95)).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(moments, max_size=6), st.integers(0, 1439))
def test_what_is_free_is_open_ahead_and_not_taken(taken, minute):
    day = [Span(480, 720), Span(840, 1440)]
    now = at("0:00") + timedelta(minutes=minute)
    held = [(at("0:00") + timedelta(minutes=a * 15), at("0:00") + timedelta(minutes=b * 15)) for a, b in taken]
    free = {m for span in booking.free(day, held, TUESDAY, now) for m in range(span.opens, span.closes)}
    open_ = {m for span in day for m in range(span.opens, span.closes)}
    gone = {m for a, b in taken for m in range(a * 15, b * 15)}
    assert free <= open_ - gone and all(m >= minute for m in free)
    quarter = -(-minute // 15) * 15
    assert {m for m in open_ - gone if m >= quarter} == free


def test_the_nearest_in_the_tree_is_the_least_far():
    own = ("/1/2/3/4/",)
    assert [rules.near(own, path) for path in ("/1/2/3/4/", "/1/2/3/", "/1/2/9/", "/7/")] == [0, 1, 3, 5]
    assert rules.near((), "/1/") == 99


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("电梯", {"电梯", "加装电梯", "直梯"}),
        ("敬老卡", {"敬老卡", "老年证", "优待证", "老年优待"}),
        ("暂住证", {"暂住证", "居住证"}),
        ("路灯", {"路灯"}),
    ],
)
def test_a_word_is_found_by_those_that_mean_the_same(typed, words):
    assert set(guide.alternatives(typed)[0]) == words


def test_an_item_is_stale_after_half_a_year_and_not_before():
    assert not guide.is_stale(TUESDAY - timedelta(days=180), TUESDAY)
    assert guide.is_stale(TUESDAY - timedelta(days=181), TUESDAY)
    assert guide.listed("身份证\n\n · 房产证 \n") == ["身份证", "房产证"]


def test_a_moment_is_told_in_the_city_whatever_its_zone():
    assert opening.is_open(OFFICE, datetime(2026, 11, 24, 1, 0, tzinfo=UTC))  # 9:00 in the city
