"""What is found by which words: texts and questions are cut into pairs of characters, in one way for both.

A pair needs no dictionary, and two characters are the usual length of a Chinese word. What is asked for is found where
it stands in the text as it is asked, whatever the width or the case of its letters: no more and no less.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

VERSION = "1"  # of these rules: where it changes, everything is indexed anew
LONGEST_QUESTION, MOST_TERMS = 60, 8
SNIPPET = 60  # characters of a text that a list shows around what was found
ALIKE = 0.3  # share of pairs in common from which two titles may mean the same


class Source(StrEnum):
    """What a text of the hall is."""

    MATTER = "matter"
    POST = "post"
    ANSWER = "answer"
    OPINION = "opinion"


class OneCharacter(Refused):
    status = 422
    message = N_("一个字找不准，请写两个字以上，比如“电梯”。")


class NothingAsked(Refused):
    status = 422
    message = N_("请写上要找的字，标点不算。")


class _Folding(dict[int, str]):
    """Each character as it is compared: of one width, of one case."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = folded
        return folded


_FOLDED = _Folding()
# Letters and digits of all scripts, Han that this Python does not know yet, and the point inside 1.6.
_RUN = re.compile(r"(?:[^\W_]|[\U00020000-\U0003ffff]|(?<=[0-9])\.(?=[0-9]))+")


def composed(text: str) -> str:
    """The same text with each accent in its letter, so that each character stands for itself."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    return composed(text).translate(_FOLDED)


def runs(folded: str) -> list[str]:
    """The pieces between spaces and punctuation."""
    return _RUN.findall(folded)


def pairs(folded: str) -> set[str]:
    """Every two characters that stand side by side; a character alone makes none."""
    return {run[n : n + 2] for run in runs(folded) for n in range(len(run) - 1)}


def title_pairs(folded: str) -> set[str]:
    """Pairs of a title, told apart from those of all other texts."""
    return {f"={pair}" for pair in pairs(folded)}


def marks(source: str, category: str, stage: str, path: str) -> list[str]:
    """What a text can be narrowed down by, as words of their own kind: no text can hold them, for their colon."""
    return [f"k:{source}", f"c:{category}", f"s:{stage}", *(f"a:{area}" for area in path.strip("/").split("/"))]


def area_mark(path: str) -> str:
    return f"a:{path.rstrip('/').rsplit('/', 1)[-1]}"


@dataclass(frozen=True)
class Question:
    """The pieces that must all stand in a text, folded."""

    terms: tuple[str, ...]

    @property
    def pairs(self) -> list[str]:
        return sorted({pair for term in self.terms for pair in pairs(term)})

    def meets(self, text: str) -> bool:
        """The same by a plain look at the text."""
        folded = fold(text)
        return all(term in folded for term in self.terms)


def question(asked: str) -> Question:
    """What was typed, as pieces. Raises OneCharacter where none has two characters, NothingAsked where there is none."""
    terms = tuple(dict.fromkeys(runs(fold(asked[:LONGEST_QUESTION]))))[:MOST_TERMS]
    if not terms:
        raise NothingAsked()
    if all(len(term) < 2 for term in terms):
        raise OneCharacter()
    return Question(terms)


def likeness(one: set[str], other: set[str]) -> float:
    """How much two sets of pairs have in common, to the smaller of them."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def lit(text: str, terms: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, and of each whether it was asked for. Together the pieces are the text."""
    text = composed(text)
    # Where each character of the folded text comes from: ㎡ is two of them, and so is nothing for a joiner.
    origin = [n for n, each in enumerate(text) for _ in _FOLDED[ord(each)]]
    folded = text.translate(_FOLDED)
    on = [False] * len(text)
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            on[origin[at] : origin[at + len(term) - 1] + 1] = [True] * (origin[at + len(term) - 1] + 1 - origin[at])
            at = folded.find(term, at + 1)
    return _in_pieces(text, on)


def _in_pieces(text: str, on: Sequence[bool]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    for each, is_on in zip(text, on, strict=True):
        if pieces and pieces[-1][1] == is_on:
            pieces[-1] = (pieces[-1][0] + each, is_on)
        else:
            pieces.append((each, is_on))
    return pieces


def snippet(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """As much of the text as a list shows, around the first place of what was asked for."""
    text = composed(" ".join(text.split()))
    pieces = lit(text, terms)
    before = len(pieces[0][0]) if pieces and not pieces[0][1] and len(pieces) > 1 else 0
    start = max(0, before - SNIPPET // 3)
    shown = lit(text[start : start + SNIPPET], terms)
    head = [("…", False)] if start else []
    tail = [("…", False)] if start + SNIPPET < len(text) else []
    return [*head, *shown, *tail]
