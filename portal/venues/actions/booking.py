"""Book a room, confirm it, give it back."""

from portal.accounts import queries as accounts
from portal.accounts.actions.steps import in_turn
from portal.kit import clock
from portal.policy import STAFF, Actor
from portal.unit_of_work import action, happened
from portal.venues import forms
from portal.venues.actions.steps import book_for, release
from portal.venues.events import BookingConfirmed, BookingWithdrawn
from portal.venues.models import Booking, Venue
from portal.venues.rules import booking
from portal.venues.rules.booking import HOLDING, BookingStage


@action
async def book_venue(actor: Actor, venue_id: int, said: forms.BookVenue) -> int:
    """A neighbour's waits where the venue says so; the community's own never does.

    Raises TooManyBookings, EndsBeforeStart, OffTheQuarter and what `book_for` raises.
    """
    assert actor.id is not None
    starts, ends = booking.span_of(said.day, said.start, said.end)
    await in_turn(actor.id)
    venue = await Venue.filter(id=venue_id).select_related("area").get()
    staff = actor.holds(STAFF, venue.area.path)
    if not staff:
        await _must_not_hoard(actor.id)
    waits = venue.confirms and not staff
    return await book_for(
        venue_id, actor.id, await accounts.name_to_neighbours(actor), starts, ends, purpose=said.purpose, title=said.title,
        people=said.people, longest=booking.LONGEST_OF_STAFF if staff else booking.LONGEST,
        stage=BookingStage.ASKED if waits else BookingStage.CONFIRMED,
    )  # fmt: skip


async def _must_not_hoard(person_id: int) -> None:
    coming = Booking.filter(person_id=person_id, stage__in=list(HOLDING), ends_at__gt=clock.now())
    if await coming.count() >= booking.MOST_COMING:
        raise booking.TooManyBookings()


@action
async def confirm_booking(actor: Actor, booking_id: int) -> None:
    """Raises BookingGone, BookingDecided."""
    held = await Booking.filter(id=booking_id).select_for_update().get()
    if held.stage == BookingStage.CANCELLED:
        raise booking.BookingGone()
    if held.stage == BookingStage.CONFIRMED:
        raise booking.BookingDecided()
    held.stage, held.decided_by_id = BookingStage.CONFIRMED, actor.id
    await held.save(update_fields=["stage", "decided_by_id"])
    happened(BookingConfirmed(booking_id))


@action
async def cancel_booking(actor: Actor, booking_id: int, said: forms.CancelBooking) -> None:
    """One's own without a reason; somebody else's with one, which they read.

    Raises BookingGone, BookingBegun, SayWhyCancelled.
    """
    held = await Booking.filter(id=booking_id).select_for_update().get()
    if held.stage == BookingStage.CANCELLED:
        raise booking.BookingGone()
    if held.starts_at <= clock.now():
        raise booking.BookingBegun()
    if held.person_id != actor.id:
        if not said.why:
            raise booking.SayWhyCancelled()
        await release(held, said.why, actor.id)
        return
    held.stage, held.why_cancelled, held.version = BookingStage.CANCELLED, said.why, held.version + 1
    await held.save(update_fields=["stage", "why_cancelled", "version"])
    happened(BookingWithdrawn(booking_id))
