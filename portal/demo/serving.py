"""Serve the demo city: seeded once, then kept."""

import asyncio
import secrets
import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import segno

from portal import settings
from portal.database import connection, migrating
from portal.database.models import Mark
from portal.demo.people import STEP_INTO
from portal.demo.seed import seed
from portal.hall.actions import rebuilding
from portal.kit.words import _
from portal.notices.pages import introduce
from portal.settings import Settings


def serve(here: Settings, *, fresh: bool, run: Callable[[Settings], None], stop: type[Exception]) -> None:
    """Raises `stop` with one line where the database is not a demo's, or cannot be written."""
    here = _named(replace(here, secret=secret_of(here, stop)))
    settings.use(here)
    path = connection.sqlite_path(here.database_url)
    try:
        if path is None:
            asyncio.run(_ready(here, stop))
        else:
            with connection.alone(path):
                if fresh:
                    _forget(path, Path(here.var))
                asyncio.run(_ready(here, stop))
    except connection.InUse as other:
        raise stop(f"{path} is in use by another portal (process {other})") from None
    except OSError as problem:
        raise stop(f"cannot write {here.var}: {problem.strerror}") from None
    introduce(list(STEP_INTO))
    _greet(here)
    run(here)


def secret_of(here: Settings, stop: type[Exception]) -> str:
    """The demo makes its own key, and keeps it beside its database."""
    if here.secret:
        return here.secret
    path = Path(here.var) / "secret"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32))
        return path.read_text().strip()
    except OSError as problem:
        raise stop(f"cannot write {here.var}: {problem.strerror}") from None


def _named(here: Settings) -> Settings:
    """On the local network the demo answers to this machine's own addresses."""
    if here.host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return replace(here, public_url=here.public_url or f"http://{here.host}:{here.port}")
    address = _own_address()
    hosts = ",".join(name for name in (here.hosts, address, socket.gethostname()) if name)
    return replace(here, hosts=hosts, public_url=here.public_url or f"http://{address}:{here.port}")


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: this only asks which way out there is
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _forget(path: Path, var: Path) -> None:
    for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        each.unlink(missing_ok=True)
    shutil.rmtree(var / "mailbox", ignore_errors=True)


async def _ready(here: Settings, stop: type[Exception]) -> None:
    try:
        new = await migrating.migrate(here.database_url)
    except migrating.AnotherVersion as other:
        raise stop(f"{other} (`portal demo --fresh`)") from None
    async with connection.opened(here.database_url):
        if await Mark.exists(name="origin", value="demo"):
            await rebuilding.catch_up(_progress)
            return
        if not new and await _in_use():
            raise stop("this database was not seeded as a demo; the demo leaves it alone")
        await seed(_progress)


async def _in_use() -> bool:
    from portal.accounts.models import Person

    return await Person.exists()


def _progress(what: str, done: int, of: int) -> None:
    width = 24 * done // of
    end = "\n" if done == of else ""
    print(f"\r  {what:<8} [{'█' * width}{'·' * (24 - width)}] {done}/{of}", end=end, file=sys.stderr, flush=True)


def _greet(here: Settings) -> None:
    print(f"\n  百言堂（演示）  {here.public_url}\n")
    print("  打开以后点一个名字，就能做这个人：")
    for name, sentence in STEP_INTO:
        print(f"    {name}：{_(sentence)}")
    if here.host in ("0.0.0.0", "::"):  # noqa: S104
        print("\n  同一个网里的手机，扫这个码：\n")
        segno.make(here.public_url, error="m").terminal(out=sys.stdout, compact=True)
    print("\n  Ctrl+C 停下；`make run FRESH=1` 重新来过。\n", flush=True)
