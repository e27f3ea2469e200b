"""What may be said in the hall."""

from typing import Annotated, Literal

from pydantic import BaseModel

from portal.hall import rules
from portal.kit.shapes import Id, text

Words = Annotated[str, text(rules.LONGEST_POST, 1)]  # one character is something said


class RaiseMatter(BaseModel):
    title: Annotated[str, text(rules.LONGEST_TITLE, 4)]
    body: Annotated[str, text(rules.LONGEST_BODY, 4)]
    area_id: Id
    category: str = "other"
    urgent: Literal["", "yes"] = ""
    shown_as: Literal["", "building"] = ""


class Reply(BaseModel):
    body: Words
    stance: Literal["", "support", "oppose", "suggest"] = ""


class AnswerMatter(BaseModel):
    body: Annotated[str, text(rules.LONGEST_BODY, 4)]
    office: Annotated[str, text(40, 2)]
