"""`python -m tests.bench.letters FOLDER`: the weekly letter for ten thousand readers, written into the outbox.

The reference inserts the same rows, already worked out and sealed, in batches of the same size, and does nothing else:
the goal is that a letter costs no more than sixteen bare rows. Printed as JSON. Importing it measures nothing.
"""

import asyncio
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise.backends.sqlite.client import SqliteClient

from portal import settings
from portal.accounts.models import Contact, Person, Residency
from portal.channels.models import Letter
from portal.database import connection, migrating
from portal.database.models import Mark
from portal.hall.models import Following, Matter
from portal.kit import clock, sealing
from portal.notices.actions import digesting
from portal.places.actions.areas import add_area
from portal.places.models import Area, Estate, Home
from portal.policy import STRANGER

READERS, FEW, MATTERS, FOLLOWED = 10_000, 1_000, 400, 6
NOW = datetime(2026, 11, 29, 10, 5, tzinfo=UTC)  # Sunday, 18:05 in the city
SECRET = "bench"  # noqa: S105 - of a database that lives for a minute


async def settle(readers: int) -> None:
    """Forty buildings of one estate; each reader lives in one of them and follows six matters that have changed."""
    async with connection.in_transaction():
        estate = await add_area("estate", "万人小区", "bench", await add_area("city", "泸州市", "51", None))
        await Estate.create(area=estate, type="managed")
        buildings = [await add_area("building", f"{n + 1}栋", f"{n}", estate) for n in range(40)]
        homes = await _homes(estate, buildings, readers)
        people = await _people(readers)
        since = NOW - timedelta(days=99)
        lives = [
            Residency(person_id=p, home_id=h, kind="owner", since=since) for p, h in zip(people, homes, strict=True)
        ]
        await Residency.bulk_create(lives, batch_size=500)
        matters = await _matters(buildings, people[0])
        follows = [
            Following(person_id=p, matter_id=matters[(n * 7 + k) % MATTERS], follows=True, at=since)
            for n, p in enumerate(people)
            for k in range(FOLLOWED)
        ]
        await Following.bulk_create(follows, batch_size=500)


async def _homes(estate: Area, buildings: list[Area], count: int) -> list[int]:
    made = [
        Home(
            estate=estate, building=buildings[n % 40], label=f"{n}", floor=1, kind="flat", size=8000, size_source="register",
            state="delivered", path=buildings[n % 40].path,
        ) for n in range(count)
    ]  # fmt: skip
    await Home.bulk_create(made, batch_size=500)
    return [int(each) for (each,) in await Home.all().order_by("id").values_list("id")]


async def _people(count: int) -> list[int]:
    await Person.bulk_create([Person(name=f"读者{n}", joined_at=NOW) for n in range(count)], batch_size=500)
    people = [int(each) for (each,) in await Person.all().order_by("id").values_list("id")]
    boxes = [
        Contact(
            person_id=each, channel="email", sealed=sealing.seal(SECRET, f"r{each}@mail.test"), verified_at=NOW,
            fingerprint=sealing.fingerprint(SECRET, "contact", f"r{each}@mail.test"),
        ) for each in people
    ]  # fmt: skip
    await Contact.bulk_create(boxes, batch_size=500)
    return people


async def _matters(buildings: list[Area], raised_by: int) -> list[int]:
    made = [
        Matter(
            number=f"LZ-2026-{n:04}", title=f"第 {n} 件事", body="路灯不亮，晚上不敢走。" * 20, category="lighting", stage="raise",
            area=buildings[n % 40], path=buildings[n % 40].path, raised_by_id=raised_by, raised_as="王先生",
            raised_at=NOW - timedelta(hours=n % 160), changed_at=NOW - timedelta(hours=n % 160),
        ) for n in range(MATTERS)
    ]  # fmt: skip
    await Matter.bulk_create(made, batch_size=200)
    return [int(each) for (each,) in await Matter.all().order_by("id").values_list("id")]


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every question asked of the database meanwhile."""
    asked: list[str] = []
    kept: dict[str, Callable[..., Any]] = {}
    for name in ("execute_query", "execute_query_dict", "execute_insert", "execute_many"):
        kept[name] = getattr(SqliteClient, name)

        def noting(self: Any, query: str, *rest: Any, _name: str = name, **more: Any) -> Any:
            asked.append(query)
            return kept[_name](self, query, *rest, **more)

        setattr(SqliteClient, name, noting)
    try:
        yield asked
    finally:
        for name, was in kept.items():
            setattr(SqliteClient, name, was)


async def again() -> None:
    await Letter.all().delete()
    await Mark.filter(name=digesting.MARK).delete()


async def timed() -> tuple[float, float]:
    """Seconds of writing all letters, and of inserting the same rows alone."""
    await again()
    began = time.perf_counter()
    await digesting.write_digests(STRANGER)
    ours = time.perf_counter() - began
    rows = await Letter.all().order_by("id")
    assert len(rows) == await Person.all().count(), "somebody has no letter"
    await again()
    for each in rows:
        each._saved_in_db = False
    began = time.perf_counter()
    for start in range(0, len(rows), digesting.AT_ONCE):
        async with connection.in_transaction():
            await Letter.bulk_create(rows[start : start + digesting.AT_ONCE])
    return ours, time.perf_counter() - began


async def peak() -> float:
    """MiB of Python's own memory at the peak, beyond what was held before."""
    await again()
    tracemalloc.start()
    await digesting.write_digests(STRANGER)
    most = tracemalloc.get_traced_memory()[1] / 1024 / 1024
    tracemalloc.stop()
    return most


async def with_readers(folder: str, readers: int) -> dict[str, float]:
    url = f"sqlite://{folder}/letters-{readers}.db"
    await migrating.migrate(url)
    async with connection.opened(url):
        await settle(readers)
        times = [await timed() for _ in range(3)]
        ours, alone = sorted(times)[1]
        await again()
        with counted() as asked:
            await digesting.write_digests(STRANGER)
        return {"ours": ours, "alone": alone, "asked": len(asked), "peak": await peak()}


async def measured(folder: str) -> list[dict[str, Any]]:
    clock.follow(lambda: NOW)
    few, many = await with_readers(folder, FEW), await with_readers(folder, READERS)
    batches = READERS / digesting.AT_ONCE
    return [
        _row(f"weekly letter for {READERS:,} readers, to inserting its rows", many["ours"], many["alone"], 0.06, "s"),
        _row(f"its questions for {digesting.AT_ONCE} readers, to 12", many["asked"] / batches, 12, 1, "queries"),
        _row(f"its memory with {READERS:,} readers, to that with {FEW:,}", many["peak"], few["peak"], 0.5, "MiB"),
    ]


def _row(name: str, value: float, reference: float, goal: float, unit: str) -> dict[str, Any]:
    return {"name": name, "value": value, "reference": reference, "goal": goal, "unit": unit, "less": True}


if __name__ == "__main__":
    settings.use(replace(settings.current(), secret=SECRET, public_url="https://portal.test"))
    print(json.dumps(asyncio.run(measured(sys.argv[1]))))
