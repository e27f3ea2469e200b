"""Choices between options, counted in whole ballots."""

from contextlib import nullcontext
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.meetings import rules
from portal.meetings.rules import methods
from portal.meetings.rules.methods import Elected, Method, Question
from portal.places.rules import Entitlement

pytestmark = pytest.mark.anywhere

ABC = Question(Method.RANKED, ("a", "b", "c"), least=1, most=3, seed="2026")


def voters(count: int, area: int = 10_000) -> list[Entitlement]:
    return [Entitlement(f"v{n:03}", (), area, ()) for n in range(count)]


def ballots_for(counted: dict[str, int], part: int) -> dict[str, str]:
    """`part` voters of whom so many name each option; whoever names nothing abstains."""
    named = {f"v{n:03}": [o for o, count in counted.items() if n < count] for n in range(part)}
    return {key: ",".join(options) or "abstain" for key, options in named.items()}


def test_v14_five_of_seven_are_elected_and_exactly_half_is_not():
    counted = {"1": 80, "2": 71, "3": 60, "4": 46, "5": 46, "6": 45, "7": 20}
    question = Question(Method.MULTIPLE, tuple(counted), least=0, most=5, seats=5)
    result = rules.decide(question, voters(120), ballots_for(counted, 90), rules.rule_of("owners_ordinary"))
    assert result["verdict"] == "passed" and result["elected"] == ["1", "2", "3", "4", "5"] and result["tied"] == []
    assert [(test["part"], test["whole"], test["holds"]) for test in result["tests"]] == [
        (90, 120, True),
        (900_000, 1_200_000, True),
    ]


def test_a_candidate_needs_the_area_as_well_as_the_heads():
    large = [Entitlement("large", (), 1_000_000, ())]
    question = Question(Method.SINGLE, ("1", "2"))
    choices = {f"v{n:03}": "1" for n in range(9)} | {"large": "2"}
    result = rules.decide(question, [*voters(9), *large], choices, rules.rule_of("owners_ordinary"))
    assert (result["verdict"], result["elected"]) == ("failed", [])


def test_too_few_is_no_result_whatever_was_chosen():
    question = Question(Method.SINGLE, ("1", "2"))
    result = rules.decide(question, voters(9), {"v000": "1", "stranger": "1"}, rules.rule_of("households"))
    assert (result["verdict"], result["elected"]) == ("no_result", [])


@pytest.mark.parametrize(
    ("method", "said", "elected", "tied"),
    [
        (Method.SINGLE, ["1", "1", "2"], ["1"], []),
        (Method.SINGLE, ["1", "1", "2", "abstain"], [], []),  # exactly half of those who took part
        (Method.APPROVAL, ["1,2", "1,2", "2", "1"], [], ["1", "2"]),
        (Method.APPROVAL, ["1,2", "2", "2", "1"], ["2"], []),
        (Method.SCORE, ["1=5,2=0,3=1", "1=0,2=4,3=1", "abstain"], ["1"], []),
        (Method.SCORE, ["1=5,2=5,3=1"], [], ["1", "2"]),
        (Method.RANKED, ["1,2", "2,1", "2", "3,2"], ["2"], []),
    ],
)
def test_every_method_says_what_carries(method, said, elected, tied):
    question = Question(method, ("1", "2", "3"), most=3, seed="2026")
    choices = {f"v{n:03}": choice for n, choice in enumerate(said)}
    result = rules.decide(question, voters(len(said)), choices, rules.rule_of("households"))
    assert (result["elected"], result["tied"]) == (elected, tied)


@pytest.mark.parametrize(
    ("method", "chosen", "scores", "stored"),
    [
        (Method.SINGLE, ("2",), {}, "2"),
        (Method.APPROVAL, ("3", "1"), {}, "1,3"),
        (Method.RANKED, ("3", "1"), {}, "3,1"),
        (Method.MULTIPLE, (), {}, "abstain"),
        (Method.SCORE, (), {"3": 0, "1": 10, "2": 4}, "1=10,2=4,3=0"),
    ],
)
def test_one_choice_is_written_in_one_way(method, chosen, scores, stored):
    question = Question(method, ("1", "2", "3"), most=3)
    assert methods.written(question, chosen, scores) == stored
    if method == Method.SCORE:
        assert methods.scores_in(stored) == scores
    else:
        assert set(methods.chosen_in(stored)) == set(chosen)


@pytest.mark.parametrize(
    ("kind", "by_area", "fits"),
    [
        (rules.Kind.STRAW_POLL, True, True),
        (rules.Kind.DELIBERATIVE, False, True),
        (rules.Kind.DELIBERATIVE, True, False),  # owners' intention, measured like their vote
        (rules.Kind.RESIDENTS, False, False),
    ],
)
@pytest.mark.parametrize("method", [Method.SCORE, Method.RANKED])
def test_what_has_no_line_decides_nothing_formal(method, kind, by_area, fits):
    with nullcontext() if fits else pytest.raises(rules.MethodDoesNotFit):
        rules.must_suit(method, kind, by_area=by_area)


