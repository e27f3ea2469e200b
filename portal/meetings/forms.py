"""What may be said in a meeting."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from portal.kit.shapes import Id, number_in, text
from portal.meetings.rules.inspection import LONGEST, SHORTEST

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]


class CastBallot(BaseModel):
    """A vote on a phone. `key` is made there, so that the same ballot sent twice is one ballot."""

    right: Id
    choice: Literal["agree", "oppose", "abstain"]
    key: Key


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
    extends_to: Annotated[datetime | None, BeforeValidator(lambda said: said or None)] = None


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


class RaiseFor(BaseModel):
    """A hand of somebody without a phone: whose door, if they care to say."""

    label: Annotated[str, text(20)] = ""


class CallNext(BaseModel):
    """`seen`: the hand that speaks now, as the console showed it; 0 where nobody does."""

    seen: Annotated[int, Field(ge=0, le=2**31 - 1)]


class OneHand(BaseModel):
    hand: Id


class Announce(BaseModel):
    """One line; left empty, the last one goes away."""

    announcement: Annotated[str, text(60)] = ""


class AskHelp(BaseModel):
    help: Literal["cannot_vote", "cannot_hear", "come"]


class AnswerHelp(BaseModel):
    call: Id
