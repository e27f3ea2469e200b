"""A bus of bells. A ring says that something changed, never what: listeners look for themselves."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

_log = logging.getLogger("portal.bus")


class Bell:
    """Rings heard while the listener is busy count as one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._rung.set()  # The first look is free.

    def ring(self) -> None:
        self._rung.set()

    async def __aiter__(self) -> AsyncIterator[None]:
        while True:
            await self._rung.wait()
            self._rung.clear()
            yield


class Bus(Protocol):
    @property
    def healthy(self) -> bool: ...
    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def ring(self, topic: str) -> None: ...
    def listen(self, topic: str) -> AbstractContextManager[Bell]: ...


class MemoryBus:
    """For a portal that runs as one process."""

    def __init__(self) -> None:
        self._bells: dict[str, set[Bell]] = defaultdict(set)

    @property
    def healthy(self) -> bool:
        return True

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def ring(self, topic: str) -> None:
        self._ring_here(topic)

    @contextmanager
    def listen(self, topic: str) -> Iterator[Bell]:
        bell = Bell()
        self._bells[topic].add(bell)
        try:
            yield bell
        finally:
            self._bells[topic].discard(bell)
            if not self._bells[topic]:
                del self._bells[topic]

    def _ring_here(self, topic: str) -> None:
        for bell in self._bells.get(topic, ()):
            bell.ring()

    def _ring_all(self) -> None:
        for topic in list(self._bells):
            self._ring_here(topic)
