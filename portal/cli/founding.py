"""Commands that found a portal: its database, its first administrator, a register."""

import argparse
import asyncio
import secrets
import sys
from contextlib import nullcontext

from portal import settings
from portal.cli import searching
from portal.cli.stops import BROKEN, Stop
from portal.settings import Settings


def migrate(_chosen: argparse.Namespace) -> None:
    from portal.database import connection, migrating

    here = settings.current()
    path = connection.sqlite_path(here.database_url)
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        steps = asyncio.run(migrating.migrate(here.database_url))
    except OSError as problem:
        raise Stop(f"the database cannot be opened: {problem}") from None
    except migrating.AnotherVersion as other:
        raise Stop(str(other), BROKEN) from None
    searching.catch_up()
    print(f"{steps} migration(s) run" if steps else "nothing to migrate")


def init(chosen: argparse.Namespace) -> None:
    """The first administrator, by the address they sign in with."""
    from portal.accounts.actions.offices import found_portal
    from portal.database.connection import opened
    from portal.kit.errors import Refused
    from portal.policy import STRANGER

    here = settings.current()
    if not here.secret:
        raise Stop(f"set a secret first, and keep it: PORTAL_SECRET={secrets.token_urlsafe(32)}")

    async def run() -> None:
        async with opened(here.database_url):
            await found_portal(STRANGER, chosen.address)

    migrate(chosen)
    try:
        asyncio.run(run())
    except Refused as refusal:
        raise Stop(str(refusal)) from None
    print("the first administrator can sign in now")
    print("next: start the portal (`portal serve`), sign in at /sign-in, and appoint at /offices, in this order:")
    print(
        "  a system administrator and an auditor (three people: nobody may be two of them), then street and community staff;"
    )
    print("  community staff appoint building heads and committees, and print door slips at /slips")


def import_register(chosen: argparse.Namespace) -> None:
    """Exit code 1 where the file has problems: each is a line of row, column, field and sentence."""
    from portal.database import connection
    from portal.kit.errors import Refused

    here = settings.current()
    path = connection.sqlite_path(here.database_url)
    try:
        with connection.alone(path) if path is not None else nullcontext():
            sound = asyncio.run(_brought(here, chosen))
    except connection.InUse as other:
        raise Stop(f"{path} is in use by another portal (process {other}): bring the file there") from None
    except OSError as problem:
        raise Stop(f"{chosen.file}: {problem.strerror}", BROKEN) from None
    except Refused as refusal:
        raise Stop(str(refusal), BROKEN) from None
    if not sound:
        raise Stop("nothing was written", 1)


async def _brought(here: Settings, chosen: argparse.Namespace) -> bool:
    from portal.database.connection import opened
    from portal.places.pages.terminal import Terminal, import_register
    from portal.reactions import REACTIONS
    from portal.schedule import KINDS
    from portal.unit_of_work import follow

    follow(REACTIONS, lambda _topic: asyncio.sleep(0))
    async with opened(here.database_url):
        return await import_register(chosen.estate, chosen.file, Terminal(print, _draw, KINDS), commit=chosen.commit)


def _draw(done: int, total: int) -> None:
    """A bar on the screen; nothing where the lines go into a file."""
    if sys.stderr.isatty():
        filled = 30 * done // max(total, 1)
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", end="", file=sys.stderr, flush=True)
