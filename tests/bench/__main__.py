"""`python -m tests.bench [GROUP ...]`: measure everything, or some groups; print, and write var/bench.json."""

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
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx2

from tests.bench import fanout, storm, thread
from tests.bench.phones import Rows

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


async def starting(var: str) -> list[dict[str, Any]]:
    """From nothing to the first answer, what the process holds then, and how fast its pages are."""
    compileall.compile_dir(HERE / "portal", quiet=1)  # as installing does, and as the bare server's libraries are
    rows: list[dict[str, Any]] = []
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
    return rows


def box(var: str) -> list[dict[str, Any]]:
    """The ballot box on each database."""
    found: list[dict[str, Any]] = []
    for name, url in (("sqlite", [f"sqlite://{var}/ballots.db"]), ("postgres", [])):
        folder = Path(var, name)
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.ballots", str(folder), *url], stdout=subprocess.PIPE, text=True, check=True,
            cwd=HERE, env=os.environ | {"PORTAL_SECRET": "bench", "PORTAL_VAR": var},
        )  # fmt: skip
        found += [row(**each) for each in json.loads(done.stdout)]
    return found


def evening(var: str) -> list[dict[str, Any]]:
    """The fullest evening of a city, with the whole portal: every phone signed in."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.evening", var], stdout=subprocess.PIPE, text=True, check=True, cwd=HERE,
        env=os.environ | {"PORTAL_SECRET": "bench", "PORTAL_VAR": var},
    )  # fmt: skip
    return [row(**each) for each in json.loads(done.stdout)]


async def seeded(groups: Sequence[str], var: str) -> AsyncIterator[Rows]:
    """What is measured on the demo city."""
    prepare(var)
    if "pages" in groups:
        yield await starting(var)
    if "rush" in groups:
        yield [rush(var)]
    if "thread" in groups:
        yield await thread.measure(var, row)


async def measured(groups: Sequence[str]) -> AsyncIterator[Rows]:
    """The rows of each group, as soon as it has been measured."""
    with tempfile.TemporaryDirectory() as var:
        if of_city := [each for each in groups if each in OF_CITY]:
            async for rows in seeded(of_city, var):
                yield rows
        for name, measure in ALONE.items():
            if name in groups:
                yield measure(var)
    for name, live in (("fanout", fanout), ("storm", storm)):
        if name in groups:
            yield await live.measure(row)


OF_CITY = ("pages", "rush", "thread")
ALONE = {"register": register, "letters": letters, "search": search, "ballots": box, "evening": evening}
GROUPS = (*OF_CITY, *ALONE, "fanout", "storm")


def tell(each: dict[str, Any]) -> None:
    """A line for a row. Whole lines at once: somebody may be waiting for them at the other end of a pipe."""
    holds = "holds" if each["holds"] else "FAILS"
    value, ratio = f"{each['value']:>10} {each['unit']:<10}", f"ratio {each['ratio']} (goal {each['goal']:.3g})"
    print(f"{holds:6} {each['name']:<66} {value} {ratio}", flush=True)


async def main(groups: Sequence[str]) -> None:
    found: Rows = []
    async for rows in measured(groups):
        found += rows
        for each in rows:
            tell(each)
    (HERE / "var").mkdir(exist_ok=True)
    (HERE / "var/bench.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(GROUPS):
        sys.exit(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    asyncio.run(main(sys.argv[1:] or GROUPS))
