"""What is written and tapped about statements."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from portal.hall.rules.opinions import LONGEST_STATEMENT, SHORTEST_STATEMENT
from portal.kit.shapes import text


class AddStatement(BaseModel):
    """`sure` once the hints were read; `post` is the number of the remark that it is made of."""

    body: Annotated[str, text(LONGEST_STATEMENT, SHORTEST_STATEMENT)]
    post: Annotated[str, StringConstraints(max_length=9)] = ""
    sure: Literal["", "yes"] = ""


class MendStatement(BaseModel):
    body: Annotated[str, text(LONGEST_STATEMENT, SHORTEST_STATEMENT)]


class TapStatement(BaseModel):
    """Nothing takes an answer back. `back` is the page that it was tapped on."""

    answer: Literal["", "agree", "disagree", "pass"] = ""
    back: Literal["", "thread"] = ""
