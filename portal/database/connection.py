"""Where the portal keeps things, how a process opens it, and how it is told that it cannot."""

import fcntl
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import IO, Any

from tortoise import Tortoise, connections
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.exceptions import DBConnectionError, OperationalError
from tortoise.transactions import in_transaction

from portal import settings

MODELS = (
    "database", "audit", "jobs", "channels", "places", "accounts", "venues", "hall", "meetings", "volunteers", "reporting",
    "ledger", "notices",
)  # fmt: skip


def config(url: str) -> dict[str, Any]:
    """Tortoise's configuration for a database URL: our own engines, and only durable commits."""
    found = expand_db_url(url)
    if url.startswith("sqlite"):
        found["engine"] = "portal.database.sqlite_engine"
        # FULL: a ballot that was acknowledged is on the disk, also after a power cut.
        found["credentials"] = {"busy_timeout": 5000, "synchronous": "FULL"} | found["credentials"]
    else:
        found["engine"] = "portal.database.asyncpg_engine"
        found["credentials"] = {"minsize": 1, "maxsize": 10} | found["credentials"]
    app = {"models": [f"portal.{each}.models" for each in MODELS], "migrations": "portal.migrations"}
    return {"connections": {"default": found}, "apps": {"portal": app}, "use_tz": True, "timezone": "UTC"}


TORTOISE = config(settings.current().database_url)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """Connect this process; close on the way out, or the process would never end."""
    await Tortoise.init(config=config(url), _enable_global_fallback=True)
    try:
        yield
    finally:
        await Tortoise.close_connections()


class InUse(Exception):
    """Another process already has the embedded database."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the embedded database for this process only. Raises InUse, or OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock: IO[str] = open(path.with_suffix(".lock"), "a+")  # noqa: SIM115 - held for as long as the process serves
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        raise InUse(lock.read().strip()) from None
    try:
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
    finally:
        lock.close()


def sqlite_path(url: str) -> Path | None:
    """The file of an embedded database; None for PostgreSQL and for one in memory."""
    name = url.removeprefix("sqlite://").split("?")[0]
    return Path(name) if url.startswith("sqlite") and name != ":memory:" else None


OUTAGES = (DBConnectionError, ConnectionError, TimeoutError)
# Of the driver for PostgreSQL, which an embedded database never loads.
DRIVER = "asyncpg"
DRIVERS_OUTAGES = (
    "PostgresConnectionError", "OperatorInterventionError", "InsufficientResourcesError", "InterfaceError",
    "InternalClientError",
)  # fmt: skip
SIGNS = ("disk", "full", "locked", "readonly", "unable to open", "i/o")


def is_outage(problem: BaseException | None) -> bool:
    """Whether the database, or the disk under it, cannot be reached or written just now.

    A transaction that loses its connection may fail again while it is rolled back: what it failed for first counts.
    """
    if problem is None:
        return False
    if isinstance(problem, OperationalError) and any(sign in str(problem).lower() for sign in SIGNS):
        return True
    if isinstance(problem, OUTAGES + _drivers_outages()) or (
        isinstance(problem, FileNotFoundError) and _while_connecting(problem)
    ):
        return True
    return is_outage(problem.__cause__ or problem.__context__)


def _drivers_outages() -> tuple[type[BaseException], ...]:
    driver = sys.modules.get(DRIVER)
    return tuple(getattr(driver, name) for name in DRIVERS_OUTAGES) if driver else ()


def _while_connecting(problem: BaseException) -> bool:
    """The socket of a PostgreSQL that is down is a file that is not there."""
    trace = problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__", "").startswith(f"{DRIVER}."):
            return True
        trace = trace.tb_next
    return False


def on_postgres() -> bool:
    return bool(connections.get("default").capabilities.dialect == "postgres")


async def reachable() -> bool:
    try:
        await connections.get("default").execute_query("SELECT 1")
    except Exception as problem:
        if is_outage(problem):
            return False
        raise
    return True


__all__ = [
    "InUse",
    "alone",
    "config",
    "in_transaction",
    "is_outage",
    "on_postgres",
    "opened",
    "reachable",
    "sqlite_path",
]
