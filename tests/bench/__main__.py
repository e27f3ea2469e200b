"""`python -m tests.bench`: measure, print, and write var/bench.json."""

import asyncio
import compileall
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2
import websockets

from tests.bench import thread

HERE = Path(__file__).parents[2]


def row(name: str, value: float, reference: float, goal: float, unit: str, *, less: bool = False) -> dict[str, Any]:
    """`ratio` is value to reference, so that more is better; `less` where less is."""
    ratio = reference / value if less else value / reference
    return {
        "name": name, "value": round(value, 4), "reference": round(reference, 4), "ratio": round(ratio, 3), "goal": goal,
        "holds": ratio >= goal, "unit": unit,
    }  # fmt: skip


def environment(var: str, port: int) -> dict[str, str]:
    return os.environ | {
        "PORTAL_DATABASE_URL": f"sqlite://{var}/portal.db", "PORTAL_VAR": var, "PORTAL_SECRET": "bench", "PORTAL_PORT": str(port),
        "PORTAL_SECURE_COOKIES": "no",
    }  # fmt: skip


async def up(port: int) -> None:
    async with httpx2.AsyncClient(trust_env=False) as client:
        for _ in range(400):
            try:
                if (await client.get(f"http://127.0.0.1:{port}/healthz")).status_code == 200:
                    return
            except httpx2.HTTPError:
                await asyncio.sleep(0.02)
    raise RuntimeError("the server did not come up")


async def rate(url: str, headers: dict[str, str] | None = None, seconds: float = 2.0, at_once: int = 8) -> float:
    """Answers a second, from clients that do not wait for each other."""
    end, count = time.perf_counter() + seconds, 0

    async def ask(client: httpx2.AsyncClient) -> None:
        nonlocal count
        while time.perf_counter() < end:
            answer = await client.get(url, headers=headers or {})
            assert answer.status_code in (200, 304), answer.status_code
            count += 1

    async with httpx2.AsyncClient(trust_env=False) as client:
        await asyncio.gather(*(ask(client) for _ in range(at_once)))
    return count / seconds


BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def hello(request): return PlainTextResponse("hello")
uvicorn.run(Starlette(routes=[Route("/healthz", hello)]), port=int(sys.argv[1]), log_config=None, access_log=False)
"""


async def pages(port: int, bare: int) -> list[dict[str, Any]]:
    thread, hello, unchanged = [], [], []
    url = f"http://127.0.0.1:{port}/hall/{NUMBER}"
    for _ in range(3):
        async with httpx2.AsyncClient(trust_env=False) as client:
            mark = (await client.get(url)).headers["etag"]
        unchanged.append(await rate(url, {"if-none-match": mark}))
        thread.append(await rate(f"http://127.0.0.1:{port}/hall/{NUMBER}"))
        hello.append(await rate(f"http://127.0.0.1:{bare}/healthz"))
    state = await rate(f"http://127.0.0.1:{port}/healthz")
    return [
        row(
            "thread with 50 replies, to a bare answer",
            statistics.median(thread),
            statistics.median(hello),
            0.02,
            "answers/s",
        ),
        row("the same, to its own 304", statistics.median(thread), statistics.median(unchanged), 0.1, "answers/s"),
        row("the portal's shortest answer, to a bare answer", state, statistics.median(hello), 0.3, "answers/s"),
    ]


NUMBER = "LZ-2026-0001"
CLIENTS, ROUNDS = 1000, 7


class Reader(asyncio.Protocol):
    """A phone that only counts bytes: what is measured is the server."""

    def __init__(self, path: str, cookie: str, port: int) -> None:
        self.head = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n"
        )
        self.got, self.last = 0, 0.0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(self.head.encode())

    def data_received(self, data: bytes) -> None:
        self.got += len(data)
        self.last = time.perf_counter()


async def fan_out(port: int, path: str, push: Any) -> float:
    """Median milliseconds from a push until the last of a thousand phones has it."""
    loop = asyncio.get_running_loop()
    readers = []
    for start in range(0, CLIENTS, 50):
        made = await asyncio.gather(
            *(
                loop.create_connection(lambda: Reader(path, "", port), "127.0.0.1", port)
                for _ in range(min(50, CLIENTS - start))
            )
        )
        readers += [reader for _, reader in made]
    while not all(reader.got > 150 for reader in readers):
        await asyncio.sleep(0.05)
    await asyncio.sleep(1)
    times = []
    for _ in range(ROUNDS):
        before = [reader.got for reader in readers]
        began = time.perf_counter()
        await push()
        while not all(reader.got > then for reader, then in zip(readers, before, strict=True)):
            await asyncio.sleep(0.001)
        times.append((max(reader.last for reader in readers) - began) * 1000)
        await asyncio.sleep(0.3)
    for reader in readers:
        reader.transport.abort()
    return statistics.median(times)


OURS = """
import asyncio, json, sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from portal.live.bus import MemoryBus
from portal.live.protocol import PortalWebSockets
from portal.live.room import Rooms
bus = MemoryBus(); rooms = Rooms(bus, every=3600); n = 0
async def look(): return json.dumps({"n": n, "pad": "x" * 180})
async def room(socket):
    await socket.accept(); await rooms.attend(socket, "a", look)
