"""Shapes that the forms of several rooms share."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

LARGEST_ID = 2**31 - 1  # of an integer column; beyond it a database has no answer but a fault
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]  # a day that one can reckon with


def text(most: int, least: int = 0) -> StringConstraints:
    """Text of `least` to `most` characters, without the spaces around it."""
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


def number_in(text: str) -> int | None:
    """The number that `text` is, where it is one that a row could have."""
    return int(text) if text.isdecimal() and len(text) < 10 else None
