"""The law of the meeting, as tables of cases and as what never changes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.meetings import rules
from portal.meetings.rules import Cast, Channel, Choice, Entitlement, Verdict, notice
from portal.meetings.rules.decision import FIFTH, Mark
from portal.meetings.rules.vectors import read
from portal.places.rules import Unit, entitlements

pytestmark = pytest.mark.anywhere
VECTORS = Path(__file__).parents[1] / "vectors"
OWNERS = json.loads((VECTORS / "owner_votes.json").read_text())
RESIDENTS = json.loads((VECTORS / "residents.json").read_text())
ORDINARY, SPECIAL = rules.rule_of("owners_ordinary"), rules.rule_of("owners_special")


@pytest.mark.parametrize("case", OWNERS, ids=lambda case: case["id"])
def test_an_owners_vote_comes_out_as_the_law_counts_it(case):
    assert read(case) == case["expect"] | {"id": case["id"]}


@pytest.mark.parametrize("case", RESIDENTS, ids=lambda case: case["id"])
def test_a_residents_quorum_is_reached_at_exactly_its_number(case):
    mark = Mark(1, 2, False) if case["rule"] == ">1/2" else Mark(2, 3, True)
    quorum = case["quorum"]
    assert mark.holds(quorum, case["base"]) and not mark.holds(quorum - 1, case["base"])
    assert mark.missing(0, case["base"]) == quorum
    assert Mark(1, 2, False).missing(0, quorum) == case["pass_of_quorum"]


@pytest.mark.parametrize(
    ("case", "mark", "whole", "enough"),
    [
        ("R4 households", FIFTH, 1350, 270),
        ("R4 adults", FIFTH, 2001, 401),
        ("R4 groups", Mark(1, 3, True), 18, 6),
        ("R8 owners", FIFTH, 241, 49),
    ],
)
def test_a_petition_is_reached_at_exactly_its_number(case, mark, whole, enough):
    assert mark.holds(enough, whole) and not mark.holds(enough - 1, whole)


choices = st.sampled_from(list(Choice))
areas = st.integers(min_value=1, max_value=50_000)


@st.composite
def votes(draw):
    sizes = draw(st.lists(areas, min_size=1, max_size=30))
    electorate = [Entitlement(f"o{n}", (f"u{n}",), size, (f"o{n}",)) for n, size in enumerate(sizes)]
    cast = draw(st.dictionaries(st.sampled_from([e.key for e in electorate]), choices))
    return electorate, cast, draw(st.sampled_from([ORDINARY, SPECIAL]))


@given(votes(), st.randoms())
def test_no_order_of_voters_or_ballots_changes_the_outcome(vote, random):
    electorate, cast, rule = vote
    shuffled, mixed = list(electorate), list(cast.items())
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert rules.outcome(rules.tally(electorate, cast, rule), rule) == rules.outcome(
        rules.tally(shuffled, dict(mixed), rule), rule
    )


@given(votes(), st.integers(min_value=1, max_value=1000))
def test_no_scale_of_areas_changes_what_holds(vote, factor):
    electorate, cast, rule = vote
    scaled = [replace(each, area=each.area * factor) for each in electorate]
    one, other = (rules.outcome(rules.tally(e, cast, rule), rule) for e in (electorate, scaled))
    assert [test.holds for test in one.tests] == [test.holds for test in other.tests]


@given(st.lists(st.tuples(areas, st.integers(0, 9)), min_size=1, max_size=40), st.integers(1, 5))
def test_no_split_of_an_owners_unit_changes_the_electorate(units, pieces):
    whole = [Unit(f"u{n}", size * pieces, (f"o{owner}",)) for n, (size, owner) in enumerate(units)]
    split = [Unit(f"{u.id}-{p}", u.area // pieces, u.owners) for u in whole for p in range(pieces)]
    assert [(e.key, e.area) for e in entitlements(whole)] == [(e.key, e.area) for e in entitlements(split)]


@given(votes())
def test_missing_is_exactly_what_is_missing(vote):
    electorate, cast, rule = vote
    for test in rules.outcome(rules.tally(electorate, cast, rule), rule).tests:
        assert test.holds == (test.missing == 0)
        assert test.mark.holds(test.part + test.missing, test.whole)
        if test.missing:
            assert not test.mark.holds(test.part + test.missing - 1, test.whole)


@given(votes())
def test_nobody_is_counted_twice_and_too_few_is_no_result(vote):
    electorate, cast, rule = vote
    counted = rules.tally(electorate, cast | {"stranger": Choice.AGREE}, rule)
    assert counted.taking_part.heads == len(cast) == counted.agree.heads + counted.oppose.heads + counted.abstain.heads
    decided = rules.outcome(counted, rule)
    if 3 * counted.taking_part.heads < 2 * counted.total.heads:
        assert decided.verdict is Verdict.NO_RESULT


def cast(by: str, choice: Choice, order: int, channel: Channel = Channel.ELECTRONIC) -> Cast:
    return Cast(by, choice, channel, datetime(2026, 11, 24, tzinfo=UTC), order)


@pytest.mark.parametrize(
    ("ballots", "conflict", "counted"),
    [
        ([], "abstain", None),
        ([cast("a", Choice.AGREE, 1), cast("a", Choice.OPPOSE, 2)], "not_participating", Choice.OPPOSE),
        ([cast("a", Choice.AGREE, 1), cast("p", Choice.OPPOSE, 2, Channel.PROXY)], "not_participating", Choice.AGREE),
        ([cast("p", Choice.OPPOSE, 1, Channel.PROXY), cast("a", Choice.AGREE, 2)], "not_participating", Choice.AGREE),
        ([cast("h", Choice.AGREE, 1), cast("w", Choice.OPPOSE, 2)], "not_participating", None),
        ([cast("h", Choice.AGREE, 1), cast("w", Choice.OPPOSE, 2)], "abstain", Choice.ABSTAIN),
        (
            [cast("h", Choice.AGREE, 1), cast("w", Choice.OPPOSE, 2), cast("h", Choice.OPPOSE, 3)],
            "abstain",
            Choice.OPPOSE,
        ),
    ],
)
def test_the_last_of_each_owner_counts_and_the_principal_outranks_the_proxy(ballots, conflict, counted):
    assert rules.counted_choice(ballots, conflict) == counted


@pytest.mark.parametrize(
    ("ballots", "policy", "counted"),
    [
        # By phone against at ten, on paper in favour at eleven: the frozen rule says which of the two counts, once.
        ([cast("a", Choice.OPPOSE, 1), cast("", Choice.AGREE, 2, Channel.PAPER)], "electronic_wins", Choice.OPPOSE),
        ([cast("a", Choice.OPPOSE, 1), cast("", Choice.AGREE, 2, Channel.PAPER)], "last_wins", Choice.AGREE),
        ([cast("", Choice.AGREE, 1, Channel.PAPER), cast("a", Choice.OPPOSE, 2)], "last_wins", Choice.OPPOSE),
        ([cast("", Choice.AGREE, 1, Channel.PAPER), cast("p", Choice.OPPOSE, 2, Channel.PROXY)], "last_wins", Choice.AGREE),
        ([cast("", Choice.AGREE, 1, Channel.PAPER), cast("", Choice.ABSTAIN, 2, Channel.PAPER)], "last_wins", Choice.ABSTAIN),
    ],
)  # fmt: skip
def test_phone_and_paper_of_one_right_count_once(ballots, policy, counted):
    assert rules.counted_choice(ballots, "not_participating", policy) == counted


def test_fifteen_full_days_posted_on_the_seventh_are_full_on_the_twenty_second():
    assert rules.first_possible_day(date(2026, 11, 7), 15) == date(2026, 11, 23)
    assert rules.first_possible_day(date(2026, 11, 7), 0) == date(2026, 11, 7)
    posted = datetime(2026, 11, 7, 3, 0, tzinfo=UTC)
    with pytest.raises(rules.NoticeTooShort, match="11月23日"):
        rules.must_be_noticed("owners_special", posted, datetime(2026, 11, 22, 15, 59, tzinfo=UTC))
    rules.must_be_noticed("owners_special", posted, datetime(2026, 11, 22, 16, 0, tzinfo=UTC))


def test_a_rule_whose_numbers_nobody_checked_opens_no_vote():
    posted = datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(notice.RuleUnverified):
        rules.must_be_noticed("residents_assembly_2025", posted, posted + timedelta(days=60))


def test_a_ballot_counts_until_the_close_and_not_at_it():
    closes = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    rules.must_be_open("open", closes, closes - timedelta(microseconds=1))
    with pytest.raises(rules.VotingClosed):
        rules.must_be_open("open", closes, closes)
    with pytest.raises(rules.MotionNotOpen):
        rules.must_be_open("draft", closes, closes)


def test_who_may_call_what():
    assert "baba" in rules.forms_for(["building_head"]) and "owners_assembly" not in rules.forms_for(["building_head"])
    with pytest.raises(rules.MayNotConvene):
        rules.must_be_convened_by("owners_assembly", ["building_head"])
    with pytest.raises(rules.RuleDoesNotFit):
        rules.must_fit(rules.must_be_convened_by("baba", ["building_head"]), "owners_special")


@given(st.binary(min_size=8, max_size=32))
def test_a_receipt_has_eight_signs_that_nobody_misreads(random):
    code = rules.receipt_code(random)
    assert len(code) == 9 and code[4] == "-" and not set(code) & set("01OI")
