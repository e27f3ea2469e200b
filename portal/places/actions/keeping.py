"""What of the register goes when its time is over: three years after a home has changed hands."""

from datetime import timedelta

from portal.database.keeping import deleting, writing
from portal.kit import clock
from portal.places.models import Owner, Ownership

NAMELESS = "-"

OWNERSHIPS = deleting(lambda: Ownership.filter(until__lt=clock.today() - timedelta(days=3 * 365)), "until")
OWNERS = writing(lambda: Owner.filter(ownerships__id__isnull=True).exclude(name=NAMELESS), "", name=NAMELESS)
