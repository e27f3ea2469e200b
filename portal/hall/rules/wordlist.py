"""The operator's list of words: one a line, with what is to be done. Pure: who reads the file is a query.

# a comment
hold: 一个词      a person looks at it first
refuse: 另一个词  it is not taken at all
"""

from dataclasses import dataclass

from portal.hall.rules.detecting import compact

SHORTEST = 2  # signs: one sign alone stands in half of all sentences
MOST_LINES = 50_000


@dataclass(frozen=True)
class WordList:
    """`broken` are the numbers of lines that cannot be used, with why: never the words, since a log may show them."""

    hold: frozenset[str] = frozenset()
    refuse: frozenset[str] = frozenset()
    broken: tuple[str, ...] = ()

    def holds(self, *texts: str) -> bool:
        return self._finds(self.hold, texts)

    def refuses(self, *texts: str) -> bool:
        return self._finds(self.refuse, texts)

    @staticmethod
    def _finds(words: frozenset[str], texts: tuple[str, ...]) -> bool:
        searched = [compact(text) for text in texts] if words else []
        return any(word in text for text in searched for word in words)


EMPTY = WordList()


def read(text: str) -> WordList:
    """The list that a file says, with the lines in it that are of no use."""
    found: dict[str, set[str]] = {"hold": set(), "refuse": set()}
    broken: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines()[:MOST_LINES], 1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        kind, colon, word = said.replace("：", ":", 1).partition(":")
        if not colon or kind.strip().lower() not in found:
            broken.append(f"line {number}: begins with neither hold: nor refuse:")
        elif len(compact(word)) < SHORTEST:
            broken.append(f"line {number}: shorter than {SHORTEST} signs")
        else:
            found[kind.strip().lower()].add(compact(word))
    return WordList(frozenset(found["hold"]), frozenset(found["refuse"]), tuple(broken))
