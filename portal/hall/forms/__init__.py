"""What may be said in the hall."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from portal.hall import rules
from portal.kit.shapes import Id

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=rules.LONGEST_POST)]


class RaiseMatter(BaseModel):
    """One thing is asked: what it is about. Where no title is given, its first sentence is one."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=rules.LONGEST_TITLE)] = ""
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=rules.LONGEST_BODY)]
    area_id: Id
    hall_id: Annotated[str, StringConstraints(max_length=9)] = ""
    category: str = ""
    urgent: Literal["", "yes"] = ""
    shown_as: Literal["", "building"] = ""


class Reply(BaseModel):
    body: Text
    stance: Literal["", "support", "oppose", "suggest"] = ""


class AnswerMatter(BaseModel):
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=rules.LONGEST_BODY)]
    office: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
