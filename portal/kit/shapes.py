"""Shapes that the forms of several rooms share."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from portal.kit.plain import plain

LARGEST_ID = 2**31 - 1  # of an integer column; beyond it a database has no answer but a fault
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]  # a day that one can reckon with


@dataclass(frozen=True)
class Text:
    """Text of `least` to `most` characters, plain (see `kit.plain`) and without the spaces around it."""

    most: int
    least: int = 0

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        counted = core_schema.str_schema(strip_whitespace=True, min_length=self.least, max_length=self.most)
        return core_schema.no_info_before_validator_function(_seen, counted)


def text(most: int, least: int = 0) -> Text:
    """Text of `least` to `most` characters, in which nothing is hidden."""
    return Text(most, least)


def _seen(typed: Any) -> Any:
    return plain(typed) if isinstance(typed, str) else typed


def number_in(text: str) -> int | None:
    """The number that `text` is, where it is one that a row could have."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def numbered(name: str, row: int) -> str:
    """The name of a field in a form's row: plain in the first, `name_2` in the second."""
    return name if row == 1 else f"{name}_{row}"
