"""The weekly letter under `kill -9`: everybody gets it, and nobody twice but whose letter was under way.

SMTP has one moment in which nobody can know: the server has taken the letter, and its answer did not arrive. That letter
is sent again, with the same Message-ID, by which a mailbox drops the second copy. All others arrive exactly once.
"""

import asyncio
import email
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message

import pytest
from aiosmtpd.smtp import SMTP

from portal.accounts.actions.steps import add_contact
from portal.accounts.models import Contact, Person, Residency
from portal.channels.models import Letter
from portal.database.connection import in_transaction, opened
from portal.hall.models import Matter
from tests.cast import settle
from tests.conftest import KEY, ON, Hands
from tests.faults.postman import READERS_AT_ONCE

pytestmark = pytest.mark.fault
READERS = 300
EVENING = datetime(2026, 11, 29, 10, 5, tzinfo=UTC)  # Sunday, 18:05 in the city
PATIENCE = 60  # seconds for what takes two


@dataclass
class MailServer:
    """Keeps what it is sent, and calls `then` at the moment that is waited for: before a letter, or having taken it."""

    taken: list[Message] = field(default_factory=list)
    asked: int = 0
    before: dict[int, Callable[[], None]] = field(default_factory=dict)
    after: dict[int, Callable[[], None]] = field(default_factory=dict)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        self.asked += 1
        self.before.pop(self.asked, lambda: None)()
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.taken.append(email.message_from_bytes(envelope.content))
        self.after.pop(len(self.taken), lambda: None)()
        return "250 kept"

    def received(self) -> Counter[str]:
        return Counter(str(message["To"]) for message in self.taken)


@asynccontextmanager
async def receiving(mail: MailServer) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(mail, hostname="localhost"), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@dataclass
class Postman:
    """Starts the process that writes and delivers, each time a few minutes later by its clock."""

    database_url: str
    var: str
    port: int
    at: datetime = EVENING
    process: subprocess.Popen[bytes] | None = None

    def start(self, dies_in: int = 0) -> None:
        self.at += timedelta(minutes=3)  # longer than a lease
        words = [sys.executable, "-m", "tests.faults.postman", self.at.isoformat(), str(self.port), str(dies_in)]
        here = {"PORTAL_DATABASE_URL": self.database_url, "PORTAL_VAR": self.var, "PORTAL_SECRET": KEY}
        self.process = subprocess.Popen(words, env=os.environ | here)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()

    async def until_dead(self) -> None:
        assert self.process is not None
        assert await asyncio.to_thread(self.process.wait, PATIENCE) == -9


@pytest.fixture
async def readers(database_url: str, hands: Hands) -> set[str]:
    """Three hundred people of one building, with a mailbox each, and something that is new to them."""
    hands.at = EVENING
    async with opened(database_url), in_transaction():  # one, for speed
        cast = await settle()
        await Contact.all().delete()
        for n in range(READERS):
            person = await Person.create(name=f"读者{n}", joined_at=hands.at)
            await add_contact(person.id, "email", f"r{n}@mail.test")
            await Residency.create(person=person, home=cast.homes[3], kind="family", since=hands.at - timedelta(days=9))
        await Matter.create(
            number="LZ-2026-0900", title="路灯不亮", body="-", category="lighting", area=cast.building, stage="raise",
            raised_by=cast.people["wang_degui"], raised_as="王先生", raised_at=hands.at, changed_at=hands.at,
        )  # fmt: skip
    return {f"r{n}@mail.test" for n in range(READERS)}


@pytest.fixture
async def mail(database_url: str, readers: set[str], tmp_path) -> AsyncIterator[tuple[MailServer, Postman]]:
    server = MailServer()
    async with receiving(server) as port:
        postman = Postman(database_url, str(tmp_path), port)
        yield server, postman
        if postman.process is not None:
            postman.kill()
            await asyncio.to_thread(postman.process.wait)


async def until_all_left(postman: Postman) -> None:
    """Until every reader's letter is marked as sent."""
    async with asyncio.timeout(PATIENCE), opened(postman.database_url):
        while await Letter.filter(purpose="weekly", state="sent").count() < READERS:
            await asyncio.sleep(0.1)


async def test_killed_while_writing_it_goes_on_after_the_last_whole_batch(mail, readers):
    server, postman = mail
    postman.start(dies_in=3)
    await postman.until_dead()
    async with opened(postman.database_url):
        assert await Letter.filter(purpose="weekly").count() == 2 * READERS_AT_ONCE
    postman.start()
    await until_all_left(postman)
    assert set(server.received()) == readers
    async with opened(postman.database_url):
        assert await Letter.filter(purpose="weekly").count() == READERS


async def test_killed_four_times_everybody_gets_it_and_only_what_was_under_way_twice(mail, readers):
    """Twice before the server has the letter, and twice when it has it and the answer is not back yet."""
    server, postman = mail
    server.before = {31: postman.kill, 171: postman.kill}
    server.after = {90: postman.kill, 240: postman.kill}
    for _ in range(4):
        postman.start()
        await postman.until_dead()
    postman.start()
    await until_all_left(postman)
    received = server.received()
    assert set(received) == readers
    twice = {address for address, count in received.items() if count > 1}
    assert twice == {str(server.taken[n - 1]["To"]) for n in (90, 240)}
    assert sum(received.values()) == READERS + 2
    assert len({message["Message-ID"] for message in server.taken}) == READERS


@pytest.mark.skipif(ON != "postgres", reason="one process serves an embedded database")
async def test_of_two_that_deliver_at_once_one_may_be_killed(mail, readers):
    server, postman = mail
    other = Postman(postman.database_url, postman.var, postman.port)
    server.before = {60: postman.kill}
    postman.start()
    other.start()
    try:
        await postman.until_dead()
        postman.start()  # later than the lease of what the killed one held
        await until_all_left(postman)
    finally:
        other.kill()
        await other.until_dead()
    received = server.received()
    assert set(received) == readers
    # What the killed one had under way may or may not have been taken; nothing else is sent twice.
    assert sum(received.values()) - READERS <= 1
