"""What comes of it: doubts, minutes, promises, shares of the cost."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from portal.kit.shapes import LARGEST_ID, Day, Id, text
from portal.meetings.rules.publishing import LONGEST_OBJECTION, LONGEST_REASON


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


class AddDisposition(BaseModel):
    speaker: Annotated[str, text(20)] = ""
    comment: Annotated[str, text(200, 4)]
    outcome: Literal["adopted", "partly", "refused"]
    reason: Annotated[str, text(200, 4)]


class ShareCost(BaseModel):
    """`cost` is typed in 元."""

    title: Annotated[str, text(80, 2)]
    cost: Annotated[str, text(20, 1)]
    matter: Annotated[str, text(30)] = ""
