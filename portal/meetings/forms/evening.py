"""While the meeting lasts."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from portal.kit.shapes import Id, text
from portal.meetings.forms.base import Line


class AddTopic(BaseModel):
    title: Line


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
