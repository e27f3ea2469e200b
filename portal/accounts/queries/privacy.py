"""What a person has consented to, and who has looked at what is kept of them."""

from portal.accounts.models import Consent
from portal.accounts.rules import consents


async def has_consented(person_id: int, purpose: str) -> bool:
    """Whether consent to the present text of `purpose` is in force. An older version's does not count."""
    last = await Consent.filter(person_id=person_id, purpose=purpose).order_by("-id").first()
    return last is not None and last.given and last.digest == consents.purpose(purpose).digest
