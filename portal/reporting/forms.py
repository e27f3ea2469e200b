"""What may be said when reporting in, asking for help, and helping."""

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, field_validator

from portal.kit.shapes import Day, Id, text
from portal.reporting.rules import MOST_MINUTES, MOST_PEOPLE, Kind, NeedKind
from portal.volunteers.rules import Ledger


class ReportIn(BaseModel):
    kind: Kind
    area_id: Id
    unit_name: Annotated[str, text(40)] = ""
    consent: str = ""


class ReportUnit(BaseModel):
    name: Annotated[str, text(40, 2)]
    area_id: Id
    offers: Annotated[str, text(500, 2)]


class AcceptUnit(BaseModel):
    paired_from: Day
    paired_until: Day


class AskForHelp(BaseModel):
    title: Annotated[str, text(20, 2)]
    summary: Annotated[str, text(200, 2)]
    kind: NeedKind = NeedKind.SERVICE
    category: str = "other"
    area_id: Id
    minutes: Annotated[int, Field(ge=10, le=MOST_MINUTES)] = 60
    people: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = 1
    by_day: Day
    skill: Annotated[str, text(20)] = ""
    risks: Annotated[str, text(200)] = ""
    matter_number: Annotated[str, text(30)] = ""
    promise_id: Id | None = None
    who: Annotated[str, text(20)] = ""
    door: Annotated[str, text(60)] = ""
    address: Annotated[str, text(200)] = ""

    @field_validator("promise_id", mode="before")
    @classmethod
    def _none(cls, typed: object) -> object:
        return typed or None


class CloseNeed(BaseModel):
    why: Annotated[str, text(100, 2)]


class ClaimNeed(BaseModel):
    ledger: Ledger = Ledger.VOLUNTARY


class FinishClaim(BaseModel):
    """`at` corrects the end downward, where the phone had no network at the door."""

    at: time | None = None

    @field_validator("at", mode="before")
    @classmethod
    def _nothing(cls, typed: object) -> object:
        return typed or None


class FinishByCode(FinishClaim):
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{4}$")]


class EnterSlip(BaseModel):
    slip: Annotated[str, text(12, 8)]
    signed: str = ""


class NoteCall(BaseModel):
    note: Annotated[str, text(200, 2)]


class GiveThanks(BaseModel):
    answer: Literal["helped", "not_helped"]
    thanks: Annotated[str, text(100)] = ""
