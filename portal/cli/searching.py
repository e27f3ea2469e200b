"""Commands about the search's index."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import nullcontext

from portal import settings
from portal.cli.stops import Stop


def reindex(_chosen: argparse.Namespace) -> None:
    from portal.hall.actions import rebuilding

    texts = run(lambda: rebuilding.rebuild(progress))
    print(f"{texts} text(s) can be found")


def catch_up() -> None:
    """After a migration: index what is there, where it is not indexed or by rules of before."""
    from portal.database.connection import opened
    from portal.hall.actions import rebuilding

    async def catch_up() -> None:
        async with opened(settings.current().database_url):
            await rebuilding.catch_up(progress)

    asyncio.run(catch_up())


def run(work: Callable[[], Awaitable[int]]) -> int:
    """Do it with the database open; an embedded one must be nobody else's meanwhile. Raises Stop."""
    from portal.database import connection, migrating

    url = settings.current().database_url
    path = connection.sqlite_path(url)

    async def opened() -> int:
        async with connection.opened(url):
            await migrating.must_be_up_to_date(url)
            return await work()

    try:
        with connection.alone(path) if path is not None else nullcontext():
            return asyncio.run(opened())
    except connection.InUse as other:
        raise Stop(f"{path} is in use by another portal (process {other}): stop it first") from None
    except migrating.Behind as behind:
        raise Stop(str(behind)) from None
    except Exception as problem:
        if connection.is_outage(problem) or isinstance(problem, OSError):
            raise Stop(f"the database cannot be opened: {problem}") from None
        raise


def progress(what: str, done: int, total: int) -> None:
    """A bar on the screen; nothing where the lines go into a file."""
    if sys.stderr.isatty():
        filled = 30 * done // max(total, 1)
        end = "\n" if done >= total else ""
        print(f"\r{what} [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", end=end, file=sys.stderr, flush=True)
