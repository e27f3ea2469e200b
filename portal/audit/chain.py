"""Chain the audit trail, and find where it was changed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from portal.audit.models import AuditRecord
from portal.database.connection import in_transaction
from portal.database.models import Mark
from portal.kit import clock

START = "0" * 64
AT_ONCE = 500
ANCHOR, CHECKED = "audit-anchor", "audit-checked"  # marks: how long the chain was, and how the last check ended


@dataclass(frozen=True)
class Anchor:
    """How far the chain has reached: a cut tail is missed by it."""

    sequence: int
    digest: str


@dataclass(frozen=True)
class Check:
    """When the chain was last verified, and the first link that did not hold (None: all did)."""

    at: datetime
    broken: int | None


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
        whole = await _is_anchored(last)
        records = await AuditRecord.filter(sequence=None).order_by("id").limit(AT_ONCE)
        for record in records:
            sequence += 1
            record.sequence = sequence
            record.digest = previous = digest(previous, record)
        if records:
            await AuditRecord.bulk_update(records, ["sequence", "digest"])
        if records and whole:
            await _remember(ANCHOR, f"{sequence}:{previous}")
    return len(records)


async def _is_anchored(last: AuditRecord | None) -> bool:
    """Whether the chain still ends where it was left. Where its tail was cut, the anchor stays, and tells."""
    left = await anchor()
    return left is None or (last is not None and (last.sequence, last.digest) == (left.sequence, left.digest))


async def anchor() -> Anchor | None:
    mark = await Mark.get_or_none(name=ANCHOR)
    if mark is None:
        return None
    sequence, _, found = mark.value.partition(":")
    return Anchor(int(sequence), found)


async def verify() -> int | None:
    """The number of the first link that does not hold; None when the whole chain does, to its anchor."""
    previous, expected, left = START, 1, await anchor()
    while True:
        records = await AuditRecord.filter(sequence__gte=expected).order_by("sequence").limit(AT_ONCE)
        for record in records:
            if record.sequence != expected or record.digest != digest(previous, record):
                return expected
            if left is not None and expected == left.sequence and record.digest != left.digest:
                return expected
            previous, expected = record.digest, expected + 1
        if len(records) < AT_ONCE:
            return expected if left is not None and expected <= left.sequence else None


async def check() -> int | None:
    """Verify, and remember how it ended."""
    broken = await verify()
    await _remember(CHECKED, f"{clock.now().isoformat()}|{broken or ''}")
    return broken


async def last_check() -> Check | None:
    mark = await Mark.get_or_none(name=CHECKED)
    if mark is None:
        return None
    at, _, broken = mark.value.partition("|")
    return Check(datetime.fromisoformat(at), int(broken) if broken else None)


async def _remember(name: str, value: str) -> None:
    if not await Mark.filter(name=name).update(value=value):
        await Mark.create(name=name, value=value)
