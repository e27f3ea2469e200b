"""The rules of calling: who may, with what agenda, how many days of notice, when it is held again, who is reminded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import clock
from portal.meetings import rules
from portal.meetings.rules import agenda, announcing, arranging, reminding, series, times
from portal.meetings.rules.agenda import MeetingCalledOff, MeetingOver, VotedHere, VotingHere
from portal.meetings.rules.convening import FORMS, MeetingForm
from portal.meetings.rules.notice import ClosesBeforeNotice, MotionCalledOff, Stage
from portal.meetings.rules.times import TimeGone, TooFewTimes
from portal.policy import CONVENERS

pytestmark = pytest.mark.anywhere
NOW = datetime(2026, 11, 24, 11, 40, tzinfo=UTC)


def at(text: str) -> datetime:
    """A time of the city."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.CITY)


def test_every_form_can_be_called_by_somebody_and_decides_only_by_rules_that_there_are():
    assert set(FORMS) == set(MeetingForm)
    for form in FORMS.values():
        assert form.conveners and form.conveners <= {str(role) for role in CONVENERS}
        assert set(form.rules) <= set(rules.STAMPS) <= set(rules.RULES)
        assert form.says.endswith("。")


@pytest.mark.parametrize(
    ("form", "who", "may"),
    [
        ("baba", "building_head", True),
        ("building", "building_head", True),
        ("trustee", "self_management", True),
        ("trustee", "building_head", False),
        ("hearing", "building_head", False),
        ("hearing", "grid_worker", True),
        ("coordination", "community_staff", True),
        ("residents_assembly", "grid_worker", False),
        ("residents_assembly", "community_staff", True),
        ("owners_committee", "owners_committee", True),
        ("owners_committee", "community_staff", False),
        ("pmc", "community_staff", True),
        ("pmc", "owners_committee", False),
        ("tri_party", "owners_committee", True),
    ],
)
def test_who_may_call_which(form, who, may):
    assert (form in rules.forms_for([who])) is may


@pytest.mark.parametrize("form", ["tri_party", "hearing", "coordination", "talk"])
def test_some_meetings_only_talk(form):
    with pytest.raises(rules.RuleDoesNotFit):
        rules.must_fit(rules.form_named(form), "straw_poll")


@pytest.mark.parametrize(
    ("rule", "closes", "possible"),
    [
        ("straw_poll", "2026-11-07T20:00", True),
        ("households", "2026-11-10T23:59", False),
        ("households", "2026-11-11T00:01", True),
        ("owners_special", "2026-11-22T23:59", False),
        ("owners_special", "2026-11-23T00:01", True),
        ("owners_ordinary", "2026-11-23T20:00", True),
    ],
)
def test_a_vote_that_would_close_before_its_notice_is_full_is_refused_with_the_day(rule, closes, possible):
    posted = at("2026-11-07T19:00")
    if possible:
        rules.must_close_after_notice(rule, posted, at(closes))
    else:
        with pytest.raises(ClosesBeforeNotice) as refused:
            rules.must_close_after_notice(rule, posted, at(closes))
        assert ("11月11日" if rule == "households" else "11月23日") in str(refused.value)


@given(st.dates(date(2024, 1, 1), date(2035, 1, 1)), st.sampled_from(sorted(rules.RULES)))
def test_the_days_of_notice_are_full_days(posted, rule):
    days = rules.rule_of(rule).notice_days
    first = rules.first_possible_day(posted, days)
    assert (first - posted).days == (days + 1 if days else 0)


@pytest.mark.parametrize(
    ("before", "after", "anew"),
    [
        (("2026-11-25T19:30", "2026-11-25T20:30"), ("2026-11-26T19:30", "2026-11-26T20:30"), False),
        (("2026-11-25T19:30", "2026-11-25T20:30"), ("2026-11-24T19:30", "2026-11-25T20:30"), True),
        (("2026-11-25T19:30", "2026-11-25T20:30"), ("2026-11-25T19:30", "2026-11-25T20:00"), True),
        (("2026-11-25T19:30", "2026-11-25T20:30"), ("2026-11-25T19:30", "2026-11-25T21:00"), False),
    ],
)
def test_put_off_the_days_stay_and_brought_forward_they_begin_anew(before, after, anew):
    assert agenda.begins_anew(tuple(map(at, before)), tuple(map(at, after))) is anew


@pytest.mark.parametrize(
    ("cancelled", "ends", "stages", "change", "cancel"),
    [
        (None, 1, ["draft"], None, None),
        (None, 1, [], None, None),
        (NOW, 1, ["called_off"], MeetingCalledOff, MeetingCalledOff),
        (None, -1, ["draft"], MeetingOver, MeetingOver),
        (None, 1, ["open", "draft"], VotingHere, VotingHere),
        (None, 1, ["closed", "draft"], None, VotedHere),
    ],
)
def test_until_when_a_meeting_may_be_altered(cancelled, ends, stages, change, cancel):
    for judge, refusal in ((agenda.must_be_changeable, change), (agenda.must_be_cancellable, cancel)):
        if refusal is None:
            judge(cancelled, NOW + timedelta(hours=ends), stages, NOW)
        else:
            with pytest.raises(refusal):
                judge(cancelled, NOW + timedelta(hours=ends), stages, NOW)