async def push(request):
    global n; n += 1; await bus.ring("a"); return PlainTextResponse("ok")
app = Starlette(routes=[WebSocketRoute("/ws", room), Route("/push", push), Route("/healthz", lambda r: PlainTextResponse("ok"))])
uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False, ws=PortalWebSockets, ws_per_message_deflate=False)
"""
PLAIN = """
import asyncio, http, json, sys, websockets
from websockets.asyncio.server import serve, broadcast
clients = set(); n = 0
async def handler(ws):
    clients.add(ws); await ws.send(json.dumps({"n": 0, "pad": "x" * 180}))
    try: await ws.wait_closed()
    finally: clients.discard(ws)
def process(connection, request):
    global n
    if request.path == "/push":
        n += 1; broadcast(clients, json.dumps({"n": n, "pad": "x" * 180})); return connection.respond(http.HTTPStatus.OK, "ok")
    if request.path == "/healthz": return connection.respond(http.HTTPStatus.OK, "ok")
async def main():
    async with serve(handler, "127.0.0.1", int(sys.argv[1]), compression=None, process_request=process): await asyncio.Future()
asyncio.run(main())
"""


async def fans() -> dict[str, Any]:
    medians = {}
    for name, program, port in (("ours", OURS, 8761), ("plain", PLAIN, 8762)):
        server = subprocess.Popen([sys.executable, "-c", program, str(port)], stderr=subprocess.DEVNULL, cwd=HERE)
        try:
            await up(port)
            async with httpx2.AsyncClient(trust_env=False) as client:
                medians[name] = await fan_out(
                    port, "/ws", lambda port=port: client.get(f"http://127.0.0.1:{port}/push")
                )
        finally:
            server.kill()
            server.wait()
    return row(
        f"a tick to {CLIENTS} phones, to websockets.broadcast", medians["ours"], medians["plain"], 0.9, "ms", less=True
    )


BALLOTS = """
import asyncio, sys, time
from portal.database.connection import in_transaction, opened
from portal.kit import clock
from portal.meetings import rules
from portal.meetings.actions import ballots
from portal.meetings.models import Ballot, Motion, Right
async def main(url):
    async with opened(url):
        motion = await Motion.filter(stage="open").first()
        right = await Right.filter(motion_id=motion.id).first()
        async def one(n):
            async with in_transaction():
                await Ballot.create(motion_id=motion.id, right_id=right.id, revision=10000 + n, key=f"single-{n}", choice="agree",
                    channel="electronic", cast_at=clock.now(), receipt="AAAA-AAAA")
        began = time.perf_counter()
        for n in range(150): await one(n)
        single = 150 / (time.perf_counter() - began)
        rights = [r.id for r in await Right.filter(motion_id=motion.id)]
        await Ballot.filter(key__startswith="single-").delete()
        N = 4096
        began = time.perf_counter()
        await asyncio.gather(*(ballots.box.cast(ballots.slip(motion.id, rights[n % len(rights)], f"bench-{n:08}-0123456789", rules.Choice.AGREE, 1)) for n in range(N)))
        print(single, N / (time.perf_counter() - began))
