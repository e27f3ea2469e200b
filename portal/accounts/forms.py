"""What may be said to sign in."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from portal.accounts.rules import Stay, slips
from portal.accounts.rules.privacy import WhatIsWrong
from portal.kit.shapes import Id, text
from portal.policy import Role

Next = Annotated[str, StringConstraints(max_length=200)]


class AskForCode(BaseModel):
    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    next: Next = "/"


class SignIn(BaseModel):
    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{6}$")]
    next: Next = "/"


class AskResidence(BaseModel):
    home_id: Id
    kind: Stay


class ConfirmResidence(BaseModel):
    """`owner` where the community has compared the name with the register."""

    owner: str = ""


class ChangeName(BaseModel):
    name: Annotated[str, text(60, 1)]
    shown_as: Literal["full", "surname", "building"]


class AskCorrection(BaseModel):
    home_id: Id
    what: WhatIsWrong
    text: Annotated[str, text(300, 2)]


class AnswerCorrection(BaseModel):
    """`corrected` is `yes` where the register was wrong and is right now."""

    corrected: str = ""
    answer: Annotated[str, text(300, 2)]


class CloseAccount(BaseModel):
    sure: str = ""


class MakeSlips(BaseModel):
    """`label` names one door where only one slip is wanted."""

    area_id: Id
    label: Annotated[str, text(60)] = ""
    days: Annotated[int, Field(ge=1, le=slips.MOST_DAYS)] = slips.DAYS


class UseSlip(BaseModel):
    code: Annotated[str, text(40, 1)]
    kind: Stay
    next: Next = ""


class GiveOffice(BaseModel):
    """`until` is the last day of the period; empty: two years from now."""

    address: Annotated[str, text(200, 1)]
    name: Annotated[str, text(60, 1)]
    role: Role
    area_id: Id
    until: Annotated[date | None, BeforeValidator(lambda typed: typed or None)] = None


class EndOffice(BaseModel):
    why: Annotated[str, text(200, 2)]


class NameDeputy(BaseModel):
    address: Annotated[str, text(200, 1)]
    name: Annotated[str, text(60, 1)]
    until: date
