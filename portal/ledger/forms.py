"""What may be said of a promise."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from portal.kit.shapes import Day, text
from portal.ledger import rules


class MakePromise(BaseModel):
    what: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=rules.LONGEST_WHAT)]
    owner: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=30)]
    due_on: Day


class ReportDone(BaseModel):
    evidence: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=rules.LONGEST_NOTE)]


class ConfirmPromise(BaseModel):
    answer: Literal["yes", "not_yet"]
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=rules.LONGEST_NOTE)] = ""


class ReportProgress(BaseModel):
    note: Annotated[str, text(rules.LONGEST_NOTE, 4)]


class MoveDue(BaseModel):
    due_on: Day
    reason: Annotated[str, text(rules.LONGEST_NOTE, 4)]