asyncio.run(main(sys.argv[1]))
"""


def durable(var: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", BALLOTS, f"sqlite://{var}/portal.db"], capture_output=True, text=True, check=True, cwd=HERE,
        env=os.environ | {"PORTAL_SECRET": "bench"},
    )  # fmt: skip
    single, together = map(float, done.stdout.split())
    return row("durable ballots, to one transaction each", together, single, 4, "ballots/s")


SIGN_UPS = """
import asyncio, sys, time
from portal.accounts.models import Person
from portal.database.connection import in_transaction, opened
from portal.kit import clock
from portal.policy import Actor
from portal.volunteers.actions.signing_up import sign_up
from portal.volunteers.forms import SignUp as Said
from portal.volunteers.models import Shift, SignUp
N = 2000
async def main(url):
    async with opened(url):
        shift = await Shift.filter(starts_at__gt=clock.now(), cancelled_at=None).first()
        await Shift.filter(id=shift.id).update(places=30, taken=0, waiting=0, queue=0)
        await SignUp.filter(shift_id=shift.id).delete()
        await Person.bulk_create([Person(name=f"bench-{n}", joined_at=clock.now()) for n in range(N + 150)], batch_size=500)
        people = await Person.filter(name__startswith="bench-").order_by("id")
        async def one(person):
            async with in_transaction():
                await SignUp.create(shift_id=shift.id, person_id=person.id, stage="waiting", ledger="voluntary", position=0, signed_up_at=clock.now())
        began = time.perf_counter()
        for person in people[N:]: await one(person)
        single = 150 / (time.perf_counter() - began)
        began = time.perf_counter()
        answers = await asyncio.gather(*(sign_up(Actor(id=p.id), shift.id, Said()) for p in people[:N]))
        assert answers.count("accepted") == 30
        print(single, N / (time.perf_counter() - began))
asyncio.run(main(sys.argv[1]))
"""


def rush(var: str) -> dict[str, Any]:
    """2,000 people ask for 30 places at one moment; the reference writes one row in one transaction each."""
    done = subprocess.run(
        [sys.executable, "-c", SIGN_UPS, f"sqlite://{var}/portal.db"], capture_output=True, text=True, check=True, cwd=HERE,
        env=os.environ | {"PORTAL_SECRET": "bench"},
    )  # fmt: skip
    single, together = map(float, done.stdout.split())
    return row("sign-ups in a rush, to one bare row each", together, single, 0.2, "sign-ups/s")


def register(var: str) -> list[dict[str, Any]]:
    """A register of 100,000 homes, read, checked and written; the reference reads the same file and does nothing else."""
    path = Path(var) / "register.xlsx"
    program = "from pathlib import Path; import sys; from tests.bench import register; register.make(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, cwd=HERE)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.register", str(path)], capture_output=True, text=True, check=True, cwd=HERE,
        env=os.environ | {"PORTAL_SECRET": "bench", "PORTAL_VAR": var},
    )  # fmt: skip
    alone, staged, whole, peak = map(float, done.stdout.split())
    size = path.stat().st_size / 1024 / 1024
    return [
        row(f"register of 100,000 homes ({size:.1f} MiB), to reading it alone", whole, alone, 1 / 6, "s", less=True),
        row("the same until it is checked", staged, alone, 1 / 5, "s", less=True),
        row("homes brought, to rows of the file read alone", 100_000 / whole, 100_000 / alone, 1 / 6, "homes/s"),
        row("its memory at the peak, to 300 MiB", peak, 300, 1, "MiB", less=True),
    ]


def search(var: str) -> list[dict[str, Any]]:
    """A million comments on each database: what a page far down costs, and whether a search finds all, and how fast."""
    found: list[dict[str, Any]] = []
    for url in ([f"sqlite://{var}/search.db"], []):
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.search", *url], capture_output=True, text=True, check=True, cwd=HERE,
            env=os.environ | {"PORTAL_SECRET": "bench", "PORTAL_VAR": var},
        )  # fmt: skip
        found += [row(**each) for each in json.loads(done.stdout)]
    return found


def letters(var: str) -> list[dict[str, Any]]:
    """The weekly letter for 10,000 readers: time to bare rows, questions for each batch, memory to that of 1,000."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.letters", var], capture_output=True, text=True, check=True, cwd=HERE,
        env=os.environ | {"PORTAL_SECRET": "bench", "PORTAL_VAR": var},
    )  # fmt: skip
    return [row(**each) for each in json.loads(done.stdout)]


