"""What of this room goes when its time is over (§6.10)."""

from portal.database.keeping import ago, deleting
from portal.volunteers.models import Membership, ServiceTime, SignUp

YEAR = 365

MEMBERSHIPS = deleting(lambda: Membership.filter(left_at__lt=ago(days=YEAR)), "left_at")
# The shift's own counters say how many came.
SIGN_UPS = deleting(lambda: SignUp.filter(shift__ends_at__lt=ago(days=YEAR)), "signed_up_at")
# Kept for as long as the person keeps the account: a certificate may be asked for.
SERVICE_TIMES = deleting(
    lambda: ServiceTime.filter(person__erased_at__isnull=False, started_at__lt=ago(days=5 * YEAR)), "started_at"
)
