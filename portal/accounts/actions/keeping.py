"""What of this room goes when its time is over (§6.10)."""

from tortoise.expressions import Q

from portal.accounts.models import (
    Appointment,
    Consent,
    DataCorrection,
    Holding,
    KeptDraft,
    Look,
    Mandate,
    NameChange,
    Recovery,
    ResidenceRequest,
    Residency,
    Session,
    SignInCode,
    Slip,
    SlipBatch,
)
from portal.accounts.rules.drafts import KEPT_FOR
from portal.accounts.rules.privacy import Stage
from portal.database.keeping import ago, deleting
from portal.kit import clock

YEAR = 365

CODES = deleting(lambda: SignInCode.filter(asked_at__lt=ago(days=1)), "asked_at")
SESSIONS = deleting(lambda: Session.filter(Q(expires_at__lt=ago(days=30)) | Q(ended_at__lt=ago(days=30))), "began_at")
RESIDENCIES = deleting(lambda: Residency.filter(until__lt=ago(days=YEAR)), "until")
REQUESTS = deleting(lambda: ResidenceRequest.filter(slot=None, decided_at__lt=ago(days=YEAR)), "decided_at")
HOLDINGS = deleting(lambda: Holding.filter(until__lt=ago(days=3 * YEAR)), "until")
# A deputy's goes first; the office they stood in for, the night after.
APPOINTMENTS = deleting(lambda: Appointment.filter(until__lt=ago(days=3 * YEAR), deputies__id__isnull=True), "until")
CONSENTS = deleting(lambda: Consent.filter(person__erased_at__lt=ago(days=3 * YEAR)), "at")
LOOKS = deleting(lambda: Look.filter(at__lt=ago(days=YEAR)), "at")
NAME_CHANGES = deleting(lambda: NameChange.filter(slot=None, decided_at__lt=ago(days=3 * YEAR)), "decided_at")
CORRECTIONS = deleting(
    lambda: DataCorrection.filter(answered_at__lt=ago(days=3 * YEAR)).exclude(stage=Stage.ASKED), "answered_at"
)
DRAFTS = deleting(lambda: KeptDraft.filter(kept_at__lt=clock.now() - KEPT_FOR), "kept_at")
MANDATES = deleting(lambda: Mandate.filter(until__lt=ago(days=3 * YEAR)), "until")
RECOVERIES = deleting(lambda: Recovery.filter(issued_at__lt=ago(days=YEAR)), "issued_at")
SLIPS = deleting(lambda: Slip.filter(batch__expires_at__lt=ago(days=YEAR)), "")
SHEETS = deleting(lambda: SlipBatch.filter(expires_at__lt=ago(days=YEAR), slips__id__isnull=True), "expires_at")
