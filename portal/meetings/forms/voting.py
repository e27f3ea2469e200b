"""Votes: on a phone, by hands, between options, and what silence means."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from portal.kit.shapes import Id, text
from portal.meetings.forms.base import Key
from portal.meetings.rules.methods import MOST_OPTIONS

Choice = Annotated[str, StringConstraints(pattern=r"^[a-z0-9=,]{1,400}$")]


class CastBallot(BaseModel):
    """A vote on a phone. `key` is made there, so that the same ballot sent twice is one ballot."""

    right: Id
    choice: Choice
    key: Key


class CastEveryBallot(BaseModel):
    """The same vote for every right in one's hands. Each right makes a key of its own of `key`."""

    choice: Choice
    key: Key


class OfferOptions(BaseModel):
    """What a motion lets one choose between: `options` a line each; `most` for multiple, `seats` for an election."""

    method: Literal["single", "multiple", "approval", "score", "ranked"]
    options: Annotated[str, text(3000, 1)]
    most: Annotated[int, Field(ge=1, le=MOST_OPTIONS)] = 1
    seats: Annotated[int, Field(ge=1, le=MOST_OPTIONS)] = 1


class SetSilence(BaseModel):
    """Left empty, silence counts for nothing."""

    article: Annotated[str, text(60)] = ""
    why: Annotated[str, text(200, 2)]


class OpenByHands(BaseModel):
    present: Annotated[int, Field(ge=0, le=10_000)]


class EnterHands(BaseModel):
    agree: Annotated[int, Field(ge=0, le=10_000)]
    oppose: Annotated[int, Field(ge=0, le=10_000)]
    abstain: Annotated[int, Field(ge=0, le=10_000)]
