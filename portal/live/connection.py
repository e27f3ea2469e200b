"""One phone in a live room: one bounded slot, and an end for who never reads."""

import asyncio
from time import monotonic
from typing import Any

from starlette.websockets import WebSocket

from portal.live.protocol import WIRE

MOST_UNREAD = 64 * 1024  # bytes that wait in the transport before newer ticks are left out
PATIENCE = 25.0  # seconds that a phone may leave them waiting


class Phone:
    """Written to directly where the server shows its transport; through a slot for the newest frame elsewhere."""

    def __init__(self, socket: WebSocket, *, patience: float = PATIENCE, most_unread: int = MOST_UNREAD) -> None:
        self._socket, self._patience, self._most_unread = socket, patience, most_unread
        self._wire: Any = socket.scope.get("extensions", {}).get(WIRE)
        self._full_since: float | None = None
        self._slot: str | None = None
        self._sending: asyncio.Task[None] | None = None

    def offer(self, text: str, frame: bytes) -> None:
        """Show the present. A tick that finds the phone busy is left out: the next one says more."""
        if self._wire is None:
            self._slot = text
            if self._sending is None or self._sending.done():
                self._sending = asyncio.create_task(self._drain())
            return
        transport = self._wire.transport
        if self._wire.close_sent or transport.is_closing():
            return
        if transport.get_write_buffer_size() > self._most_unread:
            self._lose_patience(transport)
            return
        self._full_since = None
        transport.write(frame)

    def _lose_patience(self, transport: asyncio.WriteTransport) -> None:
        now = monotonic()
        if self._full_since is None:
            self._full_since = now
        elif now - self._full_since >= self._patience:
            transport.abort()

    async def _drain(self) -> None:
        while self._slot is not None:
            text, self._slot = self._slot, None
            try:
                async with asyncio.timeout(self._patience):
                    await self._socket.send_text(text)
            except (TimeoutError, RuntimeError, OSError):
                self._slot = None
                return

    async def leave(self) -> None:
        if self._sending is not None and not self._sending.done():
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)
