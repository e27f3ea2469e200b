"""What may be said of venues, bookings and the guide."""

from datetime import time
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from portal.kit.errors import Refused
from portal.kit.shapes import LARGEST_ID, Day, Id, text
from portal.venues.rules import VenueKind
from portal.venues.rules.booking import Purpose
from portal.venues.rules.guide import Category
from portal.venues.rules.opening import Span, spans_in, told


def _or_none(typed: Any) -> Any:
    """An empty field of a form is nothing."""
    return None if typed == "" else typed


def _ticked(typed: Any) -> bool:
    return bool(typed == "yes")


def _readable(typed: str) -> str:
    """Hours as they will be read: 8:30-12:00 14:00-18:00."""
    try:
        return told(spans_in(typed))
    except Refused as refusal:
        raise ValueError(str(refusal)) from None


Tick = Annotated[bool, BeforeValidator(_ticked)]
MaybeDay = Annotated[Day | None, BeforeValidator(_or_none)]
MaybeId = Annotated[Annotated[int, Field(ge=1, le=LARGEST_ID)] | None, BeforeValidator(_or_none)]
Hours = Annotated[str, text(60), AfterValidator(_readable)]


class EditVenue(BaseModel):
    kind: VenueKind
    name: Annotated[str, text(20, 2)]
    place: Annotated[str, text(60, 2)]
    capacity: Annotated[int, Field(ge=0, le=5000), BeforeValidator(lambda typed: typed or 0)] = 0
    phone: Annotated[str, text(20)] = ""
    step_free: Tick = False
    toilet: Tick = False
    lift: Tick = False
    hearing_loop: Tick = False
    water: Tick = False
    charging: Tick = False
    microwave: Tick = False
    bookable: Tick = False
    confirms: Tick = False
    notes: Annotated[str, text(300)] = ""


class OpenVenue(EditVenue):
    area_id: Id


class SetHours(BaseModel):
    """A line for each day of the week, and whether whoever sets them has seen which bookings that cancels."""

    mon: Hours = ""
    tue: Hours = ""
    wed: Hours = ""
    thu: Hours = ""
    fri: Hours = ""
    sat: Hours = ""
    sun: Hours = ""
    sure: Tick = False

    @property
    def week(self) -> dict[int, list[Span]]:
        """By weekday, Monday is 0."""
        lines = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return {day: spans_in(line) for day, line in enumerate(lines)}


class AddException(BaseModel):
    """Closed for a day or several, or open at other hours."""

    day: Day
    until: MaybeDay = None
    hours: Hours = ""
    why: Annotated[str, text(30, 2)]
    sure: Tick = False


class CloseVenue(BaseModel):
    why: Annotated[str, text(100, 2)]


class BookVenue(BaseModel):
    day: Day
    start: time
    end: time
    purpose: Purpose
    title: Annotated[str, text(20, 2)]
    people: Annotated[int, Field(ge=1, le=5000)]


class CancelBooking(BaseModel):
    why: Annotated[str, text(100)] = ""


class WriteGuide(BaseModel):
    category: Category
    title: Annotated[str, text(20, 2)]
    summary: Annotated[str, text(500, 5)]
    materials: Annotated[str, text(800)] = ""
    venue_id: MaybeId = None
    place: Annotated[str, text(60)] = ""
    hours: Annotated[str, text(60)] = ""
    duration: Annotated[str, text(40)] = ""
    fee: Annotated[str, text(40)] = ""
    contact: Annotated[str, text(40)] = ""
    keywords: Annotated[str, text(100)] = ""


class AddToGuide(WriteGuide):
    area_id: Id


class SendCorrection(BaseModel):
    what: Annotated[str, text(300, 4)]


class ReplyCorrection(BaseModel):
    reply: Annotated[str, text(300, 2)]
