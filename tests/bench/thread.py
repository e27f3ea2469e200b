"""A thread of fifty comments: kept, not changed, put together for one reader, cold; to a bare answer and to Django.

Both sides of a ratio are measured in turn, three times, and their medians compared. The client reads bytes and nothing
else, so that what is measured are the servers.
"""

import asyncio
import html
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[2]
NUMBER, COOKIE = "LZ-2026-0001", "session-of-the-bench"
PATH = f"/hall/{NUMBER}"
OURS, BARE, COLD, DJANGO = 8765, 8766, 8767, 8768
CLIENTS, SECONDS, ROUNDS = 16, 1.5, 3

BARE_SERVER = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def hello(request): return PlainTextResponse("hello")
uvicorn.run(Starlette(routes=[Route("/healthz", hello)]), port=int(sys.argv[1]), log_config=None, access_log=False)
"""
# The portal with no memory of what it has rendered, nor of what it has read.
COLD_SERVER = """
import runpy, sys
from portal.hall.pages import thread
from portal.hall.queries import threads
from portal.kit.lately import Lately
thread.MOST_PAGES = 0
thread._posts = Lately(0)
threads.rows_changed = lambda: None
sys.argv = ["portal", "serve"]
runpy.run_module("portal", run_name="__main__")
"""


async def rate(port: int, path: str, *headers: str) -> float:
    """Answers a second, from clients that do not wait for each other."""
    end = time.perf_counter() + SECONDS
    asked = "\r\n".join([f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", ""]).encode()
    counts = await asyncio.gather(*(_ask(port, asked, end) for _ in range(CLIENTS)))
    return sum(counts) / SECONDS


async def _ask(port: int, asked: bytes, end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < end:
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head[9:12] in (b"200", b"304"), head
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if length and head[9:12] == b"200":
            await reader.readexactly(int(length[1]))
        count += 1
    writer.close()
    return count


def words(body: str) -> str:
    """What a reader sees of a page, without its markup and its white space."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", body[body.index("<body") :])))


async def page(port: int, *headers: str) -> tuple[str, str]:
    """Head and body of one answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = [f"GET {PATH} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close", *headers, "", ""]
    writer.write("\r\n".join(asked).encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    return head.decode(), body.decode()


def remember(var: str) -> None:
    """A neighbour is signed in on one browser."""
    line = sqlite3.connect(f"{var}/portal.db")
    now = datetime.now(UTC)
    person = line.execute("SELECT person_id FROM residency WHERE until IS NULL ORDER BY id").fetchone()[0]
    token = sha256(COOKIE.encode()).hexdigest()
    line.execute(
        "INSERT INTO session (person_id, token, device, began_at, expires_at, idle_until) VALUES (?, ?, 'bench', ?, ?, ?)",
        (person, token, now.isoformat(" "), *[(now + timedelta(days=9)).isoformat(" ")] * 2),
    )
    line.commit()
    line.close()


def _servers(var: str) -> list[subprocess.Popen[bytes]]:
    # An embedded database is one process's own: the cold portal and Django read copies of it.
    for name in ("cold", "django"):
        Path(var, name).mkdir()
        with sqlite3.connect(f"{var}/portal.db") as line, sqlite3.connect(f"{var}/{name}/portal.db") as copy:
            line.backup(copy)
    programs = [
        ([sys.executable, "-m", "portal", "serve"], _environment(var, OURS)),
        ([sys.executable, "-c", BARE_SERVER, str(BARE)], dict(os.environ)),
        ([sys.executable, "-c", COLD_SERVER], _environment(f"{var}/cold", COLD)),
        ([sys.executable, "-m", "tests.bench.django_thread", f"{var}/django", str(DJANGO)], dict(os.environ)),
    ]
    return [subprocess.Popen(each, env=env, cwd=HERE, stderr=subprocess.DEVNULL) for each, env in programs]


def _environment(var: str, port: int) -> dict[str, str]:
    return os.environ | {
        "PORTAL_DATABASE_URL": f"sqlite://{var}/portal.db", "PORTAL_VAR": var, "PORTAL_SECRET": "bench",
        "PORTAL_PORT": str(port), "PORTAL_SECURE_COOKIES": "no",
    }  # fmt: skip


async def _up(port: int) -> None:
    for _ in range(500):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    raise RuntimeError(f"nobody answers at {port}")


async def measure(var: str, row: Callable[..., dict[str, Any]]) -> list[dict[str, Any]]:
    """Fill the rows of the bench. `var` holds the demo city with fifty comments in one thread."""
    remember(var)
    servers = _servers(var)
    try:
        for port in (OURS, BARE, COLD, DJANGO):
            await _up(port)
        return await _measure(row)
    finally:
        for server in servers:
            server.terminate()
            server.wait()


async def _measure(row: Callable[..., dict[str, Any]]) -> list[dict[str, Any]]:
    head, body = await page(OURS)
    mark = re.search(r"(?i)etag: (\S+)", head)
    cookie = f"Cookie: portal_session={COOKIE}"
    mine = (await page(OURS, cookie))[1]
    assert mark and all(each.count('class="card cm') >= 50 for each in (body, mine))
    assert words(body) == words((await page(DJANGO))[1]), "the reference shows another page"
    wanted = {
        "bare": (BARE, "/healthz"), "kept": (OURS, PATH), "packed": (OURS, PATH, "Accept-Encoding: gzip"),
        "unchanged": (OURS, PATH, f"If-None-Match: {mark[1]}"), "mine": (OURS, PATH, cookie),
        "cold": (COLD, PATH), "django": (DJANGO, PATH),
    }  # fmt: skip
    found: dict[str, list[float]] = {name: [] for name in wanted}
    for _ in range(ROUNDS):
        for name, (port, path, *headers) in wanted.items():
            found[name].append(await rate(port, path, *headers))
    got = {name: statistics.median(rates) for name, rates in found.items()}
    return [
        row("thread of 50 comments, kept, to a bare answer", got["kept"], got["bare"], 0.15, "answers/s"),
        row("the same packed (gzip), to a bare answer", got["packed"], got["bare"], 0.15, "answers/s"),
        row("its 304, to a bare answer", got["unchanged"], got["bare"], 0.25, "answers/s"),
        row("kept, to the same page in Django (uvicorn)", got["kept"], got["django"], 30, "answers/s"),
        row("for one reader, of kept comments, to Django", got["mine"], got["django"], 1.3, "answers/s"),
        row("cold, to the same page in Django", got["cold"], got["django"], 5, "answers/s"),
    ]
