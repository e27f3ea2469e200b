"""Who has booked what: told to whoever booked, and to the community that runs the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.database.reading import below
from portal.kit import clock
from portal.kit.errors import Missing
from portal.policy import STAFF, Actor
from portal.venues.models import Booking, Venue
from portal.venues.queries.venues import opening_of
from portal.venues.rules import booking, opening
from portal.venues.rules.booking import HOLDING, BookingStage
from portal.venues.rules.opening import Opening, Span, moment_of

BOOKINGS_PER_PAGE = 20
MOST_A_DAY = 200


@dataclass(frozen=True)
class DayView:
    """A day of a venue: its hours, what of them is free, and what is taken, told without a name."""

    day: date
    open: list[Span]
    free: list[Span]
    taken: list[Booking]

    @property
    def before(self) -> date | None:
        return self.day - timedelta(days=1) if self.day > clock.today() else None

    @property
    def after(self) -> date | None:
        return self.day + timedelta(days=1) if self.day < most_ahead() else None


def most_ahead() -> date:
    return clock.today() + booking.FURTHEST


async def day_of(venue: Venue, day: date) -> DayView:
    hours = (await opening_of([venue.id]))[venue.id].on(day)
    taken = await bookings_on(venue, day)
    spans = [(each.starts_at, each.ends_at) for each in taken]
    return DayView(day, hours, booking.free(hours, spans, day, clock.now()), taken)


async def bookings_on(venue: Venue, day: date) -> list[Booking]:
    starts, ends = moment_of(day, 0), moment_of(day, opening.MIDNIGHT)
    found = Booking.filter(venue_id=venue.id, stage__in=list(HOLDING), starts_at__lt=ends, ends_at__gt=starts)
    return await found.order_by("starts_at").limit(MOST_A_DAY)


async def bookings_hit(venue_id: int, hours: Opening | None) -> list[Booking]:
    """The bookings to come that these hours would leave outside; all of them for no hours at all."""
    coming = Booking.filter(venue_id=venue_id, stage__in=list(HOLDING), ends_at__gt=clock.now())
    rows = await coming.order_by("starts_at")
    if hours is None:
        return rows
    gone = set(booking.hit(hours, [(each.id, each.starts_at, each.ends_at) for each in rows]))
    return [each for each in rows if each.id in gone]


async def booking_for(actor: Actor, booking_id: int) -> Booking:
    """Somebody else's booking is not there, but for the community that runs the place."""
    found = await Booking.filter(id=booking_id).select_related("venue__area").first()
    if found is None or not (found.person_id == actor.id or actor.holds(STAFF, found.path)):
        raise Missing()
    return found


async def booking_with(booking_id: int) -> Booking:
    return await Booking.filter(id=booking_id).select_related("venue__area").get()


async def venue_held(booking_id: int | None) -> int | None:
    """The venue that a booking holds, if it still does."""
    held = await Booking.filter(id=booking_id, stage__in=list(HOLDING)).first() if booking_id is not None else None
    return held.venue_id if held else None


@dataclass(frozen=True)
class Bookings:
    coming: list[Booking]
    past: list[Booking]
    next: int | None


async def bookings_of(actor: Actor, before: int | None = None) -> Bookings:
    """My own: those to come, the next first; those that are over or cancelled, the last booked first."""
    mine = Booking.filter(person_id=actor.id or 0).select_related("venue__area")
    now = clock.now()
    coming = mine.filter(stage__in=list(HOLDING), ends_at__gt=now).order_by("starts_at").limit(BOOKINGS_PER_PAGE)
    over = mine.exclude(stage__in=list(HOLDING), ends_at__gt=now)
    if before is not None:
        over = over.filter(id__lt=before)
    past = await over.order_by("-id").limit(BOOKINGS_PER_PAGE + 1)
    more = past[BOOKINGS_PER_PAGE - 1].id if len(past) > BOOKINGS_PER_PAGE else None
    return Bookings(await coming, past[:BOOKINGS_PER_PAGE], more)


@dataclass(frozen=True)
class BookingsWaiting:
    count: int
    found: list[Booking]
    next: int | None


async def bookings_waiting(paths: Sequence[str], after: int = 0, limit: int = BOOKINGS_PER_PAGE) -> BookingsWaiting:
    """Bookings below these areas that wait for the community, in the order in which they were asked for."""
    waiting = Booking.filter(below("venue__area__path", paths), stage=BookingStage.ASKED, starts_at__gt=clock.now())
    rows = await waiting.filter(id__gt=after).select_related("venue").order_by("id").limit(limit + 1)
    return BookingsWaiting(await waiting.count(), rows[:limit], rows[limit - 1].id if len(rows) > limit else None)
