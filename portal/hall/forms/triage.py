"""What the community says of a matter."""

from typing import Annotated, Literal

from pydantic import BaseModel

from portal.hall import rules
from portal.kit.shapes import Id, text

Reason = Annotated[str, text(300, 4)]


class Triage(BaseModel):
    """`code` is why, or where to; `into` the number of the matter that this one is merged into."""

    deed: Literal["accept-instant", "accept-in-depth", "reject", "merge", "redirect"]
    code: str = ""
    into: Annotated[str, text(30)] = ""
    reason: Annotated[str, text(300)] = ""


class Give(BaseModel):
    """A reason, for a deed that needs one."""

    reason: Reason


class DecideAppeal(Give):
    granted: Literal["yes", "no"]


class WriteFacts(BaseModel):
    facts: Annotated[str, text(rules.LONGEST_BODY)] = ""
    options: Annotated[str, text(rules.LONGEST_BODY)] = ""


class KeepHall(BaseModel):
    name: Annotated[str, text(40, 2)]
    motto: Annotated[str, text(80)] = ""
    hosts: Annotated[str, text(80)] = ""
    hours: Annotated[str, text(120)] = ""
    room: Annotated[str, text(80)] = ""


class OpenHall(KeepHall):
    area_id: Id