def test_what_was_called_off_is_never_opened():
    with pytest.raises(MotionCalledOff):
        rules.must_be_draft(Stage.CALLED_OFF, NOW + timedelta(hours=1), NOW)


THREE = {
    "rows": "3",
    "title": "会",
    "topic": "一",
    "topic_2": "二",
    "wording_2": "二？",
    "rule_2": "households",
    "topic_3": "三",
}


@pytest.mark.parametrize(
    ("what", "topics"),
    [
        ("add", ["一", "二", "三", ""]),
        ("drop_1", ["二", "三"]),
        ("drop_3", ["一", "二"]),
        ("drop_9", ["一", "二", "三"]),
        ("up_3", ["一", "三", "二"]),
        ("up_1", ["一", "二", "三"]),
        ("x", ["一", "二", "三"]),
        ("up_", ["一", "二", "三"]),
    ],
)
def test_the_rows_of_an_agenda_are_arranged_and_nothing_typed_is_lost(what, topics):
    typed = arranging.arranged(THREE, what)
    rows = arranging.rows_in(typed)
    assert [typed.get("topic" if n == 1 else f"topic_{n}", "") for n in range(1, rows + 1)] == topics
    assert typed["title"] == "会"


def test_a_row_moves_whole():
    typed = arranging.arranged(THREE, "up_2")
    assert (typed["topic"], typed["wording"], typed["rule"], typed["topic_2"]) == ("二", "二？", "households", "一")
    assert "wording_2" not in typed


@given(
    st.dictionaries(st.sampled_from([f"topic_{n}" for n in range(2, 12)] + ["topic", "rows"]), st.text(max_size=9)),
    st.text(max_size=9),
)
def test_whatever_is_sent_an_agenda_has_one_to_eight_rows(typed, what):
    assert 1 <= arranging.rows_in(arranging.arranged(typed, what)) <= agenda.MOST_ITEMS


def test_an_agenda_that_is_full_takes_no_ninth_row():
    assert arranging.rows_in(arranging.arranged({"rows": "8"}, "add")) == 8


@pytest.mark.parametrize(
    ("starts", "how", "now", "next_"),
    [
        ("2026-11-25T16:00", "week", "2026-11-24T12:00", "2026-12-02T16:00"),
        ("2026-11-11T16:00", "fortnight", "2026-11-26T12:00", "2026-12-09T16:00"),
        ("2026-11-11T16:00", "month", "2026-11-26T12:00", "2026-12-09T16:00"),  # the second Wednesday
        ("2026-10-31T09:30", "month", "2026-11-01T12:00", "2026-11-28T09:30"),  # a fifth Saturday becomes the last
        ("2026-12-09T16:00", "month", "2026-12-10T12:00", "2027-01-13T16:00"),
        ("2024-01-10T16:00", "week", "2026-11-25T17:00", "2026-12-02T16:00"),
    ],
)
def test_the_next_time_of_the_same_meeting(starts, how, now, next_):
    assert series.next_time(at(starts), how, at(now)) == at(next_)


STARTS = at("2026-11-25T19:30")


@pytest.mark.parametrize(
    ("reminded", "told", "now", "which"),
    [
        (0, "2026-11-10T09:00", "2026-11-24T19:00", 0),
        (0, "2026-11-10T09:00", "2026-11-24T19:30", 1),
        (1, "2026-11-10T09:00", "2026-11-25T10:00", 0),
        (1, "2026-11-10T09:00", "2026-11-25T17:30", 2),
        (0, "2026-11-10T09:00", "2026-11-25T18:00", 2),  # the worker was away: once, and not twice
        (2, "2026-11-10T09:00", "2026-11-25T19:00", 0),
        (0, "2026-11-25T09:00", "2026-11-25T10:00", 0),  # told this morning
        (0, "2026-11-25T09:00", "2026-11-25T17:30", 2),
        (0, "2026-11-25T18:30", "2026-11-25T18:40", 0),
        (0, "2026-11-10T09:00", "2026-11-25T19:30", 0),  # it has begun
    ],
)
def test_when_a_reminder_is_due(reminded, told, now, which):
    assert reminding.reminder_due(reminded, STARTS, at(told), at(now)) == which


@pytest.mark.parametrize(
    ("hours", "refusal"),
    [([1], TooFewTimes), ([1, 1], TooFewTimes), (list(range(1, 8)), TooFewTimes), ([-1, 2], TimeGone), ([1, 2], None), (list(range(1, 7)), None)],
)  # fmt: skip
def test_two_to_six_times_ahead_are_offered(hours, refusal):
    offered = [NOW + timedelta(hours=each) for each in hours]
    if refusal is None:
        times.must_offer(offered, NOW)
    else:
        with pytest.raises(refusal):
            times.must_offer(offered, NOW)


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), min_size=2))
def test_the_hash_of_a_notice_is_of_its_words_and_not_of_their_order(said):
    turned = dict(reversed(list(said.items())))
    assert announcing.notice_hash(said) == announcing.notice_hash(turned)
    key = next(iter(said))
    assert announcing.notice_hash(said | {key: said[key] + "！"}) != announcing.notice_hash(said)
