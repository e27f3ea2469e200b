"""Everything that this room keeps of one person, for that person."""

from typing import Any

from portal.database.reading import rows_of
from portal.venues.models import Booking, Correction


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    return {
        "booking": await rows_of(
            Booking.filter(person_id=person_id), "venue__name", "starts_at", "ends_at", "title", "people", "stage"
        ),
        "correction": await rows_of(Correction.filter(person_id=person_id), "what", "sent_at", "reply", "replied_at"),
    }
