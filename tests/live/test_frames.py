"""What a broken or hostile client may put on the wire: each is answered as RFC 6455 says, and the room goes on."""

import asyncio
import logging
import struct

import pytest
import websockets

from portal.live.bus import MemoryBus
from portal.live.room import Rooms
from tests.live.test_room import newest, room_of, served

MASK = b"\x01\x02\x03\x04"
TEXT, BINARY, CLOSE, PING, CONTINUED = 1, 2, 8, 9, 0


def frame(kind: int, body: bytes = b"", *, final: bool = True, masked: bool = True, reserved: int = 0) -> bytes:
    """One frame, well or ill made (§5.2)."""
    size = len(body)
    length = bytes([size]) if size < 126 else b"\x7e" + struct.pack("!H", size)
    head = bytes([(0x80 if final else 0) | reserved | kind, length[0] | (0x80 if masked else 0)]) + length[1:]
    if not masked:
        return head + body
    return head + MASK + bytes(sign ^ MASK[n % 4] for n, sign in enumerate(body))


def claimed(size: int) -> bytes:
    """The head of a text frame that says it will be so long."""
    return b"\x81\xff" + struct.pack("!Q", size) + MASK


CASES = {
    "not masked": (frame(TEXT, b"hi", masked=False), 1002),
    "a reserved bit": (frame(TEXT, b"hi", reserved=0x20), 1002),
    "an unknown kind": (frame(3, b"hi"), 1002),
    "an unknown control": (frame(0xB), 1002),
    "a continuation of nothing": (frame(CONTINUED, b"hi"), 1002),
    "a new text inside a text": (frame(TEXT, b"a", final=False) + frame(TEXT, b"b"), 1002),
    "a ping in two parts": (frame(PING, b"a", final=False), 1002),
    "a ping too long": (frame(PING, b"a" * 126), 1002),
    "a close of one byte": (frame(CLOSE, b"\x03"), 1002),
    "a close with no such code": (frame(CLOSE, struct.pack("!H", 1005)), 1002),
    "not UTF-8": (frame(TEXT, b"\xff\xfe"), 1007),
    "not UTF-8, in two parts": (frame(TEXT, b"\xe4", final=False) + frame(CONTINUED, b"\xff"), 1007),
    "larger than any message": (claimed(1 << 40), 1009),
    "a proper close": (frame(CLOSE, struct.pack("!H", 1000)), 1000),
}


async def enter(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"GET / HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert b"101" in await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def code_of_close(reader: asyncio.StreamReader) -> int:
    """The code of the server's close frame, whatever it said before."""
    while True:
        first, second = await reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            size = int.from_bytes(await reader.readexactly(2), "big")
        body = await reader.readexactly(size)
        if first & 0x0F == CLOSE:
            return int.from_bytes(body[:2], "big")


@pytest.mark.parametrize("case", CASES)
async def test_a_broken_frame_gets_its_code_and_the_room_goes_on(case, caplog):
    sent, code = CASES[case]
    rooms = Rooms(MemoryBus(), every=0.05)
    async with served(room_of(rooms, [])) as address, websockets.connect(f"ws://{address}", proxy=None) as other:
        with caplog.at_level(logging.INFO):
            reader, writer = await enter(address)
            writer.write(sent)
            assert await asyncio.wait_for(code_of_close(reader), 3) == code
            writer.close()
            assert await newest(other) is not None
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_text_in_many_parts_with_a_ping_between_is_one_text():
    rooms = Rooms(MemoryBus(), every=60)
    async with served(room_of(rooms, [])) as address:
        reader, writer = await enter(address)
        said = b'{"ping": 7}'
        for n, sign in enumerate(said):
            part = frame(TEXT if n == 0 else CONTINUED, bytes([sign]), final=n == len(said) - 1)
            writer.write(part + (frame(PING, b"x") if n == 3 else b""))
        heard = b""
        async with asyncio.timeout(3):
            while b'{"pong": 7}' not in heard:
                heard += await reader.read(200)
        assert b"\x8a\x01x" in heard
        writer.close()
