"""The bus of a portal that runs as several processes: imported where one is needed, since its driver is large."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import asyncpg

from portal.live.bus import MemoryBus

_log = logging.getLogger("portal.bus")


class PostgresBus(MemoryBus):
    """For a portal that runs as several processes over one PostgreSQL, on a line of its own."""

    LONGEST_PAUSE = 5.0

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._line: asyncpg.Connection[Any] | None = None
        self._lost = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    @property
    def healthy(self) -> bool:
        return self._line is not None and not self._line.is_closed()

    async def open(self) -> None:
        await self._connect()
        self._keeping = asyncio.create_task(self._keep())

    async def close(self) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
        if self._line is not None and not self._line.is_closed():
            await self._line.close(timeout=5)

    async def ring(self, topic: str) -> None:
        """A ring that cannot be sent rings here, at least: what it tells of is committed already."""
        try:
            if self._line is None:
                raise ConnectionError
            await self._line.execute("SELECT pg_notify('portal', $1)", topic)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            _log.warning("a ring was not sent")
            self._ring_here(topic)

    async def _connect(self) -> None:
        line = await asyncpg.connect(self._url, timeout=10)
        self._lost.clear()
        line.add_termination_listener(lambda _line: self._lost.set())
        await line.add_listener("portal", lambda _line, _pid, _channel, topic: self._ring_here(str(topic)))
        self._line = line

    async def _keep(self) -> None:
        """Connect again after a loss; then ring every bell, since rings may have been missed."""
        while True:
            await self._lost.wait()
            pause = 0.2
            while not await self._reconnected():
                await asyncio.sleep(pause)
                pause = min(self.LONGEST_PAUSE, pause * 2)
            self._ring_all()

    async def _reconnected(self) -> bool:
        try:
            await self._connect()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            return False
        return True
