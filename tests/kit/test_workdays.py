"""Working days, by the list of the year and, where there is none yet, by the fixed days."""

from datetime import UTC, date, datetime

import pytest

from portal.kit import workdays

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 24), True),  # a Tuesday
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 10, 10), True),  # a Saturday that is worked for the National Day
        (date(2026, 10, 5), False),  # a Monday within it
        (date(2026, 2, 28), True),
        (date(2031, 5, 1), False),  # no list yet: a Thursday that is fixed by rule
        (date(2031, 5, 6), True),
    ],
)
def test_a_day_is_worked_as_the_list_says(day, works):
    assert workdays.is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # Tuesday 19:40 in the city: Wednesday and Thursday, over at midnight.
        (datetime(2026, 11, 24, 11, 40, tzinfo=UTC), 2, datetime(2026, 11, 26, 16, tzinfo=UTC)),
        # Friday evening: Monday and Tuesday.
        (datetime(2026, 11, 27, 12, tzinfo=UTC), 2, datetime(2026, 12, 1, 16, tzinfo=UTC)),
        # Before the National Day: 8 and 9 October, then the Saturday that is worked.
        (datetime(2026, 9, 30, 9, tzinfo=UTC), 3, datetime(2026, 10, 10, 16, tzinfo=UTC)),
    ],
)
def test_working_days_are_counted_from_the_day_after_and_end_at_midnight(start, days, end):
    assert workdays.end_after_working_days(start, days) == end


def test_a_last_day_that_is_none_moves_on_to_the_next():
    friday = datetime(2026, 11, 27, 2, tzinfo=UTC)
    assert workdays.end_after_days(friday, 1) == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert workdays.working_days_between(friday, datetime(2026, 12, 1, 2, tzinfo=UTC)) == 2


def test_an_operators_list_counts_before_ours_and_a_broken_one_changes_nothing(tmp_path):
    path = tmp_path / "holidays.json"
    path.write_text('{"2027": {"holidays": ["02-08"], "worked": ["02-14"]}}')
    assert not workdays.is_listed(2027)
    try:
        workdays.use(path)
        assert workdays.is_listed(2027) and workdays.is_listed(2026)
        assert not workdays.is_working_day(date(2027, 2, 8)) and workdays.is_working_day(date(2027, 2, 14))
        path.write_text('{"2027": {"holidays": ["02-30"]}}')
        with pytest.raises(workdays.NotAList):
            workdays.use(path)
        assert not workdays.is_working_day(date(2027, 2, 8))
    finally:
        workdays.use(None)
