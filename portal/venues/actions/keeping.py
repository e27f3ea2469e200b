"""What of this room goes when its time is over: a year after a booking, an answer, or an unusual day."""

from datetime import timedelta

from portal.database.keeping import ago, deleting
from portal.kit import clock
from portal.venues.models import Booking, Correction, OpeningException

YEAR = 365

BOOKINGS = deleting(lambda: Booking.filter(ends_at__lt=ago(days=YEAR)), "ends_at")
CORRECTIONS = deleting(lambda: Correction.filter(replied_at__lt=ago(days=YEAR)), "replied_at")
EXCEPTIONS = deleting(lambda: OpeningException.filter(day__lt=clock.today() - timedelta(days=YEAR)), "day")
