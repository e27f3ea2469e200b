"""uvicorn's websocket, which also shows the live rooms its transport: one frame can then be written to everybody."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

WIRE = "portal.wire"


class PortalWebSockets(WebSocketsSansIOProtocol):
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            # The application has not run yet: its task was only just made.
            self.scope["extensions"][WIRE] = self  # type: ignore[assignment]


def framed(text: str) -> bytes:
    """A server's text frame, unmasked and uncompressed (RFC 6455 §5.2)."""
    body = text.encode()
    if len(body) < 126:
        return bytes((0x81, len(body))) + body
    return bytes((0x81, 126)) + len(body).to_bytes(2, "big") + body
