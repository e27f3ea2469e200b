"""Commands that fill a database: the search's index, and a demo city as full as a real one."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import replace

from portal import settings
from portal.cli.stops import BROKEN, Stop


def reindex(_chosen: argparse.Namespace) -> None:
    from portal.hall.actions import rebuilding

    texts = run(lambda: rebuilding.rebuild(progress))
    print(f"{texts} text(s) can be found")


def seed(chosen: argparse.Namespace) -> None:
    """A scale is a name or a number of comments."""
    from portal.cli.founding import migrate
    from portal.demo import crowd
    from portal.demo.serving import secret_of

    comments = crowd.SCALES.get(chosen.scale) or (int(chosen.scale) if chosen.scale.isdecimal() else 0)
    if comments < 1:
        raise Stop(f"{chosen.scale} is neither a number nor one of {', '.join(crowd.SCALES)}", BROKEN)
    here = settings.current()
    settings.use(replace(here, demo=True, secret=secret_of(here, Stop)))
    migrate(chosen)
    try:
        run(lambda: crowd.crowd(comments, chosen.seed, progress))
    except crowd.AlreadyCrowded:
        raise Stop("only an empty database or a new demo city can be filled") from None
    print(f"{comments} comments written, and found by what they say; `portal demo` serves them")


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
