"""What of the register goes when its time is over: three years after a home has changed hands; a file's rows at once."""

from datetime import timedelta

from portal.database.keeping import ago, deleting, writing
from portal.kit import clock
from portal.places.models import ImportFault, Owner, Ownership, RegisterImport, StagedRow

NAMELESS = "-"

OWNERSHIPS = deleting(lambda: Ownership.filter(until__lt=clock.today() - timedelta(days=3 * 365)), "until")
OWNERS = writing(lambda: Owner.filter(ownerships__id__isnull=True).exclude(name=NAMELESS), "", name=NAMELESS)
STAGED = deleting(lambda: StagedRow.filter(batch__ended_at__lt=ago(days=1)), "")
FAULTS = deleting(lambda: ImportFault.filter(batch__ended_at__lt=ago(days=30)), "")
IMPORTS = deleting(
    lambda: RegisterImport.filter(ended_at__lt=ago(days=3 * 365), staged__id__isnull=True, problems__id__isnull=True),
    "ended_at",
)
