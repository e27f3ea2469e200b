"""What an operator can do: one function per command."""

import argparse
import asyncio
import json
import logging
import os
import secrets
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from portal import settings
from portal.settings import Settings

BROKEN = 2  # what was asked cannot be read
REFUSED = 3  # what was asked cannot be done now


class Stop(Exception):
    """End with one line, and no trace."""

    def __init__(self, line: str, code: int = REFUSED) -> None:
        super().__init__(line)
        self.code = code


def main(words: list[str] | None = None) -> None:
    try:
        chosen = _parser().parse_args(words)
        settings.use(settings.read(os.environ))
        chosen.run(chosen)
    except Stop as stop:
        sys.exit(_say(str(stop), stop.code))
    except ValueError as problem:
        sys.exit(_say(str(problem), BROKEN))
    except BrokenPipeError:
        sys.exit(0)


def _say(line: str, code: int) -> int:
    print(f"portal: {line}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal", description="百言堂")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace], None], help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help)
        added.set_defaults(run=run)
        return added

    demo = command("demo", _demo, "serve the demo city, seeded on the first start")
    demo.add_argument("--fresh", action="store_true", help="start anew")
    for each in (demo, command("serve", _serve, "serve the portal")):
        each.add_argument("--host")
        each.add_argument("--port", type=int)
    command("worker", _worker, "run the schedule in a process of its own (PostgreSQL)")
    command("migrate", _migrate, "bring the database to the shape the code expects")
    command("init", _init, "make secrets and the first administrator, on an empty database").add_argument("address")
    electorate = command("electorate", _electorate, "count who could vote in an area by a rule, before any vote")
    electorate.add_argument("code", help="the code of an estate, building or stairwell")
    electorate.add_argument("rule", help="the code of a rule of decision")
    command("tally", _tally, "count the votes of a JSON file, one line each").add_argument("file", type=Path)
    command("routes", _routes, "list every route").add_argument("--json", action="store_true", required=True)
    bring = command("import-register", _import_register, "check a register's file, and write it with --commit")
    bring.add_argument("estate", help="code of the estate")
    bring.add_argument("file", type=Path)
    bring.add_argument("--commit", action="store_true", help="write it, if nothing is wrong with it")
    command("settings", _settings, "list every setting")
    retention = command("retention", _retention, "what has been kept long enough").add_mutually_exclusive_group(
        required=True
    )
    retention.add_argument("--dry-run", action="store_true", help="say per table what would go")
    retention.add_argument("--run", dest="now", action="store_true", help="let it go")
    command("data-register", _data_register, "print which data are kept, why, for whom and for how long")
    command("audit", _audit, "verify the audit trail").add_argument("verify", choices=["verify"])
    return parser


def _demo(chosen: argparse.Namespace) -> None:
    from portal.demo import serving

    here = _listening(chosen)
    here = replace(here, demo=True, secure_cookies=False, worker=True)
    serving.serve(here, fresh=chosen.fresh, run=_run_server, stop=Stop)


def _serve(chosen: argparse.Namespace) -> None:
    here = _listening(chosen)
    if not here.secret:
        raise Stop("PORTAL_SECRET is missing: `portal init` makes one")
    settings.use(here)
    asyncio.run(_must_be_ready(here))
    _run_server(here)


