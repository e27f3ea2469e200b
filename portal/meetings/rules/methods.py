"""How one may choose between options, and what many such choices come to: multiple, approval, score, ranked.

Everything is counted in whole ballots, and what is stated before the vote decides a tie.
"""

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_OPTIONS, LONGEST_OPTION, HIGHEST_SCORE = 50, 60, 10


class Method(StrEnum):
    YES_NO = "yes_no"  # agree, oppose, abstain
    SINGLE = "single"  # one option
    MULTIPLE = "multiple"  # so many options at least, so many at most
    APPROVAL = "approval"  # every option that one could live with
    SCORE = "score"  # a number for each option
    RANKED = "ranked"  # first, second, third …


@dataclass(frozen=True)
class Question:
    """`least` and `most` are how many options one chooses (or ranks); `seats` how many are elected.

    `seed` orders options that nothing else tells apart: it is drawn and published before the vote opens.
    """

    method: Method
    options: tuple[str, ...]
    least: int = 1
    most: int = 1
    seats: int = 1
    seed: str = ""


def asked(method: str, options: Sequence[str], least: int, most: int, seats: int, seed: str) -> Question:
    """A question whose options go by the numbers that the ballot prints."""
    numbers = tuple(str(n) for n in range(1, len(options) + 1))
    return Question(Method(method), numbers, least, most, seats, seed)


# What somebody chose: the codes of options, in order where it is ranked; or a score for each.
Chosen = tuple[str, ...]
Scores = Mapping[str, int]


ABSTAIN = "abstain"  # of every method: one takes part and chooses nothing


class TooFewOptions(Refused):
    status = 422
    message = N_("至少写两个选项。")


class TooManyOptions(Refused):
    status = 422
    message = N_("选项最多 %(most)s 个，请合并几个。")


class OptionTooLong(Refused):
    status = 422
    message = N_("「%(option)s…」太长了，一个选项最多 %(most)s 个字。")


class OptionsAlike(Refused):
    status = 422
    message = N_("「%(one)s」和「%(other)s」太像了，会点错，请改一改。")


class UnknownOption(Refused):
    status = 422
    message = N_("请从给出的选项里选。")


class ChosenTwice(Refused):
    status = 422
    message = N_("同一个选项选了两次，请去掉一次。")


class TooFewChosen(Refused):
    status = 422
    message = N_("至少要选 %(least)s 个。")


class TooManyChosen(Refused):
    status = 422
    message = N_("最多选 %(most)s 个，请去掉几个。")


class RankTwice(Refused):
    status = 422
    message = N_("第 %(rank)s 位排了两个，请改一改。")


class RankMissing(Refused):
    status = 422
    message = N_("请从第 1 位连着排，现在缺第 %(rank)s 位。")


class ScoreOutOfRange(Refused):
    status = 422
    message = N_("打分要在 0 到 %(highest)s 之间。")


def must_be_clear(options: Sequence[str]) -> None:
    """Options that a finger or an eye would take for each other are refused before they are printed.

    Raises TooFewOptions, TooManyOptions, OptionTooLong, OptionsAlike.
    """
    if len(options) < 2:
        raise TooFewOptions()
    if len(options) > MOST_OPTIONS:
        raise TooManyOptions(most=MOST_OPTIONS)
    seen: dict[str, str] = {}
    for option in options:
        if len(option) > LONGEST_OPTION:
            raise OptionTooLong(option=option[:8], most=LONGEST_OPTION)
        bare = _bare(option)
        if bare in seen:
            raise OptionsAlike(one=seen[bare], other=option)
        seen[bare] = option


def _bare(option: str) -> str:
    """What is left of an option without the signs that nobody reads."""
    folded = unicodedata.normalize("NFKC", option).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def limits(method: Method, options: int, most: int, seats: int) -> tuple[int, int, int]:
    """How many options one chooses at least and at most, and how many are elected. Nothing chosen is an abstention."""
    if method == Method.MULTIPLE:
        return 1, min(most, options), min(seats, options)
    return 1, 1 if method == Method.SINGLE else options, 1


def ballot_text(wording: str, options: Sequence[str]) -> str:
    """The one text of a ballot, of which the hash is printed: the question, and the options by their numbers."""
    return "\n".join([wording, *(f"{n}. {option}" for n, option in enumerate(options, 1))])


