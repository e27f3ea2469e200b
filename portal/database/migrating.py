"""Bring a database to the shape that the code expects, and say when it is not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tortoise import Tortoise, connections
from tortoise.migrations.executor import MigrationExecutor

from portal.database.connection import config
from portal.database.executor import Executor

ONE_AT_A_TIME = 0x626169  # advisory lock: two nodes that start together migrate one after the other


class Behind(Exception):
    """Migrations are missing: `portal migrate` must run first."""


class AnotherVersion(Behind):
    """The database went through migrations that this code does not know: it is a later portal's, or a draft's."""


async def migrate(url: str) -> int:
    """Run what is missing, and say how many steps that were. Raises AnotherVersion.

    On SQLite a changed table is built anew and the old one dropped: with foreign keys on, that would delete the
    rows that point to it. They are off meanwhile, and checked afterwards.
    """
    if url.startswith("sqlite"):
        loose = config(url)
        loose["connections"]["default"]["credentials"]["foreign_keys"] = "OFF"
        return await _migrate(loose, check="PRAGMA foreign_key_check")
    import asyncpg

    line = await asyncpg.connect(url)
    try:
        await line.execute("SELECT pg_advisory_lock($1)", ONE_AT_A_TIME)
        return await _migrate(config(url))
    finally:
        await line.close()


async def _migrate(settings: dict[str, Any], check: str = "") -> int:
    async with _executor(settings) as executor:
        steps = await _steps(executor)
        if steps:
            await executor.migrate()
        if check and await connections.get("default").execute_query_dict(check):
            raise RuntimeError("a migration left rows that point nowhere")
    return steps


async def must_be_up_to_date(url: str) -> None:
    """Of the database that is open. Raises Behind, AnotherVersion."""
    steps = await _steps(Executor(connections.get("default"), config(url)["apps"]))
    if steps:
        raise Behind(f"{steps} migration(s) missing: run `portal migrate` first")


async def _steps(executor: MigrationExecutor) -> int:
    """How many migrations are missing. Raises AnotherVersion."""
    steps = len(await executor.plan())
    strange = set(await executor.recorder.applied_migrations()) - set(executor.loader.graph.nodes)
    if strange:
        last = max(key.name for key in strange)
        raise AnotherVersion(f"the database is another version's (it has been through {last}): use that, or start anew")
    return steps


@asynccontextmanager
async def _executor(settings: dict[str, Any]) -> AsyncIterator[MigrationExecutor]:
    await Tortoise.init(config=settings, _enable_global_fallback=True)
    try:
        yield Executor(connections.get("default"), settings["apps"])
    finally:
        await Tortoise.close_connections()
