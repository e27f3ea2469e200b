"""Commands that show what there is, and keep or clear it."""

import argparse
import asyncio
import json
import sys

from portal import settings
from portal.cli.stops import Stop


def routes(_chosen: argparse.Namespace) -> None:
    from portal.routes import ROUTES
    from portal.web.routing import LiveDoor

    for door in ROUTES:
        method = "LIVE" if isinstance(door, LiveDoor) else next(m for m in sorted(door.methods or ()) if m != "HEAD")
        print(json.dumps({"method": method, "path": door.path, "name": door.name, "act": str(door.act)}))


def settings_list(_chosen: argparse.Namespace) -> None:
    """Every setting on stdout; on stderr what is wrong with the file of words, by number of line."""
    from portal.hall.queries import wordlist

    sys.stdout.write(settings.example())
    for fault in wordlist.faults():
        print(fault, file=sys.stderr)


def audit(_chosen: argparse.Namespace) -> None:
    from portal.audit import chain
    from portal.database.connection import opened

    async def run() -> tuple[int | None, chain.Anchor | None]:
        async with opened(settings.current().database_url):
            await chain.chain()
            return await chain.check(), await chain.anchor()

    broken, last = asyncio.run(run())
    if broken is not None:
        raise Stop(f"the audit trail does not hold from record {broken} on", 1)
    print(
        f"the audit trail holds: {last.sequence} records, the last is {last.digest}"
        if last
        else "the trail is empty: it holds"
    )


def retention(chosen: argparse.Namespace) -> None:
    from portal import retention
    from portal.database.connection import opened

    async def run() -> None:
        async with opened(settings.current().database_url):
            if chosen.now:
                for table, rows in await retention.run():
                    print(f"{table.name:<20} {table.end:<26} {rows:>8}")
                return
            for table, due in await retention.due():
                print(f"{table.name:<20} {table.end:<26} {due.rows:>8}  {due.oldest or '-'}")

    asyncio.run(run())


def data_register(_chosen: argparse.Namespace) -> None:
    from portal.retention import DATA

    for data in DATA:
        print(f"\n# {data.what}\n  为什么：{data.why}\n  谁能看：{data.who}")
        for table in data.tables:
            print(f"  {table.name:<20} {table.how_long} [{table.end}]")
