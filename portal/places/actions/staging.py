"""Read a whole file into the staging table, some rows at a time, and check it. Nothing of it touches the register.

What is read is kept with how far the reading is, in one transaction: whoever goes on after a crash begins there.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from tortoise.expressions import F

from portal.database import bulk
from portal.database.connection import in_transaction
from portal.documents import kept, table
from portal.jobs.work import Hold
from portal.places.actions import checking, importing, tidying
from portal.places.actions.importing import Looked
from portal.places.events import RegisterStaged
from portal.places.models import ImportFault, RegisterImport
from portal.places.rules import importing as rules
from portal.places.rules.importing import ImportStage
from portal.policy import STRANGER, Actor
from portal.unit_of_work import action, happened

AT_ONCE = 1000  # rows of the file
FIRST_ROWS = 10  # among them stand the headings
COLUMNS = (
    "batch_id", "number", "building", "stairwell", "door", "door_key", "floor", "kind", "size", "size_source", "state",
    "owner_name", "owner_kind", "owner_number", "owner_key", "share_num", "share_den",
)  # fmt: skip


class Stopped(Exception):
    """The import is no longer being staged, or somebody else stages it."""


def look(path: Path) -> Looked:
    """A first look into a file, in the caller's own thread. Raises Unreadable."""
    encoding = table.encoding_of(path)
    rows = list(islice(table.rows_of(path, encoding), FIRST_ROWS))
    texts = [[_safely(cell) for cell in row] for row in rows]
    found = rules.find_headings(texts)
    if found is None:
        raise table.EmptyTable()
    headings = texts[found - 1]
    while not headings[-1]:
        headings.pop()
    return Looked(path.stat().st_size, encoding, found, tuple(headings), table.rows_said(path, encoding))


def _safely(cell: object) -> str:
    """A heading as text. What must not be kept is not shown either: the first row may be no heading at all."""
    try:
        return rules.text_of(cell)[:40]
    except rules.BadCell:
        return "—"


async def stage(import_id: int, hold: Hold) -> str:
    """The job: go on reading where it stood, then check. Returns a word for what came of it."""
    batch = await RegisterImport.get_or_none(id=import_id, stage=ImportStage.STAGING)
    if batch is None:
        return "ended"
    try:
        if not batch.whole:
            await _read(batch, hold)
        counts = await checking.check(batch, hold)
        await finish_check(STRANGER, import_id, counts)
    except table.Unreadable as refusal:
        await importing.fail_import(STRANGER, import_id, type(refusal).__name__)
        await tidying.erase_file(import_id)
        return "refused"
    except Stopped:
        return "ended"
    return "checked"


@action
async def finish_check(actor: Actor, import_id: int, counts: dict[str, int]) -> None:
    faults = await ImportFault.filter(batch_id=import_id).count()
    changed = await RegisterImport.filter(id=import_id, stage=ImportStage.STAGING).update(
        stage=ImportStage.CHECKED, counts=counts, faults=faults
    )
    if not changed:
        raise Stopped()
    batch = await RegisterImport.get(id=import_id)
    happened(RegisterStaged(batch.id, batch.area_id, batch.rows, faults))


async def give_up(import_id: int) -> None:
    """The job broke each time: the file is put to rest, and the estate may try another."""
    await importing.fail_import(STRANGER, import_id, "Unreadable")


@dataclass
class Part:
    """Some rows of the file, read: `last` is the number of the last one."""

    last: int = 0
    lines: list[tuple[Any, ...]] = field(default_factory=list)
    faults: list[tuple[int, int, str, str]] = field(default_factory=list)


async def _read(batch: RegisterImport, hold: Hold) -> None:
    parts = parts_of(batch)
    # The reader works in a thread: a spreadsheet is slow to unpack, and others are being served meanwhile.
    while part := await asyncio.to_thread(next, parts, None):
        await _keep(batch, part)
        await hold.tell(part.last, max(batch.expected, part.last))
    if not await RegisterImport.filter(id=batch.id, stage=ImportStage.STAGING).update(whole=True):
        raise Stopped()


async def _keep(batch: RegisterImport, part: Part) -> None:
    async with in_transaction():
        kept_up = await RegisterImport.filter(id=batch.id, stage=ImportStage.STAGING, rows=batch.rows).update(
            rows=part.last, faults=F("faults") + len(part.faults)
        )
        if not kept_up:
            raise Stopped()
        await bulk.insert("staged_row", COLUMNS, part.lines)
        await bulk.insert(
            "import_fault", ("batch_id", "number", "col", "code", "said"), [(batch.id, *fault) for fault in part.faults]
        )
    batch.rows = part.last


def parts_of(batch: RegisterImport) -> Iterator[Part]:
    """The file from where the reading stood, some rows at a time. Raises Unreadable."""
    path = kept.path_of(batch.id)
    numbered = enumerate(table.rows_of(path, batch.encoding), 1)
    begin = max(batch.rows, batch.heading_row)
    part = Part(begin, faults=_merged(batch, path) if not batch.rows else [])
    for number, cells in islice(numbered, begin, None):
        _read_into(part, batch, number, cells)
        if number - begin >= AT_ONCE:
            yield part
            begin, part = number, Part(number)
    if part.last > max(batch.rows, batch.heading_row) or part.faults:
        yield part


def _merged(batch: RegisterImport, path: Path) -> list[tuple[int, int, str, str]]:
    """Merged cells below the headings, in columns that count."""
    used = set(batch.columns.values())
    return [
        (each.top, each.left, "merged", each.name)
        for each in table.merged_in(path, batch.encoding)
        if each.bottom > batch.heading_row and used & set(range(each.left, each.right + 1))
    ]


def _read_into(part: Part, batch: RegisterImport, number: int, cells: Any) -> None:
    part.last = number
    read = rules.read_row(cells, batch.columns)
    width = len(batch.headings)
    if batch.encoding != "xlsx" and len(cells) > width and any(cell.strip() for cell in cells[width:]):
        part.faults.append((number, width + 1, "too_wide", ""))
        return
    part.faults += [(number, batch.columns[f.field], f.code, f.said) for f in read.faults]
    part.lines += [_line(batch.id, number, line) for line in read.lines]


def _line(batch_id: int, number: int, line: rules.Line) -> tuple[Any, ...]:
    share = line.share
    return (
        batch_id, number, line.building, line.stairwell, line.door, line.door_key, line.floor, str(line.kind), line.size,
        str(line.size_source), str(line.state), line.owner, line.owner_kind, line.owner_number, "",
        share.numerator if share is not None else None, share.denominator if share is not None else None,
    )  # fmt: skip
