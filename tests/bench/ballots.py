"""`python -m tests.bench.ballots FOLDER [ADDRESS]`: the ballot box, alone and through every check of its door.

Both sides of a ratio take turns and their medians are compared. The reference is what one would write first: for each
ballot one transaction of the models, which holds the motion, stores the ballot and counts it. What a bare row in a
transaction of its own costs, with nothing asked and nothing counted, is told as well. Printed as JSON. Importing it
measures nothing; without an address PostgreSQL is started.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from portal import settings
from portal.app import build
from portal.database import bulk, migrating
from portal.database.connection import in_transaction, opened
from portal.kit import clock
from portal.meetings.actions import ballots
from portal.meetings.models import Ballot, Motion, Right
from tests.bench.crowd import Evening, Voter, gather
from tests.bench.search import own_postgres, plain_row

HERE = Path(__file__).parents[2]
SECRET, VOTERS, ROUNDS, PORT = "bench", 4096, 3, 8771  # noqa: S105 - of a database that lives for a minute
GOALS = {"SQLite": 20, "PostgreSQL": 8}
BARE = {"SQLite": 10, "PostgreSQL": 3}
Rows = list[dict[str, Any]]
Vote = Callable[[Voter, str], Awaitable[Any]]


async def rate(evening: Evening, waiting: int, count: int, vote: Vote) -> float:
    """Ballots a second, with so many voters who each wait for their receipt before the next one votes."""
    await forget(evening)
    queue = iter(evening.voters[:count])
    began = time.perf_counter()

    async def voter() -> None:
        for each in queue:
            await vote(each, uuid4().hex)

    await asyncio.gather(*(voter() for _ in range(waiting)))
    return count / (time.perf_counter() - began)


async def forget(evening: Evening) -> None:
    """Nobody has voted."""
    async with in_transaction():
        await bulk.change("DELETE FROM ballot")
        await bulk.change("UPDATE motion SET turnout_count = 0, turnout_size = 0 WHERE id = ?", evening.motion_id)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """The same action, one ballot a transaction."""
    ballots.MOST_AT_ONCE = 1
    try:
        yield
    finally:
        ballots.MOST_AT_ONCE = 512


@dataclass
class Box:
    """The box by itself, and what it is compared with."""

    evening: Evening

    def __post_init__(self) -> None:
        self.box = ballots.BallotBox()

    async def cast(self, voter: Voter, key: str) -> None:
        slip = ballots.slip(self.evening.motion_id, voter.right_id, key, "agree", voter.person_id)
        assert (await self.box.cast(slip)).revision == 1

    async def cast_one_a_commit(self, voter: Voter, key: str) -> None:
        async with in_transaction():
            motion = await Motion.filter(id=self.evening.motion_id).select_for_update().get()
            right = await Right.get(id=voter.right_id, motion_id=motion.id)
            assert motion.stage == "open" and not await Ballot.filter(motion_id=motion.id, right_id=right.id).exists()
            await self._row(voter, key)
            motion.turnout_count, motion.turnout_size = motion.turnout_count + 1, motion.turnout_size + right.size
            await motion.save(update_fields=["turnout_count", "turnout_size"])

    async def row_alone(self, voter: Voter, key: str) -> None:
        async with in_transaction():
            await self._row(voter, key)

    async def _row(self, voter: Voter, key: str) -> None:
        await Ballot.create(
            motion_id=self.evening.motion_id, right_id=voter.right_id, revision=1, key=key, choice="agree",
            channel="electronic", cast_by_id=voter.person_id, cast_at=clock.now(), receipt="AAAA-AAAA",
        )  # fmt: skip

    async def cast_alone(self, voter: Voter, key: str) -> None:
        with one_at_a_time():
            await self.cast(voter, key)

    async def rows_alone(self) -> float:
        """Rows a second that the database takes in one statement and one commit: the limit."""
        await forget(self.evening)
        now = clock.now()
        lines = [
            (self.evening.motion_id, v.right_id, 1, f"{v.right_id:064}", "agree", "electronic", v.person_id, now, "AAAA-AAAA")
            for v in self.evening.voters
        ]  # fmt: skip
        began = time.perf_counter()
        async with in_transaction():
            await bulk.insert("ballot", ballots.COLUMNS, lines, at_once=len(lines))
        return len(lines) / (time.perf_counter() - began)


class Door:
    """The whole application, asked without a network: who it is, whether they may, what is open, then the box."""

    def __init__(self, evening: Evening) -> None:
        self.app = build(settings.current(), alive=False)
        self.path = f"/motions/{evening.motion_id}/ballot"

    async def cast(self, voter: Voter, key: str) -> None:
        body = urlencode({"right": voter.right_id, "choice": "agree", "key": key}).encode()
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
            "path": self.path, "raw_path": self.path.encode(), "query_string": b"", "root_path": "",
            "headers": _headers(voter), "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "extensions": {}, "state": {},
        }  # fmt: skip
        said: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            said.append(message)

        await self.app(scope, receive, send)
        assert said[0]["status"] == 200, said

    async def cast_alone(self, voter: Voter, key: str) -> None:
        with one_at_a_time():
            await self.cast(voter, key)


def _headers(voter: Voter) -> list[tuple[bytes, bytes]]:
    said = {
        "host": "127.0.0.1", "origin": "http://127.0.0.1", "accept": "application/json",
        "content-type": "application/x-www-form-urlencoded", "cookie": f"portal_session={voter.cookie}",
    }  # fmt: skip
    return [(name.encode(), value.encode()) for name, value in said.items()]


async def over_http(evening: Evening, waiting: int, count: int) -> list[float]:
    """Milliseconds from each ballot to its receipt, over kept connections to a portal that serves."""
    times: list[float] = []
    queue = iter(evening.voters[-count:])

    async def phone() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        for voter in queue:
            body = urlencode({"right": voter.right_id, "choice": "oppose", "key": uuid4().hex})
            head = [f"POST /motions/{evening.motion_id}/ballot HTTP/1.1", f"Content-Length: {len(body)}"]
            head += [f"{name.decode()}: {value.decode()}" for name, value in _headers(voter)]
            began = time.perf_counter()
            writer.write("\r\n".join([*head, "", body]).encode())
            answer = await reader.readuntil(b"}")
            times.append((time.perf_counter() - began) * 1000)
            assert b" 200 " in answer[:20] and b"receipt" in answer, answer
        writer.close()

    await asyncio.gather(*(phone() for _ in range(waiting)))
    return times


async def measured(name: str, url: str, folder: str) -> Rows:
    async with opened(url):
        evening = await gather(VOTERS)
        box, door = Box(evening), Door(evening)
        sides: dict[str, Callable[[], Awaitable[float]]] = {
            "one a commit": lambda: rate(evening, 64, 384, box.cast_one_a_commit),
            "box": lambda: rate(evening, 64, 4096, box.cast),
            "bare row": lambda: rate(evening, 64, 512, box.row_alone),
            "limit": box.rows_alone,
            "box of 256": lambda: rate(evening, 256, 4096, box.cast),
            "alone": lambda: rate(evening, 64, 512, box.cast_alone),
            "door": lambda: rate(evening, 64, 768, door.cast),
            "door alone": lambda: rate(evening, 64, 384, door.cast_alone),
        }
        found: dict[str, list[float]] = {side: [] for side in sides}
        for _ in range(ROUNDS):
            for side, measure in sides.items():
                found[side].append(await measure())
        await forget(evening)
    got = {side: statistics.median(rates) for side, rates in found.items()}
    times = sorted(await _served(url, folder, evening))
    middle, late = times[len(times) // 2], times[len(times) * 99 // 100]
    unit = "ballots/s"
    return [
        plain_row(f"{name}: ballot box, 64 waiting, to a transaction each", got["box"], got["one a commit"], GOALS[name], unit),
        plain_row(f"{name}: the same, to a bare row in a transaction each", got["box"], got["bare row"], BARE[name], unit),
        plain_row(f"{name}: the same, 256 waiting, to bare rows in one statement", got["box of 256"], got["limit"], 0.1, unit),
        plain_row(f"{name}: with all its checks, to the same action one at a time", got["box"], got["alone"], 3, unit),
        plain_row(f"{name}: through the whole door, to the same one at a time", got["door"], got["door alone"], 1, unit),
        plain_row(f"{name}: ballot over HTTP, 64 at once: the slowest 1 %, to the median", late, middle, 1 / 4, "ms", less=True),
    ]  # fmt: skip


async def _served(url: str, folder: str, evening: Evening) -> list[float]:
    environment = os.environ | {
        "PORTAL_DATABASE_URL": url, "PORTAL_VAR": folder, "PORTAL_SECRET": SECRET, "PORTAL_PORT": str(PORT),
        "PORTAL_SECURE_COOKIES": "no",
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "portal", "serve"], env=environment, cwd=HERE, stderr=subprocess.DEVNULL
    ) as server:
        try:
            await _up()
            await over_http(evening, 64, 256)
            return await over_http(replace(evening, voters=evening.voters[:-256]), 64, 3000)
        finally:
            server.terminate()


async def _up() -> None:
    for _ in range(500):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    raise RuntimeError("the portal did not come up")


async def main(name: str, url: str, folder: str) -> Rows:
    await migrating.migrate(url)
    return await measured(name, url, folder)


if __name__ == "__main__":
    settings.use(replace(settings.current(), secret=SECRET, secure_cookies=False))
    if len(sys.argv) > 2:
        print(json.dumps(asyncio.run(main("SQLite", sys.argv[2], sys.argv[1]))))
    else:
        with own_postgres() as address:
            print(json.dumps(asyncio.run(main("PostgreSQL", address, sys.argv[1]))))
