"""What may be said in the hall."""

from typing import Annotated, Literal

from pydantic import BaseModel

from portal.hall import rules
from portal.kit.shapes import Id, text

Words = Annotated[str, text(rules.LONGEST_POST, 1)]  # one character is something said


class RaiseMatter(BaseModel):
    """One thing is asked: what it is about. Where no title is given, its first sentence is one."""

    title: Annotated[str, text(rules.LONGEST_TITLE)] = ""
    body: Annotated[str, text(rules.LONGEST_BODY, 4)]
    area_id: Id
    hall_id: Annotated[str, text(9)] = ""
    category: str = ""
    urgent: Literal["", "yes"] = ""
    shown_as: Literal["", "building"] = ""


class Reply(BaseModel):
    body: Words
    stance: Literal["", "support", "oppose", "suggest"] = ""


class AnswerMatter(BaseModel):
    body: Annotated[str, text(rules.LONGEST_BODY, 4)]
    office: Annotated[str, text(40, 2)]
