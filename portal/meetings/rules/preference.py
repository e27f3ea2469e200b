"""What a vote between options comes to: who took part, what each option has, and which of them carries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules import methods
from portal.meetings.rules.decision import DecisionRule, Kind
from portal.meetings.rules.methods import ABSTAIN, Elected, Method, Question
from portal.meetings.rules.tally import Count, Tally, Verdict, sum_of, taking_part_tests
from portal.places.rules import Entitlement

# What has no line to reach cannot carry what the law wants a majority for.
WITHOUT_LINE = frozenset({Method.SCORE, Method.RANKED})


class MethodDoesNotFit(Refused):
    status = 422
    message = N_("打分和排序只能用来摸底和商量，正式表决要看过没过线。")


def must_suit(method: Method, kind: Kind, *, by_area: bool) -> None:
    """Scores and rankings find what most people can live with; they prove no majority. Raises MethodDoesNotFit."""
    if method in WITHOUT_LINE and kind != Kind.STRAW_POLL and (by_area or kind != Kind.DELIBERATIVE):
        raise MethodDoesNotFit()


def decide(
    question: Question, electorate: Iterable[Entitlement], choices: Mapping[str, str], rule: DecisionRule
) -> dict[str, object]:
    """The result of a vote between options, as it is written down. Choices of keys outside count for nothing.

    An option is over the line when the rule's approval holds for it, by heads and (where the rule says so) by area,
    of all who took part: an abstention takes part. Seats go to those over the line, the most heads first.
    """
    voters = [voter for voter in electorate]
    said = {voter.key: choices[voter.key] for voter in voters if voter.key in choices}
    total, part = sum_of(voters), sum_of(voter for voter in voters if voter.key in said)
    abstain = sum_of(voter for voter in voters if said.get(voter.key) == ABSTAIN)
    has = {option: _of(option, voters, said) for option in question.options}
    tests = taking_part_tests(part, total, rule)
    points = methods.points(question, _scores(said)) if question.method == Method.SCORE else None
    rounds: tuple[methods.Round, ...] = ()
    if question.method == Method.RANKED:
        rounds = methods.instant_runoff(question, [methods.chosen_in(choice) for choice in said.values()]).rounds
    carried = _carried(question, has, total if rule.of_all else part, rule, points, rounds)
    verdict = _verdict(carried, enough=all(test.holds for test in tests))
    return {
        "verdict": str(verdict),
        "tests": [asdict(test) for test in tests],
        "tally": asdict(Tally(total, part, Count(), Count(), abstain)),
        "options": [{"option": option, **asdict(has[option])} for option in question.options],
        "points": points,
        "elected": list(carried.options) if verdict is not Verdict.NO_RESULT else [],
        "tied": list(carried.tied),
        "rounds": [asdict(each) for each in rounds],
    }


def decided_anew(question: Question, told: Mapping[str, Any], rule: DecisionRule) -> dict[str, Any]:
    """The verdict of a written result from its totals alone. Raises KeyError, TypeError, ValueError where it is none."""
    tally = {name: Count(**told["tally"][name]) for name in ("total", "taking_part")}
    has = {each["option"]: Count(each["heads"], each["area"]) for each in told["options"]}
    rounds = tuple(methods.Round(**each) for each in told["rounds"])
    tests = taking_part_tests(tally["taking_part"], tally["total"], rule)
    whole = tally["total"] if rule.of_all else tally["taking_part"]
    carried = _carried(question, has, whole, rule, told["points"], rounds)
    verdict = _verdict(carried, enough=all(test.holds for test in tests))
    elected = list(carried.options) if verdict is not Verdict.NO_RESULT else []
    return {"verdict": str(verdict), "tests": tests, "elected": elected, "tied": list(carried.tied)}


def _of(option: str, voters: Sequence[Entitlement], said: Mapping[str, str]) -> Count:
    """Who chose this option at all; of scores, who gave it more than nothing; of rankings, who put it first."""

    def names(choice: str) -> bool:
        if "=" in choice:
            return methods.scores_in(choice).get(option, 0) > 0
        return option in methods.chosen_in(choice)

    return sum_of(voter for voter in voters if voter.key in said and names(said[voter.key]))


def _scores(said: Mapping[str, str]) -> list[dict[str, int]]:
    return [methods.scores_in(choice) for choice in said.values()]


def _carried(
    question: Question, has: Mapping[str, Count], whole: Count, rule: DecisionRule, points: Mapping[str, int] | None,
    rounds: Sequence[methods.Round],
) -> Elected:  # fmt: skip
    """By totals alone, so that whoever has them comes to the same."""
    if question.method == Method.RANKED:
        winner = methods.replayed(question, rounds)
        return Elected((winner,) if winner else ())
    if points is not None:
        return methods.elected(1, points, {option for option in points if points[option] > 0})
    over = {option for option, count in has.items() if _is_over(count, whole, rule)}
    return methods.elected(question.seats, {option: count.heads for option, count in has.items()}, over)


def _is_over(count: Count, whole: Count, rule: DecisionRule) -> bool:
    by_area = not rule.by_area or rule.approval.holds(count.area, whole.area)
    return rule.approval.holds(count.heads, whole.heads) and by_area and count.heads > 0


def _verdict(carried: Elected, *, enough: bool) -> Verdict:
    if not enough:
        return Verdict.NO_RESULT
    return Verdict.PASSED if carried.options else Verdict.FAILED
