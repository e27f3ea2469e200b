"""Run the schedule until told to stop. A job that fails is logged, and tried again at its next turn."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from portal.kit import clock
from portal.live.bus import Bus
from portal.schedule import Entry

_log = logging.getLogger("portal.worker")


async def work(entries: Sequence[Entry], bus: Bus) -> None:
    """Returns never; cancel it to stop. What is under way then ends with its transaction whole."""
    async with asyncio.TaskGroup() as jobs:
        for entry in entries:
            jobs.create_task(_repeat(entry, bus) if entry.every else _daily(entry))


async def _repeat(entry: Entry, bus: Bus) -> None:
    assert entry.every is not None
    pause = entry.every.total_seconds()
    with bus.listen(entry.topic or f"job:{entry.name}") as bell:
        rings = aiter(bell)
        waiting = asyncio.ensure_future(anext(rings))
        while True:
            await asyncio.wait([waiting], timeout=pause)
            if waiting.done():
                waiting.result()
                waiting = asyncio.ensure_future(anext(rings))
            await _run(entry)


async def _daily(entry: Entry) -> None:
    while True:
        await asyncio.sleep((next_time(entry, clock.now()) - clock.now()).total_seconds())
        await _run(entry)


def next_time(entry: Entry, now: datetime) -> datetime:
    assert entry.at is not None
    local = clock.in_city(now)
    today = local.replace(hour=entry.at.hour, minute=entry.at.minute, second=0, microsecond=0)
    return today if today > local else today + timedelta(days=1)


async def _run(entry: Entry) -> None:
    try:
        await entry.do()
    except Exception:
        _log.exception("job failed: %s", entry.name)
