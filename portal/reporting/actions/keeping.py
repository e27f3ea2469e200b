"""What of this room goes when its time is over (§6.10): a door first, membership a year after its end."""

from datetime import timedelta

from portal.database.keeping import ago, deleting, writing
from portal.kit import clock
from portal.reporting import rules
from portal.reporting.models import CallNote, Claim, DoorSeen, Need, Report, Unit
from portal.reporting.rules import NeedStage, UnitStage

YEAR = 365

REPORTS = deleting(lambda: Report.filter(ended_at__lt=clock.now() - rules.KEPT_AFTER_END), "ended_at")
DOORS = writing(
    lambda: Need.filter(stage=NeedStage.CLOSED, by_day__lt=clock.today() - timedelta(days=90)).exclude(sealed=""),
    "asked_at", sealed="", recipient_id=None,
)  # fmt: skip
CALL_NOTES = deleting(lambda: CallNote.filter(at__lt=ago(days=YEAR)), "at")
DOORS_SEEN = deleting(lambda: DoorSeen.filter(at__lt=ago(days=YEAR)), "at")
CLAIMS = deleting(lambda: Claim.filter(claimed_at__lt=ago(days=2 * YEAR), calls__id__isnull=True), "claimed_at")
NEEDS = deleting(
    lambda: Need.filter(
        stage=NeedStage.CLOSED, asked_at__lt=ago(days=3 * YEAR), claims__id__isnull=True, looks__id__isnull=True
    ),
    "asked_at",
)
UNITS = deleting(
    lambda: Unit.filter(stage=UnitStage.ENDED, reported_at__lt=ago(days=6 * YEAR), claims__id__isnull=True),
    "reported_at",
)
