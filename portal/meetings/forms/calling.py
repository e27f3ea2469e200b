"""Call a meeting, change it, ask when it suits."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, StringConstraints, model_validator

from portal.kit.shapes import Id, numbered, text
from portal.meetings.forms.base import Line, Moment, number
from portal.meetings.rules import arranging
from portal.meetings.rules.times import MOST


class AgendaLine(BaseModel):
    """One item while the meeting is being called. Left empty altogether, it is none."""

    topic: Annotated[str, text(40)] = ""
    matter: Annotated[str, StringConstraints(max_length=30)] = ""
    wording: Annotated[str, text(200)] = ""
    rule: str = "straw_poll"

    @property
    def is_empty(self) -> bool:
        return not (self.topic or self.matter or self.wording)


class Arranged(BaseModel):
    """When and where: in a room that is booked for it, somewhere else, or both where the room has another name."""

    place: Annotated[str, text(40)] = ""
    venue: Annotated[int | None, BeforeValidator(number)] = None
    starts_at: Moment
    closes_at: Moment


class CallMeeting(Arranged):
    """`lines` are read from the form's numbered rows: `topic`, `topic_2` …"""

    area_id: Id
    form: str
    title: Line
    extends_to: Annotated[Moment | None, BeforeValidator(lambda said: said or None)] = None
    statement: Annotated[str, StringConstraints(max_length=9)] = ""
    lines: list[AgendaLine] = []

    @model_validator(mode="before")
    @classmethod
    def _read_rows(cls, typed: Any) -> Any:
        if not isinstance(typed, dict) or "lines" in typed:
            return typed
        rows = range(1, arranging.rows_in(typed) + 1)
        names = [{name: numbered(name, n) for name in arranging.ROW} for n in rows]
        return typed | {"lines": [{k: typed[v] for k, v in row.items() if typed.get(v)} for row in names]}


class AddItem(AgendaLine):
    why: Annotated[str, text(200)] = ""


class ChangeWording(BaseModel):
    wording: Annotated[str, text(200, 2)]
    rule: str
    why: Annotated[str, text(200, 2)]


class ChangeMeeting(Arranged):
    why: Annotated[str, text(200, 2)]


class SayWhyNot(BaseModel):
    """Why something is not held, as everybody who was invited reads it."""

    why: Annotated[str, text(200, 2)]


class NameStandIn(BaseModel):
    person: Annotated[int | None, BeforeValidator(number)] = None


class AskForTimes(BaseModel):
    """`t1` … `t6` are the times offered; those left empty are none."""

    area_id: Id
    title: Line
    times: list[Moment]

    @model_validator(mode="before")
    @classmethod
    def _read_times(cls, typed: Any) -> Any:
        if not isinstance(typed, dict) or "times" in typed:
            return typed
        return typed | {"times": [typed[f"t{n}"] for n in range(1, MOST + 1) if typed.get(f"t{n}")]}


class SaySuits(BaseModel):
    answer: Literal["yes", "maybe", "no"]


class ChooseTime(BaseModel):
    option: Id
    rule: str = "straw_poll"
    extends_to: Annotated[datetime | None, BeforeValidator(lambda said: said or None)] = None


class TakeUpStatement(BaseModel):
    meeting: Id
