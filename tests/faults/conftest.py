"""A portal in a process of its own, to be killed, and a crowd that goes on voting."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx2
import pytest

from portal.accounts.models import Holding, Person, Session
from portal.database.connection import opened
from portal.kit import clock, sealing
from portal.meetings.actions import running
from portal.meetings.models import Right, RightHolder
from portal.places.models import Home, Owner, Ownership
from tests.cast import Cast, settle
from tests.conftest import KEY

CROWD = 40


@dataclass
class Portal:
    """`serve` by the command an operator uses."""

    database_url: str
    var: str
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "PORTAL_DATABASE_URL": self.database_url, "PORTAL_VAR": self.var, "PORTAL_SECRET": KEY,
            "PORTAL_SECURE_COOKIES": "no", "PORTAL_PORT": str(self.port),
        }  # fmt: skip

    def begin(self, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "portal", "serve"]
        return subprocess.Popen(words, env=self.environment(), stderr=stderr, stdout=subprocess.DEVNULL)

    async def start(self) -> None:
        self.process = self.begin()
        async with httpx2.AsyncClient(trust_env=False) as client:
            for _ in range(200):
                try:
                    if (await client.get(f"{self.url}/readyz")).status_code == 200:
                        return
                except httpx2.HTTPError:
                    await asyncio.sleep(0.05)
        raise AssertionError("the portal did not come up")

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(15)


@dataclass
class Crowd:
    """Voters who note what they were told, and send again what they were not told: at whichever server answers."""

    portal: Portal
    motion_id: int
    rights: dict[str, int]  # session -> right
    told: dict[tuple[int, str], str] = field(default_factory=dict)  # (right, key) -> receipt
    wrong: list[str] = field(default_factory=list)
    going: bool = True
    others: list[Portal] = field(default_factory=list)

    async def vote(self) -> None:
        async with asyncio.TaskGroup() as voters:
            for token, right in self.rights.items():
                voters.create_task(self._voter(token, right))

    async def _voter(self, token: str, right: int) -> None:
        headers = {"accept": "application/json", "cookie": f"portal_session={token}"}
        async with httpx2.AsyncClient(headers=headers, trust_env=False, timeout=5) as phone:
            n = 0
            while self.going:
                n += 1
                key, choice = uuid4().hex, ("agree", "oppose", "abstain")[n % 3]
                await self._until_told(phone, right, key, choice)
                await asyncio.sleep(1.1)  # a person is heard sixty times a minute

    async def _until_told(self, phone: httpx2.AsyncClient, right: int, key: str, choice: str) -> None:
        servers = [self.portal, *self.others]
        for n in range(400):
            url = servers[(right + n) % len(servers)].url
            try:
                answer = await phone.post(
                    f"{url}/motions/{self.motion_id}/ballot",
                    data={"right": right, "choice": choice, "key": key},
                    headers={"origin": url},
                )
            except httpx2.HTTPError:
                await asyncio.sleep(0.1)
                continue
            if answer.status_code == 200:
                self.told[(right, key)] = answer.json()["receipt"]
                return
            if answer.status_code != 503:
                self.wrong.append(f"{answer.status_code} {answer.text[:80]}")
                return
            await asyncio.sleep(0.2)
        self.wrong.append("never told")


async def gather_crowd(cast: Cast) -> dict[str, int]:
    """Forty more owners in the stairwell, each with an account, and the vote opened: session -> right."""
    now = clock.now()
    for n in range(CROWD):
        home = await Home.create(
            estate=cast.estate, building=cast.building, label=f"加{n}", floor=1, kind="flat", size=8000, size_source="register",
            state="delivered", path=cast.stairwell.path,
        )  # fmt: skip
        owner = await Owner.create(estate=cast.estate, name=f"加{n}", kind="person")
        await Ownership.create(home=home, owner=owner)
        person = await Person.create(name=f"加{n}", joined_at=now)
        await Holding.create(person=person, owner=owner, since=now - timedelta(days=1))
        token = sealing.digest(f"crowd-{n}-{owner.id}")
        await Session.create(
            person=person, token=token, device="-", began_at=now, expires_at=datetime(2100, 1, 1, tzinfo=UTC)
        )
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    rights = {}
    for n, owner in enumerate(await Owner.filter(name__startswith="加").order_by("id")):
        holder = await RightHolder.get(holder=f"owner:{owner.id}")
        rights[f"crowd-{n}-{owner.id}"] = (await Right.get(id=holder.right_id)).id
    return rights


@pytest.fixture
async def evening(database_url: str) -> tuple[int, dict[str, int]]:
    """The cast's house on the real clock, with a crowd and an open motion."""
    clock.follow(None)
    async with opened(database_url):
        cast = await settle()
        return cast.motion.id, await gather_crowd(cast)


@pytest.fixture
async def portal(database_url: str, evening, tmp_path) -> AsyncIterator[Portal]:
    portal = Portal(database_url, str(tmp_path))
    yield portal
    portal.stop()


@contextmanager
def mounted(folder: str, size: str) -> Iterator[None]:
    """A small disk of its own. Skips where this process may not mount."""
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("*** NO SMALL DISK: this process may not mount one; the full disk was NOT tried ***")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