def _listening(chosen: argparse.Namespace) -> Settings:
    here = settings.current()
    here = replace(here, host=chosen.host or here.host, port=chosen.port or here.port)
    with socket.socket(socket.AF_INET6 if ":" in here.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((here.host, here.port))
        except OSError as problem:
            raise Stop(f"cannot listen on {here.host}:{here.port}: {problem.strerror}; choose another PORT") from None
    return here


async def _must_be_ready(here: Settings) -> None:
    """Raises Stop: where migrations are missing, the database cannot be reached, or it belongs to a demo."""
    from portal.database import connection, migrating
    from portal.database.models import Mark

    try:
        await migrating.must_be_up_to_date(here.database_url)
        async with connection.opened(here.database_url):
            is_demo = await Mark.exists(name="origin", value="demo")
    except migrating.Behind as behind:
        raise Stop(str(behind)) from None
    except Exception as problem:
        if connection.is_outage(problem) or isinstance(problem, OSError):
            raise Stop(f"the database cannot be opened: {problem}") from None
        raise
    if is_demo != here.demo:
        raise Stop("this database was seeded as a demo" if is_demo else "a demo needs a database seeded as a demo")


def _run_server(here: Settings) -> None:
    """Serve until told to stop. One process on an embedded database: a second one is refused with a line."""
    import uvicorn

    from portal.app import build
    from portal.database import connection
    from portal.live.protocol import PortalWebSockets
    from portal.web import log

    log.set_up(logging.WARNING if here.demo else logging.INFO)
    server = uvicorn.Config(
        build(here), host=here.host, port=here.port, ws=PortalWebSockets, ws_max_size=64 * 1024,
        ws_per_message_deflate=False, log_config=None, access_log=False, timeout_graceful_shutdown=8,
        server_header=False, timeout_keep_alive=30,
    )  # fmt: skip
    path = connection.sqlite_path(here.database_url)
    if path is None:
        uvicorn.Server(server).run()
        return
    try:
        with connection.alone(path):
            uvicorn.Server(server).run()
    except connection.InUse as other:
        raise Stop(
            f"{path} is in use by another portal (process {other}); one process serves an embedded database"
        ) from None
    except OSError as problem:
        raise Stop(f"cannot write {path.parent}: {problem.strerror}") from None


def _worker(_chosen: argparse.Namespace) -> None:
    here = settings.current()
    if here.on_sqlite:
        raise Stop("on an embedded database the schedule runs inside the server")
    from portal.app import bus_for, carriers
    from portal.database.connection import opened
    from portal.reactions import REACTIONS
    from portal.schedule import schedule
    from portal.unit_of_work import follow
    from portal.web import log
    from portal.worker import work

    async def run() -> None:
        async with opened(here.database_url):
            bus = bus_for(here)
            await bus.open()
            follow(REACTIONS, bus.ring)
            await work(schedule(carriers(here)), bus)

    log.set_up()
    asyncio.run(_must_be_ready(here))
    _until_interrupted(run)


def _until_interrupted(run: Callable[[], Awaitable[None]]) -> None:
    try:
        asyncio.run(run())  # type: ignore[arg-type]
    except KeyboardInterrupt:
        return


def _migrate(_chosen: argparse.Namespace) -> None:
    from portal.database import connection, migrating

    here = settings.current()
    path = connection.sqlite_path(here.database_url)
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        steps = asyncio.run(migrating.migrate(here.database_url))
    except OSError as problem:
        raise Stop(f"the database cannot be opened: {problem}") from None
    print(f"{steps} migration(s) run" if steps else "nothing to migrate")


def _init(chosen: argparse.Namespace) -> None:
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

    _migrate(chosen)
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


def _electorate(chosen: argparse.Namespace) -> None:
    from portal.database.connection import opened
    from portal.kit.errors import Missing
    from portal.meetings import queries, rules

    async def run() -> rules.Figures:
        async with opened(settings.current().database_url):
            area = await queries.area_coded(chosen.code)
            return await queries.figures_of(area.path, rules.rule_of(chosen.rule))

    try:
        print("\n".join(rules.told(asyncio.run(run()))))
    except Missing:
        raise Stop(f"no such area or rule: {chosen.code} {chosen.rule}; rules: {' '.join(rules.RULES)}") from None


def _tally(chosen: argparse.Namespace) -> None:
    from portal.meetings.rules import vectors

    try:
        for line in vectors.lines(chosen.file):
            print(line)
    except OSError as problem:
        raise Stop(f"{chosen.file}: {problem.strerror}", BROKEN) from None
    except (KeyError, TypeError, ValueError) as problem:
        raise Stop(f"{chosen.file} is not a file of votes: {problem!r}", BROKEN) from None


def _routes(_chosen: argparse.Namespace) -> None:
    from portal.routes import ROUTES
    from portal.web.routing import LiveDoor

    for door in ROUTES:
        method = "LIVE" if isinstance(door, LiveDoor) else next(m for m in sorted(door.methods or ()) if m != "HEAD")
        print(json.dumps({"method": method, "path": door.path, "name": door.name, "act": str(door.act)}))


def _import_register(chosen: argparse.Namespace) -> None:
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


def _settings(_chosen: argparse.Namespace) -> None:
    sys.stdout.write(settings.example())


def _audit(_chosen: argparse.Namespace) -> None:
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


def _retention(chosen: argparse.Namespace) -> None:
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


def _data_register(_chosen: argparse.Namespace) -> None:
    from portal.retention import DATA

    for data in DATA:
        print(f"\n# {data.what}\n  为什么：{data.why}\n  谁能看：{data.who}")
        for table in data.tables:
            print(f"  {table.name:<20} {table.how_long} [{table.end}]")
