"""Python's collector has nothing to do for a phone: not while it stays, and not when it has gone."""

import asyncio
import gc
import struct
import weakref
from collections.abc import Iterator

import pytest
import websockets

from portal.live.bus import MemoryBus
from portal.live.collecting import EACH, FEW, Collector
from portal.live.protocol import PortalWebSockets
from portal.live.room import Rooms
from tests.conftest import served
from tests.live.test_frames import CLOSE, PING, TEXT, enter, frame
from tests.live.test_room import room_of

ENDS = {
    "it says goodbye": frame(CLOSE, struct.pack("!H", 1000)),
    "it is gone without a word": b"",
    "it breaks the rules of frames": frame(PING, b"a", final=False),
    "it sends what is no text": frame(TEXT, b"\xff"),
    "it stops in the middle of a frame": b"\x81",
}


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def connections() -> int:
    return sum(isinstance(each, PortalWebSockets) for each in gc.get_objects())


async def all_gone() -> None:
    async with asyncio.timeout(3):
        while connections():
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("end", ENDS)
async def test_nothing_is_left_of_a_phone_when(end, no_collector):
    rooms = Rooms(MemoryBus(), every=0.05)
    async with served(room_of(rooms, [])) as address:
        _reader, writer = await enter(address)
        assert connections() == 1
        writer.write(ENDS[end])
        await writer.drain()
        writer.close()
        await all_gone()


async def test_nothing_is_left_of_a_phone_that_found_the_house_full(no_collector):
    rooms = Rooms(MemoryBus(), most_phones=0)
    async with served(room_of(rooms, [])) as address:
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(f"ws://{address}", proxy=None)
        await all_gone()


class Circle:
    """What only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def nothing_frozen() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_phones_that_stay_are_frozen_and_what_froze_with_them_is_looked_through_after_the_evening(nothing_frozen):
    collector, circle = Collector(), Circle()
    alive = weakref.ref(circle)
    collector.came(EACH - 1)
    assert gc.get_freeze_count() == 0
    collector.came(EACH)
    assert gc.get_freeze_count() > 0
    del circle
    gc.collect()
    collector.went(FEW + 1)
    assert alive() is not None
    collector.went(FEW)
    assert alive() is None


def test_who_comes_after_many_have_gone_is_frozen_too(nothing_frozen):
    collector = Collector()
    collector.came(10 * EACH)
    collector.went(5 * EACH)
    newcomer = Circle()
    alive = weakref.ref(newcomer)
    collector.came(6 * EACH)
    del newcomer
    gc.collect()
    assert alive() is not None


def test_where_few_ever_come_nobody_is_held_up(no_collector):
    collector, circle = Collector(), Circle()
    alive = weakref.ref(circle)
    del circle
    collector.came(FEW)
    collector.went(0)
    assert alive() is not None
