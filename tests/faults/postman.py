"""`python -m tests.faults.postman NOW PORT DIES_IN`: the weekly letter's jobs in a process of their own, to be killed.

They are the portal's own jobs, run by its own worker. The clock goes on from NOW, so that a lease runs out without
anybody's waiting for it. DIES_IN is the batch of letters in which the process kills itself with -9: its rows are
written, and its transaction is not committed. 0 is never.
"""

import asyncio
import os
import signal
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta

from portal import settings
from portal.channels import outbox
from portal.channels.carrier import Carrier
from portal.channels.mail import Mail
from portal.database.connection import opened
from portal.kit import clock
from portal.live.bus import MemoryBus
from portal.notices.actions import digesting
from portal.schedule import schedule
from portal.worker import work

JOBS = ("write-weekly-letters", "deliver-letters")
READERS_AT_ONCE = 25


def die_in(batch: int) -> None:
    write, written = outbox.write_many, 0

    async def write_many(drafts: list[outbox.Draft]) -> None:
        nonlocal written
        await write(drafts)
        written += 1
        if written == batch:
            os.kill(os.getpid(), signal.SIGKILL)

    outbox.write_many = write_many


async def main(now: datetime, port: int, dies_in: int) -> None:
    began = time.monotonic()
    clock.follow(lambda: now + timedelta(seconds=time.monotonic() - began))
    digesting.AT_ONCE = READERS_AT_ONCE
    die_in(dies_in)
    here = replace(settings.current(), smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none")
    ways: dict[str, Carrier] = {"email": Mail(here)}
    entries = [replace(e, every=timedelta(milliseconds=50)) for e in schedule(ways) if e.name in JOBS]
    async with opened(here.database_url):
        await work(entries, MemoryBus())


if __name__ == "__main__":
    asyncio.run(main(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
