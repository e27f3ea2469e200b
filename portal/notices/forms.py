"""What people say of letters."""

from typing import Annotated

from pydantic import BaseModel, Field

Hour = Annotated[int, Field(ge=0, le=23)]


class ChooseLetters(BaseModel):
    """`weekday` -1 is none. Quiet from an hour until the same hour is never."""

    weekday: Annotated[int, Field(ge=-1, le=6)]
    quiet_from: Hour
    quiet_until: Hour
