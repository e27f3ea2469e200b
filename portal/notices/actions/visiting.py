"""Of rooms that somebody has booked, and of what they said is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.notices.actions.telling import Paid, day_of, tell, time_of, write
from portal.venues import queries as venues
from portal.venues.events import BookingCancelled, BookingConfirmed, CorrectionReplied

if TYPE_CHECKING:
    from portal.venues.models import Booking


def _of_booking(held: Booking) -> dict[str, object]:
    return {
        "title": held.title,
        "place": held.venue.name,
        "day": day_of(held.starts_at),
        "time": time_of(held.starts_at),
    }


async def tell_of_booking(event: BookingConfirmed) -> None:
    held = await venues.booking_with(event.booking_id)
    await tell({held.person_id}, "booking_confirmed", f"/bookings/{held.id}", **_of_booking(held))


async def tell_of_lost_booking(event: BookingCancelled) -> None:
    """Also by letter: whoever relied on the room must find another in time."""
    held = await venues.booking_with(event.booking_id)
    href, facts = f"/bookings/{held.id}", _of_booking(held) | {"why": held.why_cancelled}
    await tell({held.person_id}, "booking_cancelled", href, **facts)
    await write(
        {held.person_id},
        "booking_cancelled",
        f"booking_cancelled:{held.id}",
        href,
        Paid(held.path, f"booking:{held.id}"),
        **facts,
    )


async def tell_of_reply(event: CorrectionReplied) -> None:
    found = await venues.correction_with(event.correction_id)
    href = f"/guide/{found.item_id}" if found.item else f"/venues/{found.venue_id}"
    title = found.item.title if found.item else found.venue.name if found.venue else ""
    await tell({found.person_id}, "correction_replied", href, title=title, reply=found.reply)
