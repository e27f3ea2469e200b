"""What may be said in a meeting."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from portal.kit.shapes import Id, number_in, text
from portal.meetings.rules.inspection import LONGEST, SHORTEST
from portal.meetings.rules.methods import MOST_OPTIONS

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]


class CastBallot(BaseModel):
    """A vote on a phone. `key` is made there, so that the same ballot sent twice is one ballot."""

    right: Id
    choice: Annotated[str, StringConstraints(pattern=r"^[a-z0-9=,]{1,400}$")]
    key: Key


class OfferOptions(BaseModel):
    """What a motion lets one choose between: `options` a line each; `most` for multiple, `seats` for an election."""

    method: Literal["single", "multiple", "approval", "score", "ranked"]
    options: Annotated[str, text(3000, 1)]
    most: Annotated[int, Field(ge=1, le=MOST_OPTIONS)] = 1
    seats: Annotated[int, Field(ge=1, le=MOST_OPTIONS)] = 1


class CallMeeting(BaseModel):
    area_id: Id
    form: str
    title: Line
    place: Line
    starts_at: datetime
    closes_at: datetime
    wording: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    matter: Annotated[str, StringConstraints(max_length=30)] = ""
    statement: Annotated[str, StringConstraints(max_length=9)] = ""
    rule: str = "straw_poll"


class TakeUpStatement(BaseModel):
    meeting: Id


class OpenRoll(BaseModel):
    """`days`: how many full days the roll lies open."""

    days: Annotated[int, Field(ge=SHORTEST, le=LONGEST)]


def _number(said: object) -> int | None:
    return number_in(str(said).strip())


class ObjectToRoll(BaseModel):
    kind: Literal["not_on", "size", "sold", "double", "other"]
    home: Annotated[int | None, BeforeValidator(_number)] = None
    text: Annotated[str, text(300, 2)]


class AnswerRollObjection(BaseModel):
    upheld: Literal["yes", "no"]
    answer: Annotated[str, text(300, 2)]


class AddTopic(BaseModel):
    title: Line


class Arrive(BaseModel):
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{4}$")]
