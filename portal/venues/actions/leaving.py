"""Who is gone leaves their rooms to others, and their words to nobody; an area that ends leaves its venues to what it became."""

from portal.accounts.events import AccountErased
from portal.places.events import AreaMerged
from portal.venues.models import Booking, Correction, GuideItem, Venue


async def forget_person(event: AccountErased) -> None:
    """A reaction: bookings go, those to come with them; what they said was wrong with the guide goes too."""
    await Booking.filter(person_id=event.person_id).delete()
    await Correction.filter(person_id=event.person_id).delete()


async def follow_merge(event: AreaMerged) -> None:
    """A step: venues, the guide and what was said of them belong to what their area became."""
    for table in (Venue, GuideItem, Correction):
        await table.filter(area_id=event.area_id).update(area_id=event.into_id)
