"""The demo's own mailbox: a real SMTP server on this machine that keeps what it is sent, to be read in the portal."""

import asyncio
import email
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import policy
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope

MOST_SHOWN = 50
MOST_KEPT = 500


@dataclass(frozen=True)
class Received:
    address: str
    subject: str
    body: str
    date: str


class _Keep:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._count = len(list(folder.glob("*.eml")))

    async def handle_DATA(self, _server: Any, _session: Any, envelope: "Envelope") -> str:  # noqa: N802 - aiosmtpd's name
        self._count += 1
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        (self._folder / f"{self._count:06}-{token_hex(3)}.eml").write_bytes(content)
        for old in sorted(self._folder.glob("*.eml"))[:-MOST_KEPT]:
            old.unlink()
        return "250 kept"


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[int]:
    """Receive mail on a free port of this machine; yields the port."""
    from aiosmtpd.smtp import SMTP  # only a demo needs it

    keep = _Keep(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(keep, hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", 0
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def letters(folder: Path) -> list[Received]:
    """What has arrived, the newest first."""
    newest = sorted(folder.glob("*.eml"), reverse=True)[:MOST_SHOWN]
    return [_read(path) for path in newest]


def _read(path: Path) -> Received:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return Received(str(message["To"]), str(message["Subject"]), str(text), str(message["Date"]))
