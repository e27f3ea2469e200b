"""What a leader and a volunteer may say."""

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from portal.kit.shapes import Day, Id, text
from portal.volunteers.rules import Kind, Ledger, Risk

Number = Annotated[str, text(30)]


class FoundTeam(BaseModel):
    name: Annotated[str, text(20, 2)]
    kind: Kind
    charter: Annotated[str, text(500, 5)]
    leader: Annotated[str, text(200)] = ""
    area_id: Id


class HandOver(BaseModel):
    leader: Annotated[str, text(200, 1)]


class PlanActivity(BaseModel):
    title: Annotated[str, text(20, 2)]
    description: Annotated[str, text(500, 5)]
    risk: Risk
    risks: Annotated[str, text(300, 2)]
    place: Annotated[str, text(30, 2)]
    skill: Annotated[str, text(20)] = ""
    minimum_age: Annotated[int, Field(ge=14, le=80)] = 18
    insurer: Annotated[str, text(40)] = ""
    policy_number: Annotated[str, text(40)] = ""
    matter_number: Number = ""


class PlanShift(BaseModel):
    """`weeks` repeats it: how many weeks in a row, this one included."""

    day: Day
    start: time
    end: time
    overnight: str = ""
    places: Annotated[int, Field(ge=1)]
    weeks: Annotated[int, Field(ge=1, le=12)] = 1


class SayWhy(BaseModel):
    why: Annotated[str, text(100, 2)]


class SignUp(BaseModel):
    """`age` is a band, never a birthday: adult, or minor. `old_enough` is asked where being an adult is not enough."""

    ledger: Ledger = Ledger.VOLUNTARY
    age: Literal["adult", "minor", ""] = ""
    guardian: Annotated[str, text(30)] = ""
    guardian_agrees: str = ""
    old_enough: str = ""


class EnterCode(BaseModel):
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{6}$")]


class EnterPaper(BaseModel):
    """What the paper sheet says of one person: from when to when."""

    day: Day
    start: time
    end: time
    overnight: str = ""


class ConfirmService(BaseModel):
    until: time


class Object(BaseModel):
    objection: Annotated[str, text(300, 2)]


class AnswerObjection(BaseModel):
    reply: Annotated[str, text(300, 2)]


class CorrectService(EnterPaper):
    reply: Annotated[str, text(300, 2)]