def test_a_last_seat_that_two_share_goes_to_neither():
    assert methods.elected(2, {"甲": 9, "乙": 7, "丙": 7}, {"甲", "乙", "丙"}) == Elected(("甲",), ("乙", "丙"))


@pytest.mark.parametrize(
    ("ballots", "winner", "outs"),
    [
        ([("a",), ("a",), ("b",)], "a", [None]),
        # c goes out, and its voters' second choice decides.
        ([("a",)] * 4 + [("b", "c")] * 3 + [("c", "b")] * 2, "b", ["c", None]),
        # Ballots that name nobody still in count for nobody.
        ([("a",)] * 2 + [("b",)] * 2 + [("c",)], None, ["c", "?", None]),
        ([], None, [None]),
        ([(), ()], None, [None]),
    ],
)
def test_the_last_goes_out_round_by_round(ballots, winner, outs):
    found = methods.instant_runoff(ABC, ballots)
    if "?" in outs:  # an exact tie of two: the drawn order says who goes out, and the other has all that is left
        assert found.rounds[1].out == max(("a", "b"), key=lambda option: methods.drawn("2026", option))
        assert found.winner == ({"a", "b"} - {found.rounds[1].out}).pop()
    else:
        assert (found.winner, [each.out for each in found.rounds]) == (winner, outs)


def test_of_equals_the_one_goes_out_that_had_fewer_before():
    question = Question(Method.RANKED, ("a", "b", "c", "d"), most=4, seed="x")
    ballots = [("a",)] * 5 + [("b",)] * 3 + [("c",)] * 2 + [("d", "c")]
    found = methods.instant_runoff(question, ballots)
    assert [each.out for each in found.rounds][:2] == ["d", "c"]  # b and c are equal now, and c had fewer before


@given(st.lists(st.permutations(("a", "b", "c")).map(tuple), max_size=12))
def test_the_order_in_which_ballots_come_changes_nothing(ballots):
    found = methods.instant_runoff(ABC, ballots)
    assert methods.instant_runoff(ABC, list(reversed(ballots))) == found
    for each in found.rounds:
        assert sum(each.counted.values()) + each.exhausted == len(ballots)


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        (("a", "z"), methods.UnknownOption),
        (("a", "a"), methods.ChosenTwice),
        ((), methods.TooFewChosen),
        (("a", "b", "c"), methods.TooManyChosen),
    ],
)
def test_a_choice_that_cannot_be_counted_is_refused_with_its_reason(chosen, refusal):
    with pytest.raises(refusal):
        methods.must_be_valid(Question(Method.MULTIPLE, ("a", "b", "c"), least=1, most=2), chosen)


@pytest.mark.parametrize("scores", [{"a": 11, "b": 0}, {"a": -1, "b": 0}, {"a": 1}, {"a": 1, "b": 1, "z": 1}])
def test_a_score_is_a_number_for_every_option(scores):
    with pytest.raises((methods.ScoreOutOfRange, methods.TooFewChosen, methods.UnknownOption)):
        methods.must_be_scored(Question(Method.SCORE, ("a", "b")), scores)


@pytest.mark.parametrize("options", [("同意", "同意 "), ("方案A", "方案Ａ"), ("A.东门", "a 东门"), ("只有一个",)])
def test_options_that_look_alike_are_refused(options):
    with pytest.raises((methods.OptionsAlike, methods.TooFewOptions)):
        methods.must_be_clear(options)


def test_five_hundred_options_are_too_many():
    with pytest.raises(methods.TooManyOptions):
        methods.must_be_clear([f"选项{n}" for n in range(500)])


def test_t8_is_shared_to_the_last_fen():
    areas = {f"大{n:02}": 8958 for n in range(14)} | {f"小{n:02}": 7236 for n in range(14)}
    paid = methods.shares(46_100_00, areas)
    assert sum(paid.values()) == 46_100_00
    assert sorted(set(paid.values())) == [147135, 147136, 182150]
    assert sum(v == 147136 for v in paid.values()) == 10


@given(
    st.integers(0, 10**9),
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 10**6), min_size=1, max_size=30),
)
def test_shares_always_sum_to_the_cost_and_are_never_off_by_more_than_one(cost, areas):
    paid = methods.shares(cost, areas)
    whole = sum(areas.values())
    assert sum(paid.values()) == cost
    assert all(0 <= paid[key] - cost * area // whole <= 1 for key, area in areas.items())


def test_every_order_of_three_equal_options_has_the_same_winner():
    ballots = [("a",), ("b",), ("c",)]
    winners = {methods.instant_runoff(ABC, list(order)).winner for order in permutations(ballots)}
    assert len(winners) == 1
