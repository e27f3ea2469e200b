"""uvicorn's websocket, which also shows the live rooms its transport: one frame can then be written to everybody."""

import asyncio
from asyncio.transports import BaseTransport

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

WIRE = "portal.wire"
# Seconds: who neither reads nor answers is gone within 25, also where too little is said to fill a buffer.
PING_EVERY, PONG_WITHIN = 15.0, 10.0


class PortalWebSockets(WebSocketsSansIOProtocol):
    """Of one that has gone nothing holds itself in a circle. Else what ten thousand phones leave behind would lie there
    until Python's collector looks through everything, and stops everybody meanwhile."""

    application_at_work = False

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        # What has read the request hands over here, and is not asked again.
        self.transport.get_protocol().parser = None  # type: ignore[attr-defined]

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._let_go()

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        self.application_at_work = False
        self._let_go()

    def _let_go(self) -> None:
        if self.disconnected and not self.application_at_work:
            self.conn.parser.close()
            if hasattr(self, "scope"):
                self.scope["extensions"].pop(WIRE, None)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            # The application has not run yet: its task was only just made.
            self.application_at_work = True
            self.scope["extensions"][WIRE] = self  # type: ignore[assignment]

    def keepalive_timeout(self) -> None:
        """Who does not answer is gone now, with whatever still waits to be written to them."""
        super().keepalive_timeout()
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        """Text that is no UTF-8 ends the connection with 1007 (RFC 6455 §8.1). It is a client's fault, which anybody
        can repeat: uvicorn would write a traceback for each."""
        if self.curr_msg_data_type == "text" and not self.close_sent and not _is_utf8(b"".join(self.frames)):
            self.frames = []
            self.conn.send_close(1007)
            self.handle_parser_exception()
            return
        super().send_receive_event_to_app()


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def framed(text: str) -> bytes:
    """A server's text frame, unmasked and uncompressed (RFC 6455 §5.2)."""
    body = text.encode()
    if len(body) < 126:
        return bytes((0x81, len(body))) + body
    return bytes((0x81, 126)) + len(body).to_bytes(2, "big") + body
