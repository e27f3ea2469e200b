"""Statements and taps: what a statement may be, in which order they come up, and which numbers are told.

**Numbers lag behind the taps.** A number that grew with every tap would tell, to whoever looked before and after a
neighbour's visit, what that neighbour tapped. So the numbers of a statement are told anew only when the answers of at
least five people differ from those told last: each difference between two tellings is made of five people or more, and
one person who taps to and fro is still one. Until five have answered there are no numbers at all, and an answer that
was taken back leaves at the next telling. The groups are drawn of told answers alone.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

LONGEST_STATEMENT, SHORTEST_STATEMENT = 140, 4
LONGEST_TOPIC = 80
FEWEST = 5  # people behind a number, a difference between two numbers, or a group
ACCEPTED, SPLIT = 800, 300  # of 1,000 who took a side: all live with it; both sides are large
MOST_STATEMENTS, MOST_BY_ONE = 120, 10  # in one matter: more than anybody would tap through
ALIKE = 550  # of 1,000: from here on two statements look like one


class Side(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - no password


OPEN_STAGES = frozenset({"raise", "discuss", "decide"})  # while people answer: until it is decided


class TooManyStatements(Refused):
    status = 422
    message = N_("观点已经很多了。请在已有的里面点一点。")


class StatementGone(Refused):
    message = N_("这条观点收起来了，不用再答。")


class NotOpenForTaps(Refused):
    message = N_("这件事已经商量完了，想法只能看，不能改。")


def must_be_open(stage: str) -> None:
    """Raises NotOpenForTaps."""
    if stage not in OPEN_STAGES:
        raise NotOpenForTaps()


def must_have_room(in_matter: int, by_one: int) -> None:
    """Raises TooManyStatements."""
    if in_matter >= MOST_STATEMENTS or by_one >= MOST_BY_ONE:
        raise TooManyStatements()


class Hint(StrEnum):
    """What may be wrong with a statement. It is told once; whoever means it sends it all the same."""

    QUESTION = "question"
    TWO_IDEAS = "two_ideas"
    ALIKE = "alike"


def hints(body: str, others: Sequence[str]) -> tuple[list[Hint], str]:
    """What may be wrong, and the statement that says nearly the same."""
    found = []
    if body.rstrip().endswith(("?", "？", "吗", "吗。", "呢", "呢。")):
        found.append(Hint.QUESTION)
    if sum(body.rstrip("。！!；; ").count(mark) for mark in "。！!；;") >= 1:
        found.append(Hint.TWO_IDEAS)
    twin = max(others, key=lambda other: likeness(body, other), default="")
    if twin and likeness(body, twin) >= ALIKE:
        return [*found, Hint.ALIKE], twin
    return found, ""


def likeness(one: str, other: str) -> int:
    """How many of the pairs of characters two texts share, of 1,000 (Dice)."""
    mine, theirs = _pairs(one), _pairs(other)
    return 2000 * len(mine & theirs) // (len(mine) + len(theirs)) if mine and theirs else 0


def _pairs(text: str) -> set[str]:
    letters = "".join(letter for letter in text.lower() if letter.isalnum())
    return {letters[n : n + 2] for n in range(len(letters) - 1)} or {letters}


def topic_of(body: str) -> str:
    """A statement as a line of an agenda."""
    return body if len(body) <= LONGEST_TOPIC else f"{body[: LONGEST_TOPIC - 1]}…"


def shortened(words: str) -> str:
    """The first sentence of a remark, cut to what a statement may be: a beginning for whoever makes it one."""
    text = " ".join(words.split())
    ends = [text.find(mark) for mark in "。！？!?\n" if text.find(mark) >= 0]
    return text[: min([*ends, LONGEST_STATEMENT])].strip()


@dataclass(frozen=True)
class Told:
    """A statement with the numbers told of it."""

    id: int
    agreed: int
    disagreed: int
    passed: int

    @property
    def voters(self) -> int:
        return self.agreed + self.disagreed + self.passed

    @property
    def sides(self) -> int:
        return self.agreed + self.disagreed

    @property
    def share(self) -> int:
        """Of 1,000 who took a side, how many agree; truncated."""
        return self.agreed * 1000 // self.sides if self.sides else 0


def must_be_told_anew(differ: int) -> bool:
    """Whether enough people's answers differ from what was told of a statement."""
    return differ >= FEWEST


def accepted(told: Iterable[Told]) -> list[Told]:
    """都同意: five or more took a side and at least 80 in 100 of them agree; the most agreed first.

    Those who pass are on no side, but where they are more than the sides nobody knows yet: then it is on no list.
    """
    fit = [each for each in told if each.sides >= FEWEST and each.share >= ACCEPTED and each.passed <= each.sides]
    return sorted(fit, key=lambda each: (-each.share, -each.sides, each.id))


def divided(told: Iterable[Told]) -> list[Told]:
    """分歧最大: five or more took a side, and the smaller one has at least 3 in 10; the most even first."""
    fit = [each for each in told if each.sides >= FEWEST and SPLIT <= each.share <= 1000 - SPLIT]
    return sorted(fit, key=lambda each: (abs(2 * each.agreed - each.sides) * 1000 // each.sides, -each.sides, each.id))


def next_for(waiting: Iterable[tuple[int, int]], seed: int) -> list[int]:
    """The statements that somebody has not answered, the least answered first, as (id, answers told).

    Equals come in an order of that person's own, always the same: none is first for everybody, and none by its fame.
    """
    return [id_ for id_, _ in sorted(waiting, key=lambda each: (each[1] // FEWEST, _lot(seed, each[0])))]


def _lot(seed: int, statement_id: int) -> bytes:
    return hashlib.blake2b(f"{seed}:{statement_id}".encode(), digest_size=8).digest()
