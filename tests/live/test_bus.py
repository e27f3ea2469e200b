"""What every bus must do, in one process or between several."""

import asyncio

import asyncpg
import pytest

from portal.live.bus import MemoryBus
from portal.live.postgres_bus import PostgresBus
from tests.conftest import ON


@pytest.fixture
async def bus(request):
    bus = MemoryBus() if ON == "sqlite" else PostgresBus(request.getfixturevalue("postgres_url"))
    await bus.open()
    yield bus
    await bus.close()


async def heard(looks) -> bool:
    try:
        await asyncio.wait_for(anext(looks), 0.3)
    except TimeoutError:
        return False
    return True


async def test_the_first_look_is_free_and_rings_while_busy_count_as_one(bus):
    with bus.listen("a") as bell:
        looks = aiter(bell)
        await anext(looks)
        for _ in range(50):
            await bus.ring("a")
        await asyncio.sleep(0.1)
        await anext(looks)
        assert not await heard(looks)


async def test_a_ring_is_heard_only_where_it_was_rung(bus):
    with bus.listen("a") as bell:
        looks = aiter(bell)
        await anext(looks)
        await bus.ring("b")
        assert not await heard(looks)


@pytest.mark.skipif(ON != "postgres", reason="a line that can be lost")
async def test_between_processes_and_after_a_lost_line(bus, postgres_url):
    other = PostgresBus(postgres_url)
    await other.open()
    with bus.listen("a") as bell:
        looks = aiter(bell)
        await anext(looks)
        await other.ring("a")
        await asyncio.wait_for(anext(looks), 2)
        line = await asyncpg.connect(postgres_url)
        await line.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN%'"
        )
        await line.close()
        await asyncio.wait_for(anext(looks), 5)
        async with asyncio.timeout(5):
            while not (bus.healthy and other.healthy):
                await asyncio.sleep(0.05)
        await other.ring("a")
        await asyncio.wait_for(anext(looks), 2)
    await other.close()
