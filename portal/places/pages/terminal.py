"""Bring a register from a terminal: the same file, the same checks, the same sentences."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.jobs import work
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.places import queries, rules
from portal.places.actions import importing, staging, tidying
from portal.places.models import Area, RegisterImport
from portal.places.rules.importing import ImportStage
from portal.policy import STRANGER

UNDER_WAY = (ImportStage.STAGING, ImportStage.COMMITTING)


class NoSuchEstate(Refused):
    status = 404
    message = N_("没有这个编号的小区：%(code)s。")


@dataclass(frozen=True)
class Terminal:
    """Where the lines go, and how a bar is drawn. `kinds` is who does long work."""

    say: Callable[[str], None]
    draw: Callable[[int, int], None]
    kinds: Mapping[str, work.Kind]


@dataclass(frozen=True)
class _Watched(work.Hold):
    """A job whose progress is drawn too."""

    draw: Callable[[int, int], None] = lambda done, total: None

    async def tell(self, done: int, total: int) -> None:
        await super().tell(done, total)
        self.draw(done, total)


async def import_register(code: str, path: Path, terminal: Terminal, *, commit: bool) -> bool:
    """Check the file and say every problem; with `commit`, write it. Returns whether it could be, or was, written.

    Without `commit` nothing of it stays. Raises Refused.
    """
    area = await queries.estate_coded(code)
    if area is None:
        raise NoSuchEstate(code=code)
    import_id = await _brought(area, path)
    try:
        await _read(import_id, path)
        await _work(area, import_id, terminal)
        batch = await _found(area, import_id)
        sound = await _reported(batch, terminal)
        if sound and commit:
            await importing.ask_commit(STRANGER, import_id, False)
            await _work(area, import_id, terminal)
            return (await _found(area, import_id)).stage == ImportStage.COMMITTED
        return sound
    finally:
        await _leave(area, import_id)


async def _brought(area: Area, path: Path) -> int:
    looked = await asyncio.to_thread(staging.look, path)
    return await importing.bring_file(STRANGER, area.id, path.name, path, looked)


async def _found(area: Area, import_id: int) -> RegisterImport:
    return await queries.import_of(area.id, import_id)


async def _read(import_id: int, path: Path) -> None:
    looked = await asyncio.to_thread(staging.look, path)
    chosen = {column: field for field, column in rules.importing.guess_columns(looked.headings).items()}
    await importing.match_columns(STRANGER, import_id, chosen, False)


async def _work(area: Area, import_id: int, terminal: Terminal) -> None:
    """Do the work here, or wait while another process does it."""
    while (await _found(area, import_id)).stage in UNDER_WAY:
        if not await _work_off(terminal):
            await asyncio.sleep(0.5)


async def _work_off(terminal: Terminal) -> int:
    return await work.work_off({name: _watched(kind, terminal) for name, kind in terminal.kinds.items()})


def _watched(kind: work.Kind, terminal: Terminal) -> work.Kind:
    async def run(subject: int, hold: work.Hold) -> str:
        return await kind.run(subject, _Watched(hold.job_id, hold.owner, terminal.draw))

    return replace(kind, run=run)


async def _reported(batch: RegisterImport, terminal: Terminal) -> bool:
    if batch.stage != ImportStage.CHECKED:
        terminal.say(f"not imported: {batch.refusal or batch.stage}")
        return False
    async for each in queries.every_problem(batch):
        terminal.say(f"{each.row}\t{each.column}\t{each.field}\t{each.sentence}")
    counts = " ".join(f"{name}={number}" for name, number in batch.counts.items())
    terminal.say(f"rows={batch.rows - batch.heading_row} faults={batch.faults} {counts}")
    return not batch.faults and bool(batch.counts.get("homes"))


async def _leave(area: Area, import_id: int) -> None:
    """What was not written does not stay in the way of the next file."""
    if (await _found(area, import_id)).stage in (ImportStage.MATCHING, ImportStage.CHECKED):
        await importing.withdraw_import(STRANGER, import_id)
        await tidying.erase_file(import_id)
