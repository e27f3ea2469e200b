"""One unit of work: all or nothing, once, with what follows, and bells only after it."""

import asyncio
from dataclasses import dataclass

import pytest

from portal import unit_of_work
from portal.audit import chain
from portal.audit.models import AuditRecord
from portal.database.models import Mark
from portal.policy import STRANGER
from portal.unit_of_work import KeyReused, Once, action, happened, once


@dataclass(frozen=True)
class Marked:
    name: str

    @property
    def topics(self):
        return (f"mark:{self.name}",)


@dataclass(frozen=True)
class Followed(Marked):
    pass


@pytest.fixture
def bells():
    rung = []

    async def ring(topic):
        rung.append(topic)

    unit_of_work.follow({}, ring)
    return rung


@action
async def mark(_actor, name: str, fail: bool = False) -> str:
    await Mark.create(name=name, value="1")
    happened(Marked(name))
    if fail:
        raise RuntimeError("half-way")
    return name


async def test_bells_ring_after_the_commit_and_never_for_what_was_undone(database, bells):
    await mark(STRANGER, "kept")
    with pytest.raises(RuntimeError):
        await mark(STRANGER, "undone", fail=True)
    assert bells == ["mark:kept"]
    assert await Mark.all().values_list("name", flat=True) == ["kept"]


async def test_a_reaction_that_fails_undoes_its_cause(database, bells):
    async def refuse(_event):
        raise RuntimeError("no")

    unit_of_work.follow({Marked: (refuse,)}, unit_of_work._ring)
    with pytest.raises(RuntimeError):
        await mark(STRANGER, "a")
    assert not await Mark.exists()


async def test_what_follows_may_raise_something_but_not_for_ever(database, bells):
    async def again(event):
        happened(Followed(event.name))

    unit_of_work.follow({Marked: (again,)}, unit_of_work._ring)
    await mark(STRANGER, "a")
    assert [r.event for r in await AuditRecord.all().order_by("id")] == ["Marked", "Followed"]
    unit_of_work.follow({Marked: (again,), Followed: (again,)}, unit_of_work._ring)
    with pytest.raises(RuntimeError, match="too far"):
        await mark(STRANGER, "b")


async def test_actions_do_not_call_actions(database, bells):
    @action
    async def greedy(_actor):
        await mark(STRANGER, "a")

    with pytest.raises(RuntimeError, match="inside another"):
        await greedy(STRANGER)


async def under_key(key: str, content: str, name: str) -> str:
    once.set(Once(key, content))
    return await mark(STRANGER, name)


async def test_the_same_request_is_done_once_and_answered_alike(database, bells):
    assert await asyncio.create_task(under_key("k", "c", "a")) == "a"
    assert await asyncio.create_task(under_key("k", "c", "other")) == "a"
    with pytest.raises(KeyReused):
        await asyncio.create_task(under_key("k", "another", "b"))
    assert await Mark.all().count() == 1


async def test_twenty_at_once_do_it_once(database, bells):
    answers = await asyncio.gather(*(asyncio.create_task(under_key("k", "c", "a")) for _ in range(20)))
    assert set(answers) == {"a"}
    assert await Mark.all().count() == 1


async def test_a_caller_who_is_cancelled_leaves_it_whole(database, bells):
    for n in range(40):
        task = asyncio.create_task(under_key(f"k{n}", "c", f"a{n}"))
        for _ in range(n):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await asyncio.create_task(under_key(f"k{n}", "c", f"a{n}")) == f"a{n}"
    assert await Mark.all().count() == 40


async def test_the_audit_trail_shows_a_changed_a_removed_and_a_moved_row(database, bells):
    for n in range(5):
        await mark(STRANGER, f"a{n}")
    assert await chain.chain() == 5
    assert await chain.verify() is None
    await AuditRecord.filter(sequence=3).update(facts="{}")
    assert await chain.verify() == 3
    await AuditRecord.filter(sequence=2).delete()
    assert await chain.verify() == 2
