"""Bring a file: receive it, say what its columns are, have it checked, and let it into the register or not."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from portal.documents import kept
from portal.jobs import work
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import rules
from portal.places.events import OfImport, RegisterReceived, RegisterRefused, RegisterWithdrawn
from portal.places.models import Area, ImportFault, RegisterImport, StagedRow
from portal.places.rules.importing import COMMIT, STAGE, ImportStage
from portal.policy import Actor
from portal.unit_of_work import action, happened


@dataclass(frozen=True)
class Looked:
    """What a first look into a file shows: its size in bytes, where its headings are, about how many rows it has."""

    size: int
    encoding: str
    heading_row: int
    headings: tuple[str, ...]
    expected: int


@action
async def begin_import(actor: Actor, area_id: int, name: str, size: int) -> int:
    """A file is about to come, piece by piece. Raises ImportUnderWay, TooLargeFile."""
    return (await _begun(actor, area_id, name, size)).id


async def _begun(actor: Actor, area_id: int, name: str, size: int) -> RegisterImport:
    if size > rules.importing.LARGEST_FILE:
        raise rules.importing.TooLargeFile()
    # Whoever comes at the same time waits here, and is then told that an import is under way.
    if await Area.filter(id=area_id).select_for_update().first() is None:
        raise Missing()
    if await RegisterImport.exists(slot=area_id):
        raise rules.importing.ImportUnderWay()
    begun = await RegisterImport.create(
        area_id=area_id, slot=area_id, made_by=actor.id, file_name=name[:120], stage=ImportStage.RECEIVING, size=size,
        made_at=clock.now(),
    )  # fmt: skip
    happened(RegisterReceived(begun.id, area_id, size))
    return begun


@action
async def bring_file(actor: Actor, area_id: int, name: str, path: Path, looked: Looked) -> int:
    """A file that came whole, and was looked into already. Raises ImportUnderWay, TooLargeFile."""
    begun = await _begun(actor, area_id, name, looked.size)
    await asyncio.to_thread(kept.take_over, begun.id, path)
    await _opened(begun.id, looked, begun.size)
    return begun.id


async def receive_bytes(import_id: int, offset: int, data: bytes) -> int:
    """Take the next piece, once however often it is sent. Returns how many bytes are here. Raises NotNow, WrongOffset.

    No unit of work: nothing happens yet but that a file grows, and the same piece twice changes nothing.
    """
    batch = await RegisterImport.get_or_none(id=import_id, stage=ImportStage.RECEIVING)
    if batch is None:
        raise rules.importing.NotNow()
    if offset + len(data) <= batch.received:
        return batch.received
    if offset != batch.received or offset + len(data) > batch.size:
        raise rules.importing.WrongOffset()
    await asyncio.to_thread(kept.put, import_id, offset, data)
    await RegisterImport.filter(id=import_id, received=offset).update(received=offset + len(data))
    return offset + len(data)


@action
async def open_received(actor: Actor, import_id: int, looked: Looked) -> None:
    """The last piece has come, and the file was looked into. Raises NotNow, WrongWhole."""
    batch = await RegisterImport.get(id=import_id)
    if batch.received != batch.size:
        raise rules.importing.WrongWhole()
    await _opened(import_id, looked, batch.size)


async def _opened(import_id: int, looked: Looked, size: int) -> None:
    changed = await RegisterImport.filter(id=import_id, stage=ImportStage.RECEIVING).update(
        stage=ImportStage.MATCHING, encoding=looked.encoding, heading_row=looked.heading_row, received=size,
        headings=list(looked.headings), columns=rules.importing.guess_columns(looked.headings), expected=looked.expected,
    )  # fmt: skip
    if not changed:
        raise rules.importing.NotNow()


@action
async def match_columns(actor: Actor, import_id: int, chosen: dict[int, str], join_names: bool) -> None:
    """Say which column is which, and have the whole file read. Raises HeadingTwice, HeadingMissing, NotNow."""
    columns = rules.importing.check_columns(chosen)
    await _must_change(
        import_id, (ImportStage.MATCHING, ImportStage.CHECKED), stage=ImportStage.STAGING, columns=columns,
        join_names=join_names, rows=0, faults=0, whole=False, counts={}, refusal="",
    )  # fmt: skip
    await _forget_rows(import_id)
    await work.ask(STAGE, import_id)


@action
async def join_names(actor: Actor, import_id: int, joined: bool) -> None:
    """Say whether one name is one person, and have what was read checked again. Raises NotNow."""
    await _must_change(
        import_id, (ImportStage.CHECKED,), stage=ImportStage.STAGING, join_names=joined, counts={}, refusal=""
    )
    await work.ask(STAGE, import_id)


@action
async def ask_commit(actor: Actor, import_id: int, end_gone: bool) -> None:
    """Let the file into the register, whole. `end_gone` also ends ownership of homes that it does not speak of.

    Raises HasFaults, NothingIn, NotNow.
    """
    batch = await RegisterImport.get(id=import_id)
    if batch.stage == ImportStage.CHECKED and batch.faults:
        raise rules.importing.HasFaults(faults=batch.faults)
    if batch.stage == ImportStage.CHECKED and not batch.counts.get("homes"):
        raise rules.importing.NothingIn()
    await _must_change(import_id, (ImportStage.CHECKED,), stage=ImportStage.COMMITTING, end_gone=end_gone, refusal="")
    await work.ask(COMMIT, import_id)


@action
async def withdraw_import(actor: Actor, import_id: int) -> None:
    """Do without the file: nothing of it was written. Raises NotNow once it is being written."""
    may = tuple(rules.importing.OPEN - {ImportStage.COMMITTING})
    await _must_change(import_id, may, stage=ImportStage.WITHDRAWN, slot=None, ended_at=clock.now())
    await _forget_rows(import_id)
    await _tell(import_id, RegisterWithdrawn)


@action
async def fail_import(actor: Actor, import_id: int, why: str) -> None:
    """The file cannot be read, or not be worked with: it is put to rest with the reason."""
    if await _change(import_id, tuple(rules.importing.OPEN), stage=ImportStage.FAILED, slot=None, refusal=why, ended_at=clock.now()):  # fmt: skip
        await _forget_rows(import_id)
        batch = await RegisterImport.get(id=import_id)
        happened(RegisterRefused(batch.id, batch.area_id, why))


async def _change(import_id: int, may: tuple[str, ...], **to: object) -> bool:
    return bool(await RegisterImport.filter(id=import_id, stage__in=list(may)).update(**to))


async def _must_change(import_id: int, may: tuple[str, ...], **to: object) -> None:
    if not await _change(import_id, may, **to):
        raise rules.importing.NotNow()


async def _tell(import_id: int, event: type[OfImport]) -> None:
    batch = await RegisterImport.get(id=import_id)
    happened(event(batch.id, batch.area_id))


async def _forget_rows(import_id: int) -> None:
    await StagedRow.filter(batch_id=import_id).delete()
    await ImportFault.filter(batch_id=import_id).delete()
