"""Long work is done once, goes on where another stopped, and is given up when it cannot be done."""

import asyncio

import pytest

from portal.database import keeping
from portal.jobs import work
from portal.jobs.models import Job
from portal.policy import STRANGER
from portal.unit_of_work import action


@action
async def ask(_actor, kind, subject):
    await work.ask(kind, subject)


class Counting:
    """A kind of work of ten steps, which remembers how many it has done and may break off after some."""

    def __init__(self, breaks_after: int | None = None) -> None:
        self.at, self.began, self.given_up, self.breaks_after = 0, 0, [], breaks_after

    async def run(self, subject, hold):
        self.began += 1
        while self.at < 10:
            self.at += 1
            await hold.tell(self.at, 10)
            if self.at == self.breaks_after:
                raise asyncio.CancelledError
        return "counted"

    async def give_up(self, subject):
        self.given_up.append(subject)

    @property
    def kinds(self):
        return {"count": work.Kind(self.run, self.give_up)}


async def test_what_was_asked_for_is_done_once_and_says_how_far_it_is(database, hands):
    await ask(STRANGER, "count", 7)
    await ask(STRANGER, "count", 7)
    counting = Counting()
    assert await work.work_off(counting.kinds) == 1
    job = await work.latest("count", 7)
    assert (job.stage, job.done, job.total, job.outcome, counting.began) == ("done", 10, 10, "counted", 1)
    await ask(STRANGER, "count", 7)
    assert await work.work_off(counting.kinds) == 1


async def test_two_processes_never_hold_the_same_job(database, hands):
    for subject in range(6):
        await ask(STRANGER, "count", subject)
    countings = [Counting(), Counting()]
    assert sum(await asyncio.gather(*(work.work_off(each.kinds) for each in countings))) == 6
    assert await Job.filter(stage="done").count() == 6


async def test_work_of_a_process_that_died_goes_on_once_its_lease_is_over(database, hands):
    await ask(STRANGER, "count", 1)
    counting = Counting(breaks_after=4)
    with pytest.raises(asyncio.CancelledError):
        await work.work_off(counting.kinds)
    assert await work.work_off(counting.kinds) == 0
    hands.go(seconds=121)
    assert await work.work_off(counting.kinds) == 1
    assert (counting.at, counting.began, (await work.latest("count", 1)).tries) == (10, 2, 2)


async def test_who_lost_the_lease_stops(database, hands):
    await ask(STRANGER, "count", 1)
    held = await work._claim()
    hands.go(seconds=121)
    assert (await work._claim()).id == held.id
    with pytest.raises(work.LeaseLost):
        await work.Hold(held.id, held.owner).tell(1, 2)


async def test_what_breaks_each_time_is_given_up_with_its_subject_put_to_rest(database, hands):
    await ask(STRANGER, "count", 3)
    counting = Counting()

    async def breaks(subject, hold):
        raise ValueError("no")

    kinds = {"count": work.Kind(breaks, counting.give_up)}
    for _ in range(work.MOST_TRIES):
        assert await work.work_off(kinds) == 1
        hands.go(minutes=10)
    job = await work.latest("count", 3)
    assert (job.stage, job.slot, counting.given_up) == ("failed", None, [3])
    hands.go(days=31)
    assert await keeping.sweep_away(work.ENDED) == 1
