"""What may be said of an account: to sign in, to keep it, to act for another."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from portal.accounts.rules import Stay
from portal.accounts.rules.mandates import MOST_MONTHS
from portal.kit.shapes import Id, text

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


class UseSlip(BaseModel):
    slip: SlipCode
    address: Address
    code: Code


class SetBudget(BaseModel):
    """`monthly` short messages, at `price` 分 each."""

    monthly: Annotated[int, Field(ge=0, le=1_000_000)]
    price: Annotated[int, Field(ge=0, le=1_000)]
