"""What may be said in a meeting."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from portal.kit.shapes import LARGEST_ID, Day, Id, number_in, text
from portal.meetings.rules.inspection import LONGEST, SHORTEST
from portal.meetings.rules.methods import MOST_OPTIONS
from portal.meetings.rules.publishing import LONGEST_OBJECTION, LONGEST_REASON

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


# What comes out of a vote and of a meeting.


class ObjectToResult(BaseModel):
    text: Annotated[str, text(LONGEST_OBJECTION, 4)]


class AnswerResultObjection(BaseModel):
    upheld: Literal["yes", "no"]
    answer: Annotated[str, text(LONGEST_REASON, 4)]


class AnnulResult(BaseModel):
    reason: Annotated[str, text(LONGEST_REASON, 4)]


class WriteMinutes(BaseModel):
    """What stands to each item of the agenda comes beside it, as `note_1`, `note_2` …"""

    present: Annotated[str, text(300)] = ""
    speakers: Annotated[int, Field(ge=0, le=9999)] = 0
    others: Annotated[str, text(2000)] = ""
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]


class ConfirmMinutes(BaseModel):
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]


class CorrectMinutes(BaseModel):
    reason: Annotated[str, text(300, 4)]


class AddAction(BaseModel):
    item: Id
    what: Annotated[str, text(100, 4)]
    owner: Annotated[str, text(30, 2)]
    due_on: Day


class ShareCost(BaseModel):
    """`cost` is typed in 元."""

    title: Annotated[str, text(80, 2)]
    cost: Annotated[str, text(20, 1)]
    matter: Annotated[str, text(30)] = ""
