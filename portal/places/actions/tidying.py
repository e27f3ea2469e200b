"""Files that were brought do not stay: not after the end of their import, and never longer than a week."""

import asyncio
from datetime import timedelta

from portal.documents import kept
from portal.kit import clock
from portal.kit.errors import Refused
from portal.places.actions import importing
from portal.places.models import RegisterImport
from portal.places.rules.importing import OPEN, ImportStage
from portal.policy import STRANGER

KEEP = timedelta(days=7)


async def erase_file(import_id: int) -> None:
    """Erase a file whose import has come to its end. Does nothing while it has not."""
    if await RegisterImport.exists(id=import_id, stage__in=list(OPEN)):
        return
    await asyncio.to_thread(kept.erase, import_id)
    await RegisterImport.filter(id=import_id, erased_at=None).update(erased_at=clock.now())


async def forget_brought_files() -> int:
    """The daily round: an import that nobody ended for a week is withdrawn. Returns how many files went."""
    old = RegisterImport.filter(stage__in=list(OPEN - {ImportStage.COMMITTING}), made_at__lt=clock.now() - KEEP)
    for batch in await old:
        try:
            await importing.withdraw_import(STRANGER, batch.id)
        except Refused:
            continue  # somebody has just decided otherwise
    there = await asyncio.to_thread(kept.numbers)
    for number in there:
        await erase_file(number)
    return len(there) - len(await asyncio.to_thread(kept.numbers))
