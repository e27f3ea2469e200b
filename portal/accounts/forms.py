"""What may be said to sign in."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from portal.accounts.rules import Stay
from portal.kit.shapes import Id

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
