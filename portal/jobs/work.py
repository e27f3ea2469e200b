"""Ask for long work, do what was asked for, and tell how far it is.

A job is leased before it is begun. Each step it reports renews the lease, so that the work of a process that died is
taken up by another one as soon as the lease is over; it is for the work itself to find where it stood.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from tortoise import connections

from portal.database.connection import on_postgres
from portal.database.keeping import ago, deleting
from portal.jobs.models import Job
from portal.kit import clock
from portal.unit_of_work import ring_after

TOPIC = "jobs"
LEASE = timedelta(seconds=120)
MOST_TRIES = 4
NEW, RUNNING, DONE, FAILED = "new", "running", "done", "failed"
_log = logging.getLogger("portal.jobs")


class LeaseLost(Exception):
    """Somebody else has taken the job up: whoever hears this stops at once."""


@dataclass(frozen=True)
class Hold:
    """A job in one's hands."""

    job_id: int
    owner: str

    async def tell(self, done: int, total: int) -> None:
        """Say how far the work is, in a short write of its own, and keep the lease. Raises LeaseLost."""
        mine = Job.filter(id=self.job_id, owner=self.owner, stage=RUNNING)
        if not await mine.update(done=done, total=total, lease_until=clock.now() + LEASE):
            raise LeaseLost()


Run = Callable[[int, Hold], Awaitable[str]]
GiveUp = Callable[[int], Awaitable[None]]


@dataclass(frozen=True)
class Kind:
    """How work of one kind is done: `run` returns the code of its outcome; `give_up` puts the subject to rest."""

    run: Run
    give_up: GiveUp


async def ask(kind: str, subject: int) -> None:
    """A step: ask for the work, which begins at once if the unit of work commits. Asked twice, it is done once."""
    slot = f"{kind}:{subject}"
    if not await Job.exists(slot=slot):
        now = clock.now()
        await Job.create(kind=kind, subject=subject, slot=slot, lease_until=now, asked_at=now)
    ring_after(TOPIC)


async def latest(kind: str, subject: int) -> Job | None:
    return await Job.filter(kind=kind, subject=subject).order_by("-id").first()


async def work_off(kinds: Mapping[str, Kind]) -> int:
    """Do what is due, one job after the other. Returns how many were taken up."""
    count = 0
    while job := await _claim():
        await _do(job, kinds[job.kind])
        count += 1
    return count


async def _claim() -> Job | None:
    """The oldest job that nobody holds; compare-and-set, so that two who claim at once get one each."""
    owner, now = token_hex(8), clock.now()
    marks = [f"${n}" for n in range(1, 4)] if on_postgres() else ["?"] * 3
    skip = " FOR UPDATE SKIP LOCKED" if on_postgres() else ""
    values: list[Any] = [owner, _stored(now + LEASE), _stored(now)]
    await connections.get("default").execute_query_dict(
        f"UPDATE job SET owner={marks[0]}, lease_until={marks[1]}, stage='running', tries=tries+1 WHERE id IN "  # noqa: S608
        f"(SELECT id FROM job WHERE stage IN ('new', 'running') AND lease_until<={marks[2]} "
        f"ORDER BY id LIMIT 1{skip}) RETURNING id",
        values,
    )
    return await Job.get_or_none(owner=owner)


def _stored(moment: datetime) -> Any:
    field = Job._meta.fields_map["lease_until"]
    return field.to_db_value(moment, Job) if on_postgres() else str(field.to_db_value(moment, Job))


async def _do(job: Job, kind: Kind) -> None:
    if job.tries > MOST_TRIES:
        await _give_up(job, kind)
        return
    try:
        outcome = await kind.run(job.subject, Hold(job.id, job.owner))
    except LeaseLost:
        _log.warning("job taken over", extra={"kind": job.kind})
    except Exception:
        _log.exception("job broke off: %s", job.kind)
        await _put_back(job, kind)
    else:
        await _end(job, DONE, outcome)


async def _put_back(job: Job, kind: Kind) -> None:
    if job.tries >= MOST_TRIES:
        await _give_up(job, kind)
        return
    pause = timedelta(seconds=5 * 4 ** (job.tries - 1))
    await Job.filter(id=job.id, owner=job.owner).update(stage=NEW, lease_until=clock.now() + pause)


async def _give_up(job: Job, kind: Kind) -> None:
    await kind.give_up(job.subject)
    await _end(job, FAILED, FAILED)


async def _end(job: Job, stage: str, outcome: str) -> None:
    await Job.filter(id=job.id, owner=job.owner).update(stage=stage, outcome=outcome, slot=None, ended_at=clock.now())


# What is ended is kept thirty days.
ENDED = deleting(lambda: Job.filter(ended_at__lt=ago(days=30)), "ended_at")
