"""Commands that serve: the demo, the portal, the worker."""

import argparse
import asyncio
import gc
import logging
import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace

from portal import settings
from portal.cli.stops import Stop
from portal.settings import Settings


def demo(chosen: argparse.Namespace) -> None:
    from portal.demo import serving

    here = _listening(chosen)
    here = replace(here, demo=True, secure_cookies=False, worker=True)
    serving.serve(here, fresh=chosen.fresh, run=_run_server, stop=Stop)


def serve(chosen: argparse.Namespace) -> None:
    here = _listening(chosen)
    if not here.secret:
        raise Stop("PORTAL_SECRET is missing: `portal init` makes one")
    settings.use(here)
    gc.disable()  # while it loads there is nothing to collect
    asyncio.run(_must_be_ready(here))
    _run_server(here)


def worker(_chosen: argparse.Namespace) -> None:
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
        async with connection.opened(here.database_url):
            await migrating.must_be_up_to_date(here.database_url)
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
    from portal.live.protocol import PING_EVERY, PONG_WITHIN, PortalWebSockets
    from portal.web import log

    log.set_up(logging.WARNING if here.demo else logging.INFO)
    server = uvicorn.Config(
        build(here), host=here.host, port=here.port, ws=PortalWebSockets, ws_max_size=64 * 1024,
        ws_per_message_deflate=False, log_config=None, access_log=False, timeout_graceful_shutdown=8,
        server_header=False, timeout_keep_alive=30, ws_ping_interval=PING_EVERY, ws_ping_timeout=PONG_WITHIN,
    )  # fmt: skip
    gc.freeze()  # what is loaded now stays until the end: no collection has to look through it again
    gc.enable()
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


def _until_interrupted(run: Callable[[], Awaitable[None]]) -> None:
    try:
        asyncio.run(run())  # type: ignore[arg-type]
    except KeyboardInterrupt:
        return
