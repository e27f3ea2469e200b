"""What staff say of words, and what people say of that."""

from typing import Annotated, Literal

from pydantic import BaseModel

from portal.hall.rules.moderation import LONGEST_WORDS
from portal.kit.shapes import text

Code = Annotated[str, text(30, 1)]


class HideWords(BaseModel):
    reason_code: Code
    reason: Annotated[str, text(LONGEST_WORDS, 4)]


class Complain(BaseModel):
    reason_code: Code
    words: Annotated[str, text(LONGEST_WORDS)] = ""


class AppealHiding(BaseModel):
    appeal: Annotated[str, text(LONGEST_WORDS, 4)]


class HearAppeal(BaseModel):
    granted: Literal["yes", "no"]
    hearing: Annotated[str, text(LONGEST_WORDS, 4)]
