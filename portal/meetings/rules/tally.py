"""What a count means. Heads and 0.01 m² are integers, and so is every comparison."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from portal.kit.words import N_
from portal.meetings.rules.decision import DecisionRule, Mark
from portal.places.rules import Entitlement


class Choice(StrEnum):
    AGREE = "agree"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"


class Channel(StrEnum):
    ELECTRONIC = "electronic"
    PAPER = "paper"
    PROXY = "proxy"
    SHOW_OF_HANDS = "show_of_hands"


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NO_RESULT = "no_result"  # too few took part


@dataclass(frozen=True)
class Cast:
    """One revision of one ballot: `by` is the owner who cast it, or for whom a proxy did, `choice` as it is stored;
    `order` grows with every revision. On paper it is the right's own, whoever of several owners signed it, and
    `cast_at` is when the first of two read it."""

    by: str
    choice: str
    channel: Channel
    cast_at: datetime
    order: int


def counting(cast: Sequence[Cast], two_channels: str = "last_wins") -> list[Cast]:
    """The ballots of one right that count, one of each owner: the last before the close. The principal's own outranks
    a proxy's, whenever it was cast. A right used by phone and on paper counts once: the last of the two, or the
    phone's where the frozen rule says `electronic_wins`.
    """
    own = _of_one_channel([each for each in cast if each.channel != Channel.PROXY] or cast, two_channels)
    return list({each.by: each for each in sorted(own, key=_when)}.values())


def counted_choice(cast: Sequence[Cast], conflict: str, two_channels: str = "last_wins") -> str | None:
    """The one choice that counts for a right, or None where it does not take part. Co-owners who contradict each other
    are treated as the rule says: `not_participating` or `abstain`.
    """
    said = {each.choice for each in counting(cast, two_channels)}
    if len(said) > 1:
        return str(Choice.ABSTAIN) if conflict == "abstain" else None
    return said.pop() if said else None


def _of_one_channel(cast: Sequence[Cast], two_channels: str) -> list[Cast]:
    papers = [each for each in cast if each.channel == Channel.PAPER]
    phones = [each for each in cast if each.channel != Channel.PAPER]
    if not papers or not phones:
        return list(cast)
    if two_channels == "electronic_wins":
        return phones
    paper = max(papers, key=_when)
    return [each for each in phones if _when(each) > _when(paper)] or [paper]


def _when(cast: Cast) -> tuple[datetime, int]:
    return cast.cast_at, cast.order


@dataclass(frozen=True)
class Count:
    """Heads and area that belong together."""

    heads: int = 0
    area: int = 0

    def plus(self, area: int) -> "Count":
        return Count(self.heads + 1, self.area + area)


@dataclass(frozen=True)
class Tally:
    total: Count
    taking_part: Count
    agree: Count
    oppose: Count
    abstain: Count
    followed: int = 0  # silent rights that joined the majority


def tally(
    electorate: Iterable[Entitlement],
    choices: Mapping[str, str],
    rule: DecisionRule,
    delivered: Collection[str] = (),
) -> Tally:
    """Count the choices of an electorate. Choices of keys outside it count for nothing.

    An abstention takes part, and stands in the denominator of approval (Civil Code 278). Under the silent-owner rule
    `follow_majority` those who were given a ballot and stayed silent join the option that leads; where heads and area
    lead to different options it is not applied.
    """
    voters = list(electorate)
    counted = {voter.key: Choice(choices[voter.key]) for voter in voters if voter.key in choices}
    followed = 0
    if rule.silent == "follow_majority" and (leader := _leader(voters, counted)):
        silent = [v.key for v in voters if v.key not in counted and v.key in set(delivered)]
        counted |= dict.fromkeys(silent, leader)
        followed = len(silent)
    by_choice = {choice: _sum(voters, {k for k, c in counted.items() if c is choice}) for choice in Choice}
    return Tally(
        total=_sum(voters, {voter.key for voter in voters}),
        taking_part=_sum(voters, set(counted)),
        agree=by_choice[Choice.AGREE],
        oppose=by_choice[Choice.OPPOSE],
        abstain=by_choice[Choice.ABSTAIN],
        followed=followed,
    )


def _sum(voters: Sequence[Entitlement], keys: Collection[str]) -> Count:
    return sum_of(voter for voter in voters if voter.key in keys)


def sum_of(voters: Iterable[Entitlement]) -> Count:
    count = Count()
    for voter in voters:
        count = count.plus(voter.area)
    return count


def _leader(voters: Sequence[Entitlement], counted: Mapping[str, Choice]) -> Choice | None:
    sums = {choice: _sum(voters, {k for k, c in counted.items() if c is choice}) for choice in Choice}
    by_heads = [c for c in Choice if sums[c].heads == max(s.heads for s in sums.values())]
    by_area = [c for c in Choice if sums[c].area == max(s.area for s in sums.values())]
    return by_heads[0] if by_heads == by_area and len(by_heads) == 1 else None


@dataclass(frozen=True)
class Test:
    """One of the lines a motion must reach. `unit` is heads, area (0.01 m²) or reps; `missing` in the same unit."""

    name: str
    unit: str
    part: int
    whole: int
    mark: Mark
    holds: bool
    missing: int


@dataclass(frozen=True)
class Outcome:
    tests: tuple[Test, ...]
    verdict: Verdict


TAKING_PART, AGREEING = N_("参加"), N_("同意")


def outcome(counted: Tally, rule: DecisionRule) -> Outcome:
    """The tests of a rule, and what follows: too few is no result, whatever was chosen."""
    quorum = taking_part_tests(counted.taking_part, counted.total, rule)
    whole = counted.total if rule.of_all else counted.taking_part
    approval = _tests(AGREEING, counted.agree, whole, rule.approval, by_area=rule.by_area)
    if not all(test.holds for test in quorum):
        verdict = Verdict.NO_RESULT
    else:
        verdict = Verdict.PASSED if all(test.holds for test in approval) else Verdict.FAILED
    return Outcome((*quorum, *approval), verdict)


def taking_part_tests(part: Count, total: Count, rule: DecisionRule) -> list[Test]:
    """Of a body some of whose members stand for the owners, so many of these must be there too (物管会)."""
    tests = _tests(TAKING_PART, part, total, rule.quorum, by_area=rule.by_area)
    return [*tests, _test(TAKING_PART, "reps", part.area, total.area, rule.reps)] if rule.reps else tests


def _tests(name: str, part: Count, whole: Count, mark: Mark, *, by_area: bool) -> list[Test]:
    pairs = [("heads", part.heads, whole.heads)] + ([("area", part.area, whole.area)] if by_area else [])
    return [_test(name, unit, p, w, mark) for unit, p, w in pairs]


def _test(name: str, unit: str, part: int, whole: int, mark: Mark) -> Test:
    return Test(name, unit, part, whole, mark, mark.holds(part, whole), mark.missing(part, whole))


def as_result(counted: Tally, decided: Outcome) -> dict[str, object]:
    """What is written down when a motion closes: plain values, from which everything shown is drawn."""
    return {
        "verdict": str(decided.verdict),
        "tests": [asdict(test) for test in decided.tests],
        "tally": asdict(counted),
    }
