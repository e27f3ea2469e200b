"""What is written of an opinion, and against it."""

from typing import Annotated, Literal

from pydantic import BaseModel

from portal.hall import rules
from portal.kit.shapes import Day, text


class WriteOpinion(BaseModel):
    """`budget` is typed in 元."""

    body: Annotated[str, text(rules.LONGEST_BODY, 4)]
    executor: Annotated[str, text(60, 2)]
    budget: Annotated[str, text(20)] = ""
    fund_source: Literal["none", "common_income", "repair_fund", "grant", "residents", "other"] = "none"
    deadline: Day
    common_parts: Literal["", "yes"] = ""
    minority: Annotated[str, text(rules.LONGEST_BODY)] = ""
    minority_reply: Annotated[str, text(rules.LONGEST_BODY)] = ""


class Object(BaseModel):
    body: Annotated[str, text(rules.LONGEST_POST, 4)]


class ReplyToObjection(BaseModel):
    reply: Annotated[str, text(rules.LONGEST_POST, 4)]
