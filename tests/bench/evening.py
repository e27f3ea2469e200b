"""`python -m tests.bench.evening FOLDER`: the fullest evening of a city, and a restart under it. Printed as JSON.

240 meetings of 40 phones each vote within 30 seconds, first by themselves and then with a room of 1,500 beside them
that votes too. The portal is whole: every phone is signed in, opens its socket at the meeting's door and votes by post.
Then the server is killed under them all, and they come back. On SQLite, one process.
"""

import asyncio
import json
import random
import statistics
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import uvloop

from portal import settings
from portal.database import bulk, migrating
from portal.database.connection import in_transaction, opened
from portal.meetings.models import AgendaItem, Meeting, Motion, Right, RightHolder
from tests.bench import fanout
from tests.bench.crowd import Evening, Voter, gather
from tests.bench.phones import Rows, allow_many_files, get, serving, spent
from tests.bench.search import plain_row

AT, BARE_AT, SECONDS = 8774, 8775, 30
ROOMS, EACH, BESIDE = 240, 40, 1500
SECRET = "bench"  # noqa: S105 - of a database that lives for a minute
MOST_CONNECTIONS, MOST_OPENING = 64, 128

# The portal as it serves, and how late its loop is: asked every 5 ms, read and begun anew by GET /lag.
PORTAL = """
import asyncio, json, sys, time, uvicorn
from dataclasses import replace
from portal import settings
settings.use(replace(settings.current(), secret="bench", secure_cookies=False, database_url=sys.argv[2]))
from portal.app import build
from portal.live.protocol import PING_EVERY, PONG_WITHIN, PortalWebSockets
portal, late, watching = build(settings.current()), [], []
async def watch():
    while True:
        began = time.monotonic(); await asyncio.sleep(0.005); late.append(time.monotonic() - began - 0.005)
async def app(scope, receive, send):
    if scope.get("path") != "/lag": return await portal(scope, receive, send)
    if not watching: watching.append(asyncio.create_task(watch()))
    said = json.dumps(sorted(late)[len(late) * 99 // 100:]).encode(); late.clear()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]})
    await send({"type": "http.response.body", "body": said})
uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False, ws=PortalWebSockets, ws_per_message_deflate=False,
    backlog=4096, ws_ping_interval=PING_EVERY, ws_ping_timeout=PONG_WITHIN)
"""


@dataclass
class Room:
    """One meeting's phones. `over` is when the last ballot had its receipt."""

    evening: Evening
    phones: list["Phone"] = field(default_factory=list)
    over: float = 0.0

    @property
    def size(self) -> int:
        return len(self.evening.voters)

    def late(self) -> float:
        """Seconds from the last receipt to the last phone that shows the final turnout."""
        return max(phone.told for phone in self.phones) - self.over


