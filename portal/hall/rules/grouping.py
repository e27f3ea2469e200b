"""What each group of the map thinks of each statement, in numbers and in words. Pure, and without numpy.

Numbers go in fives, downwards: the numbers of all groups stand beside those of everybody, and the difference between
any two of them must not be a few people. Where fewer than five of a group have answered there are no numbers.
"""

from collections.abc import Sequence
from enum import StrEnum

from portal.hall.rules.opinions import FEWEST

Cell = tuple[int, int, int] | None  # who agrees, disagrees, passes
MOST = 600  # of 1,000 who took a side


class Leaning(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"
    SPLIT = "split"
    UNSURE = "unsure"
    UNTOLD = "untold"  # too few have answered


def told_of(agreed: int, disagreed: int, passed: int) -> Cell:
    """What is kept of a group's answers to one statement: nothing where fewer than five people gave them."""
    if agreed + disagreed + passed < FEWEST:
        return None
    return _in_fives(agreed), _in_fives(disagreed), _in_fives(passed)


def _in_fives(count: int) -> int:
    return count - count % FEWEST


def leaning(cell: Sequence[int] | None) -> Leaning:
    """Where a group leans, by the numbers that are told: the words say no more than the table beside them."""
    if cell is None:
        return Leaning.UNTOLD
    agreed, disagreed, passed = cell
    sides = agreed + disagreed
    if passed > sides or not sides:
        return Leaning.UNSURE
    if agreed * 1000 >= MOST * sides:
        return Leaning.AGREE
    return Leaning.DISAGREE if disagreed * 1000 >= MOST * sides else Leaning.SPLIT
