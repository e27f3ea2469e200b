"""Who signs out, or is signed out, loses their open sockets too: at the next look, on every node."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket

from portal.live.bus import Bus

AT_LEAST_EVERY = 30.0  # seconds: a session also ends by running out, which rings no bell
BREATH = 0.2
_log = logging.getLogger("portal.live")


class SignOuts:
    """Asks which of the sessions behind open sockets are over, once for all of them, and closes those."""

    def __init__(self, topic: str, ended: Callable[[set[int]], Awaitable[set[int]]]) -> None:
        self._topic, self._ended = topic, ended
        self._sockets: dict[int, set[WebSocket]] = defaultdict(set)
        self._looking: asyncio.Task[None] | None = None

    async def until_signed_out(self, socket: WebSocket, hearing: Coroutine[Any, Any, None], bus: Bus) -> None:
        session = socket.user.session_id
        if session is None:  # the screen in the hall has a link, and nobody to sign out
            await hearing
            return
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on(bus))
        self._sockets[session].add(socket)
        try:
            await hearing
        finally:
            self._sockets[session].discard(socket)
            if not self._sockets[session]:
                del self._sockets[session]

    async def _look_on(self, bus: Bus) -> None:
        with bus.listen(self._topic) as bell:
            rings = aiter(bell)
            ring = asyncio.ensure_future(anext(rings))
            try:
                while True:
                    await asyncio.wait([ring], timeout=AT_LEAST_EVERY)
                    if ring.done():
                        ring = asyncio.ensure_future(anext(rings))
                    await self._look()
                    await asyncio.sleep(BREATH)
            finally:
                ring.cancel()

    async def _look(self) -> None:
        try:
            over = await self._ended(set(self._sockets))
        except Exception:
            _log.warning("a look at sign-outs failed", exc_info=True)
            return
        for session in over:
            for socket in list(self._sockets.get(session, ())):
                with suppress(RuntimeError, OSError):
                    await socket.close(1008)

    async def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
