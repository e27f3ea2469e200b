"""What may be said to sign in."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from portal.accounts.rules import Stay
from portal.accounts.rules.privacy import WhatIsWrong
from portal.kit.shapes import Id, text

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
