"""Time truly served, the rotating code, and what a shift may be."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.errors import Refused
from portal.volunteers.rules import codes, hours, planning

pytestmark = pytest.mark.anywhere
VECTORS = json.loads((Path(__file__).parents[1] / "vectors/hours.json").read_text())
NINE = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # 9:00 in the city


def at(clock_time: str, day: int = 21) -> datetime:
    hour, minute = map(int, clock_time.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_minutes_become_half_hours_as_in_the_published_examples(vector):
    assert hours.half_hours(vector["minutes"]) == 2 * vector["hours"]


@pytest.mark.parametrize(
    ("start", "end", "minutes", "halves"),
    [
        (at("9:00"), at("9:15"), 15, 0),  # H1
        (at("9:00"), at("9:16"), 16, 1),  # H2
        (at("9:00"), at("9:45"), 45, 1),  # H3
        (at("9:00"), at("9:46"), 46, 2),  # H4
        (at("9:00"), at("11:15"), 135, 4),  # H5
        (at("9:00"), at("11:16"), 136, 5),  # H6
        (at("22:30"), at("00:20", 22), 110, 4),  # H7
    ],
)
def test_from_start_to_end(start, end, minutes, halves):
    assert hours.minutes_between(start, end) == minutes
    assert hours.half_hours(minutes) == halves


def test_overlapping_service_counts_once():
    """H8: 9:00–11:00 and 10:00–12:00 are three hours, never four."""
    assert hours.credited([(at("9:00"), at("11:00")), (at("10:00"), at("12:00"))]) == [120, 60]


def test_a_night_belongs_to_the_day_on_which_it_began():
    """H7: ten hours on the 21st until after midnight, and three on the 22nd, break no cap."""
    night = (at("21:00"), at("3:00", 22))
    assert hours.credited([(at("9:00"), at("13:00")), night, (at("9:00", 22), at("12:00", 22))]) == [240, 360, 180]


def test_no_more_than_twelve_hours_a_day():
    assert hours.credited([(at("6:00"), at("14:00")), (at("14:00"), at("22:00"))]) == [480, 240]
    assert hours.is_long(481) and not hours.is_long(480)


spans = st.lists(
    st.tuples(st.integers(0, 600), st.integers(1, 300)).map(
        lambda pair: (NINE + timedelta(minutes=pair[0]), NINE + timedelta(minutes=pair[0] + pair[1]))
    ),
    max_size=7,
)


@given(spans)
def test_what_is_counted_is_the_union_whatever_the_order(found):
    minutes = {
        NINE + timedelta(minutes=n) for n in range(901) for a, b in found if a <= NINE + timedelta(minutes=n) < b
    }
    assert sum(hours.uncovered(found)) == len(minutes) == sum(hours.uncovered(found[::-1]))
    assert sum(hours.credited(found)) <= hours.MOST_A_DAY


def test_a_forgotten_end_is_confirmed_until_the_plan_at_most():
    """H9."""
    hours.must_end_rightly(at("11:00"), at("9:00"), None, at("11:00"))
    with pytest.raises(hours.LaterThanPlanned):
        hours.must_end_rightly(at("11:01"), at("9:00"), None, at("11:00"))
    with pytest.raises(hours.LaterThanServed):
        hours.must_end_rightly(at("11:00"), at("9:00"), at("10:30"), at("11:00"))
    with pytest.raises(hours.EndsBeforeItBegan):
        hours.must_end_rightly(at("8:59"), at("9:00"), at("10:30"), at("11:00"))


# The rotating code


def test_a_code_lasts_for_its_half_minute_and_the_next():
    shown = codes.code_at("secret", NINE)
    for later in (0, 29, 59):
        codes.must_be_fresh("secret", shown, NINE + timedelta(seconds=later))
    with pytest.raises(codes.OldCode):
        codes.must_be_fresh("secret", shown, NINE + timedelta(seconds=60))


def test_the_code_of_another_shift_is_not_this_ones():
    with pytest.raises(codes.OldCode):
        codes.must_be_fresh("other", codes.code_at("secret", NINE), NINE)


@given(st.integers(0, 12 * 3600 - 61))
def test_a_code_tells_its_own_time_however_late_it_comes(seconds):
    shown = NINE + timedelta(seconds=seconds)
    late = shown + timedelta(hours=1)
    found = codes.moment_of("secret", codes.code_at("secret", shown), NINE, late)
    assert shown < found <= shown + timedelta(seconds=codes.LASTS)


def test_no_two_half_minutes_of_a_day_share_a_code():
    shown = [codes.code_at("secret", NINE + timedelta(seconds=30 * n)) for n in range(2880)]
    assert len(set(shown)) == len(shown)


def test_a_code_from_before_the_start_ends_nothing():
    early = codes.code_at("secret", NINE - timedelta(minutes=5))
    with pytest.raises(codes.OldCode):
        codes.moment_of("secret", early, NINE, NINE + timedelta(hours=1))


# Planning


@pytest.mark.parametrize(
    ("start", "end", "overnight", "refused"),
    [
        (time(9), time(11), False, None),
        (time(22, 30), time(0, 20), True, None),
        (time(22, 30), time(0, 20), False, planning.EndsFirst),
        (time(11), time(9), False, planning.EndsFirst),
        (time(9), time(9), False, planning.EndsFirst),
        (time(9), time(9), True, planning.TooLong),
        (time(8), time(20, 1), False, planning.TooLong),
    ],
)
def test_a_shift_ends_after_it_starts_and_within_twelve_hours(start, end, overnight, refused):
    if refused is None:
        starts, ends = planning.span(date(2026, 11, 28), start, end, overnight=overnight)
        assert timedelta(0) < ends - starts <= planning.LONGEST
        return
    with pytest.raises(refused):
        planning.span(date(2026, 11, 28), start, end, overnight=overnight)


@pytest.mark.parametrize(
    ("rule", "refused"),
    [
        (lambda: planning.must_be_ahead(NINE, NINE), planning.InThePast),
        (lambda: planning.must_be_ahead(NINE + timedelta(days=181), NINE), planning.TooFarAhead),
        (lambda: planning.must_fit(10_000, 0), planning.TooManyPlaces),
        (lambda: planning.must_fit(3, 4), planning.FewerThanTaken),
        (lambda: planning.must_be_ready("danger", "", "", 1), planning.NoInsurance),
        (lambda: planning.must_be_ready("danger", "某保险", "", 1), planning.NoInsurance),
        (lambda: planning.must_be_ready("low", "", "", 0), planning.NoShifts),
        (lambda: planning.must_be_honest("滨江巡逻", "danger", 17), planning.NoMinors),
        (lambda: planning.must_be_honest("十月补录", "low", 18), planning.NameSaysBackfill),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_sentence(rule, refused):
    with pytest.raises(refused) as said:
        rule()
    assert isinstance(said.value, Refused) and str(said.value).endswith("。")


def test_what_may_harm_is_published_once_insured():
    planning.must_be_ready("danger", "某保险", "A-1", 1)
