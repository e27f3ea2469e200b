"""What may be said in a meeting."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from portal.kit import jielong
from portal.kit.shapes import LARGEST_ID, Day, Id, number_in, numbered, text
from portal.kit.words import _
from portal.meetings.rules import arranging
from portal.meetings.rules.coming import Comes
from portal.meetings.rules.inspection import LONGEST, SHORTEST
from portal.meetings.rules.methods import MOST_OPTIONS
from portal.meetings.rules.publishing import LONGEST_OBJECTION, LONGEST_REASON
from portal.meetings.rules.times import MOST


def _number(said: object) -> int | None:
    return number_in(str(said).strip())


def _reckonable(moment: datetime) -> datetime:
    """A time that one can reckon with, a century hence and in UTC."""
    if not 2000 <= moment.year <= 2200:
        raise ValueError(_("时间要写成 2026-11-24 19:30 这样。"))
    return moment


Moment = Annotated[datetime, AfterValidator(_reckonable)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]


Choice = Annotated[str, StringConstraints(pattern=r"^[a-z0-9=,]{1,400}$")]


class CastBallot(BaseModel):
    """A vote on a phone. `key` is made there, so that the same ballot sent twice is one ballot."""

    right: Id
    choice: Choice
    key: Key


class CastEveryBallot(BaseModel):
    """The same vote for every right in one's hands. Each right makes a key of its own of `key`."""

    choice: Choice
    key: Key


class OfferOptions(BaseModel):
    """What a motion lets one choose between: `options` a line each; `most` for multiple, `seats` for an election."""

    method: Literal["single", "multiple", "approval", "score", "ranked"]
    options: Annotated[str, text(3000, 1)]
    most: Annotated[int, Field(ge=1, le=MOST_OPTIONS)] = 1
    seats: Annotated[int, Field(ge=1, le=MOST_OPTIONS)] = 1


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
    venue: Annotated[int | None, BeforeValidator(_number)] = None
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


class NameStandIn(BaseModel):
    person: Annotated[int | None, BeforeValidator(_number)] = None


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


class OpenRoll(BaseModel):
    """`days`: how many full days the roll lies open."""

    days: Annotated[int, Field(ge=SHORTEST, le=LONGEST)]


class ObjectToRoll(BaseModel):
    kind: Literal["not_on", "size", "sold", "double", "other"]
    home: Annotated[int | None, BeforeValidator(_number)] = None
    text: Annotated[str, text(300, 2)]


class AnswerRollObjection(BaseModel):
    upheld: Literal["yes", "no"]
    answer: Annotated[str, text(300, 2)]


class AddTopic(BaseModel):
    title: Line


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


# What comes out of a vote and of a meeting.


class ObjectToResult(BaseModel):
    text: Annotated[str, text(LONGEST_OBJECTION, 4)]


class AnswerResultObjection(BaseModel):
    upheld: Literal["yes", "no"]
    answer: Annotated[str, text(LONGEST_REASON, 4)]


class AnnulResult(BaseModel):
    reason: Annotated[str, text(LONGEST_REASON, 4)]


class WriteMinutes(BaseModel):
    """What stands to each item of the agenda comes beside it, as `note_1`, `note_2` …"""

    present: Annotated[str, text(300)] = ""
    speakers: Annotated[int, Field(ge=0, le=9999)] = 0
    others: Annotated[str, text(2000)] = ""
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]


class ConfirmMinutes(BaseModel):
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]


class CorrectMinutes(BaseModel):
    reason: Annotated[str, text(300, 4)]


class AddAction(BaseModel):
    item: Id
    what: Annotated[str, text(100, 4)]
    owner: Annotated[str, text(30, 2)]
    due_on: Day


class AddDisposition(BaseModel):
    speaker: Annotated[str, text(20)] = ""
    comment: Annotated[str, text(200, 4)]
    outcome: Literal["adopted", "partly", "refused"]
    reason: Annotated[str, text(200, 4)]


class ShareCost(BaseModel):
    """`cost` is typed in 元."""

    title: Annotated[str, text(80, 2)]
    cost: Annotated[str, text(20, 1)]
    matter: Annotated[str, text(30)] = ""


class RaiseFor(BaseModel):
    """A hand of somebody without a phone: whose door, if they care to say."""

    label: Annotated[str, text(20)] = ""


class CallNext(BaseModel):
    """`seen`: the hand that speaks now, as the console showed it; 0 where nobody does."""

    seen: Annotated[int, Field(ge=0, le=2**31 - 1)]


class SetSilence(BaseModel):
    """Left empty, silence counts for nothing."""

    article: Annotated[str, text(60)] = ""
    why: Annotated[str, text(200, 2)]


class OpenByHands(BaseModel):
    present: Annotated[int, Field(ge=0, le=10_000)]


class EnterHands(BaseModel):
    agree: Annotated[int, Field(ge=0, le=10_000)]
    oppose: Annotated[int, Field(ge=0, le=10_000)]
    abstain: Annotated[int, Field(ge=0, le=10_000)]


class OneHand(BaseModel):
    hand: Id


class Announce(BaseModel):
    """One line; left empty, the last one goes away."""

    announcement: Annotated[str, text(60)] = ""


class AskHelp(BaseModel):
    help: Literal["cannot_vote", "cannot_hear", "come"]


class AnswerHelp(BaseModel):
    call: Id