def must_be_valid(question: Question, chosen: Chosen) -> None:
    """Raises UnknownOption, ChosenTwice, TooFewChosen, TooManyChosen. A ranking without gaps is what a list is."""
    if set(chosen) - set(question.options):
        raise UnknownOption()
    if len(set(chosen)) != len(chosen):
        raise ChosenTwice()
    if len(chosen) < question.least:
        raise TooFewChosen(least=question.least)
    if len(chosen) > question.most:
        raise TooManyChosen(most=question.most)


def must_be_scored(question: Question, scores: Scores) -> None:
    """Every option has its score. Raises UnknownOption, TooFewChosen, ScoreOutOfRange."""
    if set(scores) - set(question.options):
        raise UnknownOption()
    if set(scores) != set(question.options):
        raise TooFewChosen(least=len(question.options))
    if any(not 0 <= score <= HIGHEST_SCORE for score in scores.values()):
        raise ScoreOutOfRange(highest=HIGHEST_SCORE)


def ranked(places: Mapping[str, int]) -> Chosen:
    """Options in the order of the places given to them. Raises RankTwice, RankMissing: a ranking has no gaps."""
    by_place: dict[int, str] = {}
    for option, place in places.items():
        if place in by_place:
            raise RankTwice(rank=place)
        by_place[place] = option
    for place in range(1, len(by_place) + 1):
        if place not in by_place:
            raise RankMissing(rank=place)
    return tuple(by_place[place] for place in sorted(by_place))


def must_be_written(question: Question | None, choice: str) -> None:
    """A choice that comes in is one that this ballot offers, written in the one way. Raises what the checks raise."""
    if choice == ABSTAIN or (question is None and choice in ("agree", "oppose")):
        return
    if question is None:
        raise UnknownOption()
    if question.method == Method.SCORE:
        pairs = [each.split("=") for each in choice.split(",")]
        if not all(len(pair) == 2 and pair[1].isdecimal() for pair in pairs):
            raise UnknownOption()
        again = written(question, (), {option: int(score) for option, score in pairs})
    else:
        again = written(question, chosen_in(choice))
    if again != choice:
        raise UnknownOption()


def written(question: Question, chosen: Chosen, scores: Scores | None = None) -> str:
    """A choice as it is stored: `3`, `1,4`, in order where ranked `4,1`, or `1=5,2=0`; nothing chosen is an abstention.

    Two ways to write the same choice would be two choices: sets are sorted. Raises what the checks raise.
    """
    if question.method == Method.SCORE:
        must_be_scored(question, scores or {})
        return ",".join(f"{option}={(scores or {})[option]}" for option in question.options)
    if not chosen:
        return ABSTAIN
    must_be_valid(question, chosen)
    inside = chosen if question.method == Method.RANKED else tuple(o for o in question.options if o in chosen)
    return ",".join(inside)


def chosen_in(choice: str) -> Chosen:
    """The options that a stored choice names, in its order."""
    return () if choice == ABSTAIN else tuple(choice.split(","))


def scores_in(choice: str) -> dict[str, int]:
    if choice == ABSTAIN:
        return {}
    return {option: int(score) for option, score in (each.split("=") for each in choice.split(","))}


def votes(question: Question, ballots: Iterable[Chosen]) -> dict[str, int]:
    """How many ballots name each option (single, multiple, approval)."""
    counted = dict.fromkeys(question.options, 0)
    for chosen in ballots:
        for option in set(chosen):
            counted[option] += 1
    return counted


def points(question: Question, ballots: Iterable[Scores]) -> dict[str, int]:
    """The sum of the scores of each option: sums compare exactly where averages would round."""
    counted = dict.fromkeys(question.options, 0)
    for scores in ballots:
        for option, score in scores.items():
            counted[option] += score
    return counted


@dataclass(frozen=True)
class Elected:
    """Who is elected, in order, and who shares a last seat that the line or the count does not decide (`tied`)."""

    options: tuple[str, ...]
    tied: tuple[str, ...] = ()


