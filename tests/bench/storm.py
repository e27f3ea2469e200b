"""Everybody votes at one moment: until each has the receipt of a stored ballot, and each screen the final turnout.

Ours are the portal's own ballot box, room and tick, with no door before them (`ballots.py` measures that). The reference
is what one would write first: one transaction for each ballot, and one message to everybody of what it made of the
turnout.
"""

import asyncio
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal import settings
from portal.database import migrating
from portal.database.connection import opened
from tests.bench import fanout
from tests.bench.crowd import Evening, gather
from tests.bench.phones import COMPILER, NO_COMPILER, Rows, built, connected, serving

AT, ROUNDS = 8772, 3
MANY, MOST = 1000, 10_000
SECRET = "bench"  # noqa: S105 - of a database that lives for a minute

COMMON = """
import asyncio, json, os, sys, uvicorn
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import uuid4
from portal import settings
settings.use(replace(settings.current(), secret="bench"))
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from portal import unit_of_work
from portal.database.connection import in_transaction, opened
from portal.live.bus import MemoryBus
from portal.live.protocol import PING_EVERY, PONG_WITHIN, PortalWebSockets
from portal.live.room import Rooms
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.actions import ballots
from portal.meetings.models import Ballot, Motion, Right
rights = []
@asynccontextmanager
async def alive(app):
    async with opened(sys.argv[2]):
        global motion
        motion = await Motion.filter(stage="open").first()
        rights.extend(await Right.filter(motion_id=motion.id).order_by("id"))
        yield
def right_of(text): return rights[int(text.split()[1])]
def serve(room):
    app = Starlette(routes=[WebSocketRoute("/ws", room)], lifespan=alive)
    uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False, ws=PortalWebSockets,
        ws_per_message_deflate=False, backlog=4096, ws_ping_interval=PING_EVERY, ws_ping_timeout=PONG_WITHIN)
"""
OURS = f"""{COMMON}
bus = MemoryBus(); rooms = Rooms(bus, every=3600); unit_of_work.follow({{}}, ring=bus.ring)
class Voter(WebSocket):
    async def receive(self):
        message = await super().receive()
        if not (message.get("text") or "").startswith("vote"): return message
        slip = ballots.slip(motion.id, right_of(message["text"]).id, uuid4().hex, "agree", None)
        await self.send_text("A" + (await ballots.box.cast(slip)).code)
        return await self.receive()
async def look(): return json.dumps(await queries.tick_of(motion.meeting_id), separators=(",", ":"))
async def room(socket):
    socket = Voter(socket.scope, socket._receive, socket._send)
    await socket.accept(); await rooms.attend(socket, "meeting:%d" % motion.meeting_id, look)
serve(room)
"""
NAIVE = f"""{COMMON}
phones = set()
async def room(socket):
    await socket.accept(); phones.add(socket)
    try:
        async for text in socket.iter_text():
            right = right_of(text)
            async with in_transaction():
                here = await Motion.filter(id=motion.id).select_for_update().get()
                await Ballot.create(motion_id=motion.id, right_id=right.id, revision=1, key=uuid4().hex, choice="agree",
                    channel="electronic", cast_at=clock.now(), receipt="AAAA-AAAA")
                here.turnout_count += 1; here.turnout_size += right.size
                await here.save(update_fields=["turnout_count", "turnout_size"])
                said = json.dumps(await queries.tick_of(motion.meeting_id), separators=(",", ":"))
            await socket.send_text("A" + "AAAA-AAAA")
            for phone in list(phones): await phone.send_text(said)
    finally: phones.discard(socket)
serve(room)
"""


async def storm(program: str, server: str, folder: str, count: int) -> float:
    """Milliseconds until the last phone has its receipt and the final turnout, on a fresh copy of the evening."""
    for name in ("storm.db-wal", "storm.db-shm"):
        Path(folder, name).unlink(missing_ok=True)
    shutil.copy(f"{folder}/evening.db", f"{folder}/storm.db")
    async with serving(server, AT, f"sqlite://{folder}/storm.db"), connected(program, AT, count) as phones:
        await asyncio.sleep(1)
        await phones.order(f'vote "c":{count},')
        began, acknowledged, told = await phones.heard()
    return (max(acknowledged, told) - began) / 1e6


async def bare_tick(program: str) -> float:
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serving(fanout.BARE, fanout.BARE_AT))
        phones = await stack.enter_async_context(connected(program, fanout.BARE_AT, MOST))
        return statistics.median([await fanout.tick(fanout.BARE_AT, phones, n) for n in range(1, 8)])


async def settled(folder: str) -> Evening:
    url = f"sqlite://{folder}/evening.db?synchronous=OFF"
    await migrating.migrate(url)
    async with opened(url):
        return await gather(MOST)


async def measure(row: Callable[..., dict[str, Any]]) -> Rows:
    if COMPILER is None:
        print(NO_COMPILER, file=sys.stderr)
        return []
    settings.use(replace(settings.current(), secret=SECRET))
    with tempfile.TemporaryDirectory() as folder:
        program = built(folder)
        await settled(folder)
        many, most, bare = [], [], []
        for _ in range(ROUNDS):
            many.append(await storm(program, OURS, folder, MANY))
            most.append(await storm(program, OURS, folder, MOST))
            bare.append(await bare_tick(program))
        naive = await storm(program, NAIVE, folder, MANY)
    middle = statistics.median
    return [
        row(f"{MANY:,} vote at once, to a transaction and a message for each", middle(many), naive, 20, "ms", less=True),
        row(f"{MOST:,} vote at once, to one bare tick to them all", middle(most), middle(bare), 1 / 15, "ms", less=True),
    ]  # fmt: skip
