"""Read a 接龙: the numbered list that neighbours in a chat group lengthen one after another."""

import re
from dataclasses import dataclass

LONGEST, MOST = 20_000, 200  # characters of a text, entries in it

_HEAD = re.compile(r"^\s*[#＃]?\s*(?:接龙|群接龙)\s*[:：]?\s*(.*)$")
# 1. 1、 1） (1) ① １．: with or without a space after it.
_ENTRY = re.compile(r"^\s*(?:[(（]\s*(\d{1,3})\s*[)）]|(\d{1,3})\s*[.．、)）:：]|(\d{1,3})\s+(?=\S)|([①-⑳]))\s*(.*)$")
_PARTED = re.compile(r"^(.{1,20}?)\s*(?:[:：,，;；—–|｜]|\s-\s|\s+)\s*(.+)$", re.S)
# 3-1-2, 12-803室: where somebody lives, before their name.
_DOOR = re.compile(r"^\d{1,3}(?:[-－—–]\d{1,4}){1,2}(?:号|室)?[\s:：,，]+")
_SIGNS = {
    "支持": "support", "同意": "support", "赞成": "support", "反对": "oppose", "不支持": "oppose", "不同意": "oppose",
    "不赞成": "oppose", "建议": "suggest",
}  # fmt: skip
_STANCE = re.compile("不?(?:同意|赞成|支持|反对|建议)")


@dataclass(frozen=True)
class Entry:
    """One line of the list: its number, who, and what they said. `stance` is a guess from the first words, or empty;
    `door` is what was left out of the name."""

    number: int
    name: str
    words: str
    stance: str
    door: str = ""


@dataclass(frozen=True)
class Chain:
    """`title` is what stands above the list; `skipped` are lines that are neither title nor entry."""

    title: str
    entries: tuple[Entry, ...]
    skipped: int


def read(text: str) -> Chain:
    """Whatever was pasted becomes a chain, at worst an empty one: nothing in it is an error.

    A line without a number goes on with the entry before it. Of entries that are the same to the letter one stays:
    a chain is pasted anew by everybody who adds to it.
    """
    head: list[str] = []
    raw: list[tuple[int, list[str]]] = []
    for line in text[:LONGEST].replace("\r", "\n").split("\n"):
        found = _ENTRY.match(line)
        if found:
            raw.append((_number(found), [found[5].strip()]))
        elif raw and line.strip() and not _HEAD.match(line):
            raw[-1][1].append(line.strip())
        elif line.strip() and not raw:
            titled = _HEAD.match(line)
            head.append((titled[1] if titled else line).strip())
    entries = [_entry(number, "\n".join(part for part in parts if part)) for number, parts in raw]
    kept = list(dict.fromkeys(entry for entry in entries if entry is not None))
    unique = {(entry.door, entry.name, entry.words): entry for entry in reversed(kept)}
    ordered = [entry for entry in kept if unique[(entry.door, entry.name, entry.words)] is entry][:MOST]
    return Chain(" ".join(part for part in head if part)[:80], tuple(ordered), len(entries) - len(ordered))


def _number(found: re.Match[str]) -> int:
    digits = found[1] or found[2] or found[3]
    return int(digits) if digits else ord(found[4]) - ord("①") + 1


def _entry(number: int, said: str) -> Entry | None:
    """A door before the name is left out, where a name follows: neighbours need not read who lives where."""
    before, without = _DOOR.match(said), _DOOR.sub("", said)
    door = before[0].strip(" \t:：,，") if before and _PARTED.match(without) else ""
    said = without if door else said
    parted = _PARTED.match(said)
    if not said:
        return None
    if parted is None:  # a name alone: that somebody joined in
        return Entry(number, said[:20], "", _stance(said))
    return Entry(number, parted[1].strip(), parted[2].strip(), _stance(parted[2]), door)


def _stance(words: str) -> str:
    """From the first word that says one. Who is 不反对 is neither for nor against: nothing is guessed."""
    found = _STANCE.search(words[:12])
    return _SIGNS.get(found[0], "") if found else ""
