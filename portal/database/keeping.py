"""Rows whose time is over: how they are found, and what becomes of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise.queryset import QuerySet

from portal.database.connection import in_transaction
from portal.database.models import Deed
from portal.database.reading import column
from portal.kit import clock

AT_ONCE = 200
Past = Callable[[], "QuerySet[Any]"]


@dataclass(frozen=True)
class Sweep:
    """`past` finds the rows, `moment` is the column that tells how old they are, `take` does what is to be done."""

    past: Past
    moment: str
    take: Callable[[list[Any]], Awaitable[None]]


@dataclass(frozen=True)
class Due:
    rows: int
    oldest: Any


def deleting(past: Past, moment: str) -> Sweep:
    async def take(rows: list[Any]) -> None:
        await type(rows[0]).filter(pk__in=[row.pk for row in rows]).delete()

    return Sweep(past, moment, take)


def writing(past: Past, moment: str, **columns: Any) -> Sweep:
    """The rows stay; these columns are overwritten."""

    async def take(rows: list[Any]) -> None:
        await type(rows[0]).filter(pk__in=[row.pk for row in rows]).update(**columns)

    return Sweep(past, moment, take)


def ago(**span: float) -> datetime:
    return clock.now() - timedelta(**span)


async def due(sweep: Sweep) -> Due:
    """How many rows would go now, and the oldest moment among them."""
    rows = sweep.past()
    oldest = await column(rows.order_by(sweep.moment).limit(1), sweep.moment) if sweep.moment else []
    return Due(await rows.count(), oldest[0] if oldest else None)


async def sweep_away(sweep: Sweep) -> int:
    """Do it, a batch at a time, each in a transaction of its own: between them others have their turn."""
    done = 0
    while True:
        async with in_transaction():
            past = sweep.past()
            rows = list(await past.order_by(past.model._meta.pk_attr).limit(AT_ONCE))
            if rows:
                await sweep.take(rows)
        done += len(rows)
        if len(rows) < AT_ONCE:
            return done


# A request is not sent again after a week.
DEEDS = deleting(lambda: Deed.filter(done_at__lt=ago(days=7)), "done_at")
