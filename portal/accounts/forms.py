"""What may be said of an account: to sign in, to keep it, to act for another."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from portal.accounts.rules import Stay, slips
from portal.accounts.rules.mandates import MOST_MONTHS
from portal.accounts.rules.privacy import WhatIsWrong
from portal.kit.shapes import Day, Id, text
from portal.policy import Role

Next = Annotated[str, StringConstraints(max_length=200)]
Address = Annotated[str, text(200, 1)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")]
Months = Annotated[int, Field(ge=1, le=MOST_MONTHS)]


class AskForCode(BaseModel):
    """`join` adds the person to a shared phone, `lost` signs them out everywhere else."""

    address: Address
    next: Next = "/"
    join: str = ""
    lost: str = ""


class SignIn(BaseModel):
    """`agree` is the tick under the privacy page, asked for when the code is right and the account new."""

    address: Address
    code: Code
    next: Next = "/"
    agree: str = ""
    join: str = ""
    lost: str = ""


class AskResidence(BaseModel):
    home_id: Id
    kind: Stay


class ConfirmResidence(BaseModel):
    """`owner` where the community has compared the name with the register."""

    owner: str = ""


class Chosen(BaseModel):
    """One of one's own sessions, addresses or mandates."""

    id: Id
    next: Next = "/me"


class Prove(BaseModel):
    """`id` is the address that the code went to."""

    id: Id
    code: Code
    next: Next = "/me"


class AddAddress(BaseModel):
    address: Address


class EnterCode(BaseModel):
    address: Address
    code: Code


class FactorCode(BaseModel):
    """Six digits from the app, or a spare code from paper."""

    code: Annotated[str, text(20, 6)]
    next: Next = "/"


class Why(BaseModel):
    why: Annotated[str, text(200, 2)]


class AskToHelp(BaseModel):
    address: Address
    months: Months = 6


class BeginHelping(BaseModel):
    address: Address
    code: Code
    months: Months = 6


class WitnessMandate(BaseModel):
    """`home_id` and `name` are the principal's, `address` the helper's."""

    home_id: Id
    name: Annotated[str, text(60, 1)]
    address: Address
    months: Months = 6


class IssueSlip(BaseModel):
    """`how` says how the community knew them face to face."""

    address: Address
    how: Annotated[str, text(200, 2)]


SlipCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{8}$")]


class AskToRecover(BaseModel):
    slip: SlipCode
    address: Address


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


class UseRecovery(BaseModel):
    slip: SlipCode
    address: Address
    code: Code


class SetBudget(BaseModel):
    """`monthly` short messages, at `price` 分 each."""

    monthly: Annotated[int, Field(ge=0, le=1_000_000)]
    price: Annotated[int, Field(ge=0, le=1_000)]


class GiveOffice(BaseModel):
    """`until` is the last day of the period; empty: two years from now."""

    address: Annotated[str, text(200, 1)]
    name: Annotated[str, text(60, 1)]
    role: Role
    area_id: Id
    until: Annotated[Day | None, BeforeValidator(lambda typed: typed or None)] = None


class EndOffice(BaseModel):
    why: Annotated[str, text(200, 2)]


class NameDeputy(BaseModel):
    address: Annotated[str, text(200, 1)]
    name: Annotated[str, text(60, 1)]
    until: Day