class Phone(asyncio.Protocol):
    """A signed-in phone in its room: it answers pings, and marks when it was first told what it waits for."""

    def __init__(self, voter: Voter, path: str, wanted: bytes) -> None:
        self.voter, self._path, self._wanted, self.told = voter, path, wanted, 0.0
        self._got, self._inside = b"", False
        self.news: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(
            f"GET {self._path} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Cookie: portal_session={self.voter.cookie}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self._inside:
            head, found, rest = self._got.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head[:20], head[:80]
            self._inside, self._got = True, rest
        while (frame := self._frame()) is not None:
            self._hear(*frame)

    def _frame(self) -> tuple[int, bytes] | None:
        """The first whole frame (RFC 6455 §5.2)."""
        got = self._got
        if len(got) < 2:
            return None
        size, head = got[1] & 127, 2
        if size == 126:
            size, head = int.from_bytes(got[2:4], "big"), 4
        if len(got) < head + size:
            return None
        self._got = got[head + size :]
        return got[0] & 15, got[head : head + size]

    def _hear(self, kind: int, body: bytes) -> None:
        if kind == 9:
            self.transport.write(bytes((0x8A, 0x80 | len(body), 0, 0, 0, 0)) + body)
        if kind != 1:
            return
        if not self.told and self._wanted in body:
            self.told = monotonic()
        if not self.news.done():
            self.news.set_result(None)

    def connection_lost(self, _why: Exception | None) -> None:
        if not self.news.done():
            self.news.set_exception(ConnectionResetError())


async def come_in(phones: Sequence[Phone], port: int) -> float:
    """Seconds until each has been told the present, so many opening at once."""
    began, waiting = monotonic(), iter(enumerate(phones))

    async def opening() -> None:
        for n, phone in waiting:
            await asyncio.get_running_loop().create_connection(
                lambda phone=phone: phone,
                "127.0.0.1",
                port,
                local_addr=(f"127.0.0.{2 + n % 8}", 0),  # type: ignore[misc]
            )
            await phone.news

    await asyncio.gather(*(opening() for _ in range(MOST_OPENING)))
    return monotonic() - began


def phones_of(room: Room, turnout: int) -> list[Phone]:
    path, wanted = f"/meetings/{room.evening.meeting_id}/live", f'"c":{turnout},'.encode()
    return [Phone(voter, path, wanted) for voter in room.evening.voters]


class Post:
    """Kept connections, as a proxy before the portal keeps them; from several addresses, as phones have."""

    def __init__(self) -> None:
        self._idle: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()

    async def open(self) -> None:
        for n in range(MOST_CONNECTIONS):
            self._idle.put_nowait(
                await asyncio.open_connection("127.0.0.1", AT, local_addr=(f"127.0.0.{2 + n % 8}", 0))
            )

    async def vote(self, motion_id: int, voter: Voter) -> None:
        body = urlencode({"right": voter.right_id, "choice": "agree", "key": uuid4().hex})
        line = await self._idle.get()
        line[1].write(
            f"POST /motions/{motion_id}/ballot HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
            "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nCookie: portal_session={voter.cookie}\r\n\r\n{body}".encode()
        )
        answer = await line[0].readuntil(b"}")
        self._idle.put_nowait(line)
        assert b" 200 " in answer[:20] and b"receipt" in answer, answer


async def voted(rooms: Sequence[Room], post: Post) -> list[float]:
    """Everybody votes at a moment of their own within the half minute. The latest 1 % of the loop's lateness, in ms."""
    chance = random.Random(7)

    async def one(room: Room, phone: Phone, after: float) -> None:
        await asyncio.sleep(after)
        await post.vote(room.evening.motion_id, phone.voter)
        room.over = monotonic()

    await get(AT, "/lag")
    await asyncio.gather(*(one(room, phone, chance.uniform(0, SECONDS)) for room in rooms for phone in room.phones))
    for _ in range(500):
        if all(phone.told for room in rooms for phone in room.phones):
            break
        await asyncio.sleep(0.02)
    assert all(phone.told for room in rooms for phone in room.phones), "a screen never showed the final turnout"
    return [each * 1000 for each in json.loads(await get(AT, "/lag"))]


async def settled(url: str) -> list[Room]:
    """The meetings of the evening, the large one last: copies of one, with rights of their own."""
    await migrating.migrate(url)
    async with opened(url):
        whole = await gather(ROOMS * EACH + BESIDE)
        async with in_transaction():
            rooms = [await _copy(whole, n) for n in range(ROOMS)]
        for table in ("voting_right", "right_holder"):
            await bulk.analyze(table)
    beside = replace(whole, voters=whole.voters[ROOMS * EACH :])
    return [Room(evening) for evening in (*rooms, beside)]


async def _copy(whole: Evening, number: int) -> Evening:
    voters = whole.voters[number * EACH : (number + 1) * EACH]
    meeting = await Meeting.get(id=whole.meeting_id)
    motion = await Motion.get(id=whole.motion_id)
    item = await AgendaItem.get(id=motion.item_id)
    for row in (meeting, item, motion):
        row.id, row._saved_in_db = None, False  # type: ignore[assignment]
    await meeting.save()
    item.meeting_id = meeting.id
    await item.save()
    motion.meeting_id, motion.item_id, motion.rights_count = meeting.id, item.id, EACH
    await motion.save()
    keys = [f"{number}-{n}" for n in range(EACH)]
    await Right.bulk_create([Right(motion_id=motion.id, key=key, label="-", size=8000) for key in keys])
    rights = [int(row) for row in await Right.filter(motion_id=motion.id).order_by("id").values_list("id", flat=True)]  # type: ignore[arg-type]
    held = await RightHolder.filter(right_id__in=[voter.right_id for voter in voters]).values_list("right_id", "holder")
    holders = {int(right): str(holder) for right, holder in held}
    own = list(zip(rights, voters, strict=True))
    await RightHolder.bulk_create([RightHolder(right_id=right, holder=holders[v.right_id]) for right, v in own])
    return Evening(meeting.id, motion.id, [replace(voter, right_id=right) for right, voter in own])


@asynccontextmanager
async def in_session(url: str, rooms: Sequence[Room], turnout: int | None = None) -> AsyncIterator[tuple[Any, float]]:
    """The server with every phone in its room: its process, and the seconds that it took them to come in."""
    async with asyncio.timeout(300):
        async with serving(PORTAL, AT, url) as server:
            for room in rooms:
                room.phones = phones_of(room, room.size if turnout is None else turnout)
            seconds = await come_in([phone for room in rooms for phone in room.phones], AT)
            yield server, seconds


async def _evening(url: str, rooms: Sequence[Room]) -> tuple[list[float], list[float]]:
    async with in_session(url, rooms):
        post = Post()
        await post.open()
        return await voted(rooms, post), [room.late() for room in rooms[:ROOMS]]


async def _back(url: str, rooms: Sequence[Room]) -> tuple[float, float]:
    """The evening is over, and the server begins anew under all of its phones: seconds, and seconds of processor."""
    async with serving(PORTAL, AT, url) as server:
        await get(AT, "/lag")
        idle = spent(server.pid)
        phones = [phone for room in rooms for phone in phones_of(room, room.size)]
        seconds = await come_in(phones, AT)
        assert all(phone.told for phone in phones)
        return seconds, spent(server.pid) - idle


async def _bare(rooms: Sequence[Room]) -> float:
    """Seconds of processor in which a bare `websockets` server takes as many phones in, and tells each one thing."""
    async with serving(fanout.BARE, BARE_AT) as server:
        idle = spent(server.pid)
        await come_in([Phone(voter, "/ws", b"-") for room in rooms for voter in room.evening.voters], BARE_AT)
        return spent(server.pid) - idle


async def forgotten(url: str) -> None:
    """Nobody has voted."""
    async with opened(url), in_transaction():
        await bulk.change("DELETE FROM ballot")
        await bulk.change("UPDATE motion SET turnout_count = 0, turnout_size = 0")


async def main(folder: str) -> Rows:
    allow_many_files()
    url = f"sqlite://{folder}/evening.db"
    rooms = await settled(f"{url}?synchronous=OFF")
    lag, late = await _evening(url, rooms[:ROOMS])
    await forgotten(url)
    lag_beside, late_beside = await _evening(url, rooms)
    backs, bares = [], []
    for _ in range(3):
        backs.append(await _back(url, rooms))
        bares.append(await _bare(rooms))
    count, whole = ROOMS * EACH, ROOMS * EACH + BESIDE
    middle = statistics.median
    return [
        plain_row(f"{count:,} vote in {ROOMS} rooms: the loop's lateness (99 %), to 50 ms", lag[0], 50, 1, "ms", less=True),
        plain_row("the last screen of a room after its last ballot, to 1 s", max(late), 1, 1, "s", less=True),
        plain_row(f"the same beside a room of {BESIDE:,}: the loop's lateness", lag_beside[0], 50, 1, "ms", less=True),
        plain_row("the same: the last screen of one of the small rooms", max(late_beside), 1, 1, "s", less=True),
        plain_row(f"{whole:,} signed-in phones back after a restart, to 30 s", middle(s for s, _ in backs), 30, 1, "s", less=True),
        plain_row("the same, to a bare websockets server", middle(cpu for _, cpu in backs), middle(bares), 1 / 4, "s of CPU", less=True),
    ]  # fmt: skip


if __name__ == "__main__":
    settings.use(replace(settings.current(), secret=SECRET, secure_cookies=False))
    print(json.dumps(uvloop.run(main(str(Path(sys.argv[1]))))))
