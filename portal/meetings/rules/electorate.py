"""How large an electorate is, and which numbers reach a line, before any vote is called. Whole heads and 0.01 m²."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.kit.words import N_
from portal.meetings.rules.decision import FIFTH, HALF, OVER_HALF, THREE_QUARTERS, TWO_THIRDS, Mark
from portal.places.rules import DEVELOPER

LINES: tuple[tuple[str, Mark], ...] = (
    (N_("三分之二（含）"), TWO_THIRDS),
    (N_("四分之三（含）"), THREE_QUARTERS),
    (N_("一半（含）"), HALF),
    (N_("超过一半"), OVER_HALF),
    # 物业管理条例 13 (owners); 居委会组织法 (2018) 10 (adults, households): so many may ask for a meeting.
    (N_("五分之一（含），联名可以要求开会"), FIFTH),
)


@dataclass(frozen=True)
class Line:
    """The smallest numbers that reach a line of the whole."""

    name: str
    mark: Mark
    heads: int
    area: int


@dataclass(frozen=True)
class Figures:
    """`area` in 0.01 m²; the developer's heads are none or one, whatever is still unsold (解释 art. 9)."""

    heads: int
    area: int
    developer_heads: int
    developer_area: int
    lines: tuple[Line, ...]


def needed(mark: Mark, whole: int) -> int:
    """The smallest whole number that reaches the line: 684 of 1,026 for two thirds, 514 for over a half of it."""
    return mark.missing(0, whole)


def figures(entries: Iterable[tuple[str, int]]) -> Figures:
    """Of an electorate given as key and area of each right."""
    roll = list(entries)
    heads, area = len(roll), sum(size for _, size in roll)
    developers = [size for key, size in roll if key == DEVELOPER]
    lines = tuple(Line(name, mark, needed(mark, heads), needed(mark, area)) for name, mark in LINES)
    return Figures(heads, area, len(developers), sum(developers), lines)


def told(found: Figures) -> list[str]:
    """The same on a terminal, one line each: areas in m² with two decimals."""
    rows = [("voters", found.heads, found.area), ("developer", found.developer_heads, found.developer_area)]
    rows += [
        (f"{'>=' if line.mark.inclusive else '>'} {line.mark.num}/{line.mark.den}", line.heads, line.area)
        for line in found.lines
    ]
    return [f"{name:<10}{heads:>8}{area // 100:>12}.{area % 100:02} m2" for name, heads, area in rows]
