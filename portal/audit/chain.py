"""Chain the audit trail, and find where it was changed."""

import hashlib

from portal.audit.models import AuditRecord
from portal.database.connection import in_transaction

START = "0" * 64
AT_ONCE = 500


def digest(previous: str, record: AuditRecord) -> str:
    """sha256 over the digest before and everything the record says, in one fixed spelling."""
    said = [previous, str(record.sequence), record.at.isoformat(), str(record.actor_id), record.event, record.facts]
    if record.by_id is not None:  # only then, so that what was chained before there were helpers still holds
        said.append(f"by:{record.by_id}")
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


async def chain() -> int:
    """Give the committed records that have none their number and digest. One writer: the last link is locked."""
    async with in_transaction():
        last = await AuditRecord.filter(sequence__isnull=False).select_for_update().order_by("-sequence").first()
        previous, sequence = (last.digest or START, last.sequence or 0) if last else (START, 0)
        records = await AuditRecord.filter(sequence=None).order_by("id").limit(AT_ONCE)
        for record in records:
            sequence += 1
            record.sequence = sequence
            record.digest = previous = digest(previous, record)
        if records:
            await AuditRecord.bulk_update(records, ["sequence", "digest"])
    return len(records)


async def verify() -> int | None:
    """The number of the first link that does not hold; None when the whole chain does."""
    previous, expected = START, 1
    while True:
        records = await AuditRecord.filter(sequence__gte=expected).order_by("sequence").limit(AT_ONCE)
        for record in records:
            if record.sequence != expected or record.digest != digest(previous, record):
                return expected
            previous, expected = record.digest, expected + 1
        if len(records) < AT_ONCE:
            return None
