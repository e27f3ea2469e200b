"""Who was reached, who comes, who is here."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, StringConstraints

from portal.kit import jielong
from portal.kit.shapes import Id, text
from portal.meetings.forms.base import Moment
from portal.meetings.rules.coming import Comes


class DeliverNotice(BaseModel):
    """One attempt to reach a home. Left empty, it was just now; a phone that was without network says when."""

    home: Id
    method: Literal["handed", "posted", "called", "mailed"] = "handed"
    outcome: Literal["delivered", "paper", "absent", "declined"] = "delivered"
    occurred_at: Annotated[Moment | None, BeforeValidator(lambda said: said or None)] = None
    note: Annotated[str, text(100)] = ""


class StrikeDelivery(BaseModel):
    reason: Annotated[str, text(100, 2)]


class NameDoorHelper(BaseModel):
    person: Id


class SayComing(BaseModel):
    answer: Comes


class PasteComing(BaseModel):
    text: Annotated[str, text(jielong.LONGEST, 3)]


class TickDoor(BaseModel):
    """`entry` is the key of the right that is here."""

    entry: Annotated[str, StringConstraints(pattern=r"^[a-z0-9:+]{1,80}$")]


class UntickDoor(TickDoor):
    why: Annotated[str, text(100, 2)]


class EnterSigned(TickDoor):
    occurred_at: Moment


class Arrive(BaseModel):
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{4}$")]
