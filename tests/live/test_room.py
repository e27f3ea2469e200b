"""The live room with real sockets: everybody sees the present, and nobody can hold the others up."""

import asyncio
import json
import socket

import pytest
import websockets
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from portal.live.bus import MemoryBus
from portal.live.room import Rooms
from tests.conftest import served


def room_of(rooms: Rooms, looks: list[int]) -> Starlette:
    async def look() -> str:
        looks.append(1)
        return json.dumps({"n": len(looks), "pad": "x" * 180})

    async def room(phone) -> None:
        rooms.must_have_room()
        await phone.accept()
        await rooms.attend(phone, "a", look)

    return Starlette(routes=[WebSocketRoute("/", room)])


async def newest(phone) -> int:
    return json.loads(await asyncio.wait_for(phone.recv(), 2))["n"]


async def test_twenty_phones_see_fifty_rings_in_few_looks():
    bus, looks = MemoryBus(), []
    rooms = Rooms(bus, every=60)
    async with served(room_of(rooms, looks)) as address:
        phones = [await websockets.connect(f"ws://{address}", proxy=None) for _ in range(20)]
        for phone in phones:
            await newest(phone)
        await asyncio.sleep(0.3)
        before = len(looks)
        for _ in range(50):
            await bus.ring("a")
        for phone in phones:
            while await newest(phone) <= before:
                pass
        assert len(looks) - before <= 3
        for phone in phones:
            await phone.close()
        async with asyncio.timeout(3):
            while rooms._rooms:
                await asyncio.sleep(0.02)
    assert rooms.phones == 0


async def test_a_lost_ring_costs_seconds_and_a_ping_is_answered():
    rooms = Rooms(MemoryBus(), every=0.2)
    async with served(room_of(rooms, [])) as address, websockets.connect(f"ws://{address}", proxy=None) as phone:
        first = await newest(phone)
        async with asyncio.timeout(3):
            while await newest(phone) <= first:
                pass
        await phone.send('{"ping": 7}')
        async with asyncio.timeout(3):
            while json.loads(await phone.recv()) != {"pong": 7}:
                pass


async def test_who_speaks_into_the_room_is_refused_and_shown_out():
    rooms = Rooms(MemoryBus(), every=60)
    async with served(room_of(rooms, [])) as address, websockets.connect(f"ws://{address}", proxy=None) as phone:
        for said in ("not json", "[]", '{"choice": "agree"}', "9" * 5000, b"\x00"):
            await phone.send(said)
        refusals = 0
        with pytest.raises(websockets.ConnectionClosed) as closed:
            while True:
                refusals += "refused" in await asyncio.wait_for(phone.recv(), 3)
        assert (closed.value.rcvd.code, refusals) == (1008, 5)


async def test_a_full_house_says_so_before_it_accepts():
    rooms = Rooms(MemoryBus(), most_phones=1, every=60)
    async with served(room_of(rooms, [])) as address, websockets.connect(f"ws://{address}", proxy=None) as phone:
        await newest(phone)
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(f"ws://{address}", proxy=None)
        assert refused.value.response.status_code == 503


def never_reads(address: str) -> socket.socket:
    host, port = address.split(":")
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect((host, int(port)))
    deaf.sendall(
        f"GET / HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    return deaf


@pytest.mark.parametrize(
    ("patience", "keepalive"), [(0.5, {}), (60, {"ws_ping_interval": 0.3, "ws_ping_timeout": 0.3})]
)
async def test_a_phone_that_never_reads_is_cut_off_and_holds_nobody_up(patience, keepalive):
    """Whether it is the ticks that it leaves unread or a ping that it leaves unanswered."""
    rooms = Rooms(MemoryBus(), every=0.05, patience=patience)

    async def look() -> str:
        return "x" * 60_000

    async def room(phone) -> None:
        await phone.accept()
        await rooms.attend(phone, "a", look)

    async with served(Starlette(routes=[WebSocketRoute("/", room)]), **keepalive) as address:
        deaf = never_reads(address)
        async with websockets.connect(f"ws://{address}", proxy=None) as phone:
            async with asyncio.timeout(20):
                while rooms.phones != 1 or not await phone.recv():
                    await phone.recv()
                while rooms.phones > 1:
                    await phone.recv()
            assert await asyncio.wait_for(phone.recv(), 2)
        deaf.close()


async def test_when_the_server_stops_every_phone_is_told_to_come_back():
    rooms = Rooms(MemoryBus(), every=60)
    async with served(room_of(rooms, [])) as address:
        phone = await websockets.connect(f"ws://{address}", proxy=None)
        await newest(phone)
    with pytest.raises(websockets.ConnectionClosed) as closed:
        while True:
            await asyncio.wait_for(phone.recv(), 3)
    assert closed.value.rcvd.code == 1012
