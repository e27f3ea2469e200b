"""What other actions do inside their own unit of work: nothing here opens one."""

from datetime import datetime, timedelta

from portal.kit import clock
from portal.unit_of_work import happened
from portal.venues import queries
from portal.venues.events import BookingCancelled, BookingWithdrawn, VenueBooked
from portal.venues.models import Booking, Venue
from portal.venues.rules import VenueEnded, booking
from portal.venues.rules.booking import HOLDING, BookingStage


async def book_for(
    venue_id: int, person_id: int, booked_as: str, starts: datetime, ends: datetime, *, purpose: str, title: str,
    people: int = 0, longest: timedelta = booking.LONGEST_OF_STAFF, stage: BookingStage = BookingStage.CONFIRMED,
) -> int:  # fmt: skip
    """Have a venue for somebody, for a meeting for instance. Nobody else has it at any minute of that time.

    Everybody who books this venue, or shuts it, waits here for everybody else. Raises VenueEnded, NotBookable,
    TooManyPeople, Taken and what `must_be_possible` raises.
    """
    venue = await venue_in_turn(venue_id)
    if not venue.bookable:
        raise booking.NotBookable()
    if venue.capacity and people > venue.capacity:
        raise booking.TooManyPeople(most=venue.capacity)
    hours = (await queries.opening_of([venue_id]))[venue_id]
    booking.must_be_possible(hours, starts, ends, clock.now(), longest=longest)
    held = Booking.filter(venue_id=venue_id, stage__in=list(HOLDING), starts_at__lt=ends, ends_at__gt=starts)
    if await held.exists():
        raise booking.Taken()
    made = await Booking.create(
        venue_id=venue_id, person_id=person_id, booked_as=booked_as, starts_at=starts, ends_at=ends, purpose=purpose,
        title=title, people=people, stage=stage, booked_at=clock.now(),
    )  # fmt: skip
    happened(VenueBooked(made.id, venue_id, stage))
    return made.id


async def venue_in_turn(venue_id: int) -> Venue:
    """The venue, once nobody else changes it or books it. Raises VenueEnded."""
    venue = await Venue.filter(id=venue_id).select_for_update().get()
    if venue.ended_at is not None:
        raise VenueEnded()
    return venue


async def release(held: Booking, why: str, by: int | None) -> None:
    """Give the time back; whoever had booked is told why. The caller holds the venue's lock, or the booking's."""
    held.stage, held.why_cancelled, held.decided_by_id = BookingStage.CANCELLED, why, by
    held.version += 1
    await held.save(update_fields=["stage", "why_cancelled", "decided_by_id", "version"])
    happened(BookingCancelled(held.id))


async def withdraw(booking_id: int, why: str) -> None:
    """Give a room back that one booked oneself: nobody needs to be told. Gone or over already, it is left alone."""
    held = await Booking.filter(id=booking_id).select_for_update().first()
    if held is None or held.stage == BookingStage.CANCELLED or held.starts_at <= clock.now():
        return
    held.stage, held.why_cancelled, held.version = BookingStage.CANCELLED, why, held.version + 1
    await held.save(update_fields=["stage", "why_cancelled", "version"])
    happened(BookingWithdrawn(held.id))