def memory(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line for line in text.splitlines() if line.startswith("Pss:")).split()[1]) / 1024


def prepare(var: str) -> None:
    """The demo city, marked as no demo, with fifty replies in one thread."""
    program = (
        "import asyncio\nfrom portal import settings\nfrom dataclasses import replace\n"
        "settings.use(replace(settings.current(), secret='bench'))\nfrom portal.database import connection, migrating\nfrom portal.demo.seed import seed\n"
        f"async def main():\n url='sqlite://{var}/portal.db'\n await migrating.migrate(url)\n async with connection.opened(url):\n"
        "  await seed(lambda *a: None)\nasyncio.run(main())"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=HERE)
    line = sqlite3.connect(f"{var}/portal.db")
    line.execute("DELETE FROM mark")
    matter, author = line.execute("SELECT id, raised_by_id FROM matter WHERE number=?", (NUMBER,)).fetchone()
    for n in range(50):
        line.execute(
            "INSERT INTO post (matter_id, author_id, said_as, stance, body, posted_at) VALUES (?,?,?,?,?,?)",
            (
                matter,
                author,
                "3栋邻居",
                "support",
                "先看图纸，再说出钱的事。" * (n % 4 + 1),
                "2026-11-20 10:00:00+00:00",
            ),
        )
    line.commit()
    line.close()


async def main() -> None:
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as var:
        prepare(var)
        compileall.compile_dir(HERE / "portal", quiet=1)  # as installing does, and as the bare server's libraries are
        began = time.perf_counter()
        portal = subprocess.Popen(
            [sys.executable, "-m", "portal", "serve"], env=environment(var, 8763), cwd=HERE, stderr=subprocess.DEVNULL
        )
        await up(8763)
        start = time.perf_counter() - began
        began = time.perf_counter()
        bare = subprocess.Popen([sys.executable, "-c", BARE, "8764"], cwd=HERE)
        await up(8764)
        bare_start = time.perf_counter() - began
        try:
            await rate(f"http://127.0.0.1:8763/hall/{NUMBER}", seconds=0.5)
            rows.append(row("start to the first answer, to a bare server", start, bare_start, 0.2, "s", less=True))
            rows.append(row("memory after first pages, to 80 MiB", memory(portal.pid), 80, 1, "MiB", less=True))
            rows += await pages(8763, 8764)
        finally:
            for server in (portal, bare):
                server.terminate()
                server.wait()
        rows.append(durable(var))
        rows.append(rush(var))
        rows += register(var)
        rows += letters(var)
        rows += search(var)
        rows += await thread.measure(var, row)
    rows.append(await fans())
    for each in rows:
        print(
            f"{'holds' if each['holds'] else 'FAILS':6} {each['name']:<52} {each['value']:>10} {each['unit']:<10} ratio {each['ratio']} (goal {each['goal']})"
        )
    (HERE / "var").mkdir(exist_ok=True)
    (HERE / "var/bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1))


assert websockets  # the reference that the fan-out is measured against
asyncio.run(main())
