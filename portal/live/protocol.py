"""uvicorn's websocket, which also shows the live rooms its transport: one frame can then be written to everybody."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

WIRE = "portal.wire"
# Seconds: who neither reads nor answers is gone within 25, also where too little is said to fill a buffer.
PING_EVERY, PONG_WITHIN = 15.0, 10.0


class PortalWebSockets(WebSocketsSansIOProtocol):
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            # The application has not run yet: its task was only just made.
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
