"""What a person has consented to, and who has looked at what is kept of them."""

from collections.abc import Collection

from portal.accounts.models import Consent
from portal.accounts.rules import consents


async def has_consented(person_id: int, purpose: str) -> bool:
    """Whether consent to the present text of `purpose` is in force. An older version's does not count."""
    last = await Consent.filter(person_id=person_id, purpose=purpose).order_by("-id").first()
    return last is not None and last.given and last.digest == consents.purpose(purpose).digest


async def consenting(people: Collection[int], *purposes: str) -> dict[str, set[int]]:
    """Of these people, who has consented to each purpose as it reads now. One query for all of them."""
    lines = await Consent.filter(person_id__in=sorted(people), purpose__in=purposes).order_by("id") if people else []
    last = {(line.purpose, line.person_id): line for line in lines}
    return {
        purpose: {
            person
            for (said, person), line in last.items()
            if said == purpose and line.given and line.digest == consents.purpose(purpose).digest
        }
        for purpose in purposes
    }