def elected(seats: int, counted: Mapping[str, int], over: Collection[str]) -> Elected:
    """Of the options `over` the line the most first, up to the seats.

    Where the last seat is shared by equal counts nobody of them is elected by chance: they are voted on again.
    """
    ranked = sorted((option for option in counted if option in over), key=lambda option: -counted[option])
    if len(ranked) <= seats:
        return Elected(tuple(ranked))
    last = counted[ranked[seats - 1]]
    if counted[ranked[seats]] != last:
        return Elected(tuple(ranked[:seats]))
    above = [option for option in ranked if counted[option] > last]
    return Elected(tuple(above), tuple(option for option in ranked if counted[option] == last))


@dataclass(frozen=True)
class Round:
    """One round of a ranked count: the ballots of each option still in, those exhausted, and who went out of it."""

    counted: Mapping[str, int]
    exhausted: int
    out: str | None


@dataclass(frozen=True)
class Runoff:
    winner: str | None
    rounds: tuple[Round, ...]


def instant_runoff(question: Question, ballots: Sequence[Chosen]) -> Runoff:
    """The option that more than half of the ballots still in count for; else the last one goes out, round by round.

    Of equals the one goes out that had fewer in the round before, and so on back to the first; where all rounds are
    equal, the one that comes last in the order drawn by the published seed.
    """
    left, rounds = list(question.options), list[Round]()
    while True:
        counted, exhausted = _first_choices(left, ballots)
        inside = len(ballots) - exhausted
        leader = max(left, key=lambda option: counted[option])
        if 2 * counted[leader] > inside:
            rounds.append(Round(counted, exhausted, None))
            return Runoff(leader, tuple(rounds))
        if len(left) == 1 or inside == 0:
            rounds.append(Round(counted, exhausted, None))
            return Runoff(None, tuple(rounds))
        out = _last(question, left, [*(each.counted for each in rounds), counted])
        rounds.append(Round(counted, exhausted, out))
        left.remove(out)


def replayed(question: Question, rounds: Sequence[Round]) -> str | None:
    """The winner of a ranked count by its rounds alone: each is judged anew by what it counted, and by those before.

    Raises ValueError where a round is not what must follow.
    """
    left = list(question.options)
    for n, each in enumerate(rounds, 1):
        if set(each.counted) != set(left):
            raise ValueError("a round counts options that are out")
        inside = sum(each.counted.values())
        leader = max(left, key=lambda option: each.counted[option])
        over = 2 * each.counted[leader] > inside
        if over or len(left) == 1 or inside == 0:
            if n < len(rounds) or each.out is not None:
                raise ValueError("a round too many")
            return leader if over else None
        if each.out != _last(question, left, [done.counted for done in rounds[:n]]):
            raise ValueError("another option goes out")
        left.remove(each.out)
    raise ValueError("a round too few")


def _first_choices(left: Sequence[str], ballots: Sequence[Chosen]) -> tuple[dict[str, int], int]:
    counted, exhausted = dict.fromkeys(left, 0), 0
    for chosen in ballots:
        first = next((option for option in chosen if option in counted), None)
        if first is None:
            exhausted += 1
        else:
            counted[first] += 1
    return counted, exhausted


def _last(question: Question, left: Sequence[str], so_far: Sequence[Mapping[str, int]]) -> str:
    lowest = list(left)
    for counted in reversed(so_far):
        least = min(counted[option] for option in lowest)
        lowest = [option for option in lowest if counted[option] == least]
        if len(lowest) == 1:
            return lowest[0]
    return max(lowest, key=lambda option: drawn(question.seed, option))


def drawn(seed: str, option: str) -> str:
    """The place of an option in the order that the seed draws: anybody can compute it again."""
    return hashlib.sha256(f"{seed}\x1f{option}".encode()).hexdigest()


def shares(cost: int, areas: Mapping[str, int]) -> dict[str, int]:
    """What each pays of a cost in 分, by area (Civil Code 283): whole 分 that sum to the cost exactly.

    The 分 that are left over go to the largest remainders; of equal ones to the first by key.
    """
    whole = sum(areas.values())
    if whole <= 0:
        return dict.fromkeys(areas, 0)
    paid = {key: cost * area // whole for key, area in areas.items()}
    rest = sorted(areas, key=lambda key: (-(cost * areas[key] % whole), key))
    for key in rest[: cost - sum(paid.values())]:
        paid[key] += 1
    return paid
