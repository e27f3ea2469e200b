"""Sheets of door code slips: counts, and never who used which."""

import json
from dataclasses import dataclass

from tortoise.expressions import Q
from tortoise.functions import Count

from portal import settings
from portal.accounts.models import Slip, SlipBatch
from portal.accounts.rules import slips
from portal.kit import clock, sealing
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import STAFF, Actor

PER_PAGE = 20


@dataclass(frozen=True)
class Sheet:
    """A batch with its place, and how many of its slips were used and can still be."""

    batch: SlipBatch
    place: str
    used: int
    usable: int


@dataclass(frozen=True)
class Sheets:
    sheets: list[Sheet]
    next: int | None


def slip_hash(code: str) -> str:
    return sealing.fingerprint(settings.current().secret, "slip", code)


async def sheets_of(actor: Actor, before: int | None = None) -> Sheets:
    """The batches of this actor's areas, the newest first."""
    mine = Q(*[Q(area__path__startswith=held.path) for held in actor.roles if held.role in STAFF], join_type="OR")
    found = SlipBatch.filter(mine).select_related("area__parent", "made_by").order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    batches = await found.limit(PER_PAGE + 1)
    shown = batches[:PER_PAGE]
    return Sheets(await _counted(shown), shown[-1].id if len(batches) > PER_PAGE else None)


async def batch_for(_actor: Actor, batch_id: int) -> SlipBatch:
    batch = await SlipBatch.filter(id=batch_id).select_related("area__parent", "made_by").first()
    if batch is None:
        raise Missing()
    return batch


async def sheet_with(batch: SlipBatch) -> Sheet:
    return (await _counted([batch]))[0]


async def _counted(batches: list[SlipBatch]) -> list[Sheet]:
    ids = [batch.id for batch in batches]
    used = await _count(Slip.filter(batch_id__in=ids, used_at__isnull=False))
    usable = await _count(Slip.filter(batch_id__in=ids, used_at=None, revoked_at=None))
    return [_sheet(batch, used.get(batch.id, 0), usable.get(batch.id, 0)) for batch in batches]


def _sheet(batch: SlipBatch, used: int, usable: int) -> Sheet:
    area = batch.area
    place = f"{area.parent.name} {area.name}" if area.kind == "building" and area.parent else area.name
    ended = batch.revoked_at is not None or batch.expires_at <= clock.now()
    return Sheet(batch, place, used, 0 if ended else usable)


async def _count(found: "object") -> dict[int, int]:
    rows = await found.annotate(n=Count("id")).group_by("batch_id").values_list("batch_id", "n")  # type: ignore[attr-defined]
    return {int(batch): int(n) for batch, n in rows}


async def codes_of_sheet(batch: SlipBatch) -> list[tuple[str, str]]:
    """(door, code) of a sheet that has not been fetched yet. Raises SheetGone."""
    if batch.sealed is None or batch.made_at <= clock.now() - slips.SHEET_LASTS:
        raise slips.SheetGone()
    codes = json.loads(sealing.unseal(settings.current().secret, batch.sealed))
    homes = await places.homes_with([int(home) for home in codes])
    return [(home.label, codes[str(home.id)]) for home in homes]
