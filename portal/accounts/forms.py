"""What may be said to sign in."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

Next = Annotated[str, StringConstraints(max_length=200)]


class AskForCode(BaseModel):
    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    next: Next = "/"


class SignIn(BaseModel):
    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{6}$")]
    next: Next = "/"
