"""The roll lies open."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from portal.kit.shapes import text
from portal.meetings.forms.base import number
from portal.meetings.rules.inspection import LONGEST, SHORTEST


class OpenRoll(BaseModel):
    """`days`: how many full days the roll lies open."""

    days: Annotated[int, Field(ge=SHORTEST, le=LONGEST)]


class ObjectToRoll(BaseModel):
    kind: Literal["not_on", "size", "sold", "double", "other"]
    home: Annotated[int | None, BeforeValidator(number)] = None
    text: Annotated[str, text(300, 2)]


class AnswerRollObjection(BaseModel):
    upheld: Literal["yes", "no"]
    answer: Annotated[str, text(300, 2)]
