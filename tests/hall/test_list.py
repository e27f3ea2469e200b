"""The hall's list: every matter once, in order, however it is narrowed down; and exact counts that nobody counts."""

import asyncio
import logging
import random
import re
from collections import Counter
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.database.connection import in_transaction
from portal.hall import actions
from portal.hall.actions import indexing, rebuilding
from portal.hall.forms import RaiseMatter
from portal.hall.models import Hall, Matter, StageCount
from portal.hall.queries import listing as queries
from portal.hall.queries.listing import Listing
from portal.hall.rules.listing import EPOCH, mark_in, mark_of
from portal.kit import clock
from portal.reactions import REACTIONS
from portal.unit_of_work import follow
from tests.conftest import ON


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


def silent(*_told: object) -> None:
    return None


@pytest.mark.anywhere
@given(
    st.datetimes(timezones=st.just(EPOCH.tzinfo), min_value=EPOCH.replace(tzinfo=None)).filter(lambda d: d.year < 2200),
    st.integers(0, 10**9 - 1),
)
def test_a_mark_in_the_address_is_read_as_it_was_written(moment, id):
    assert mark_in(mark_of(moment, id)) == (moment, id)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    "text", ["", "x", "1", "-1", "1-", "--", "9" * 30, "1-" + "9" * 20, "９-１０x", "LZ-2026-0001"]
)
def test_what_is_no_mark_is_as_none(text):
    assert mark_in(text) is None


async def many(cast, n: int) -> list[Matter]:
    """Matters at all stages in two buildings, many of which changed at the same moment."""
    chance, now = random.Random(5), clock.now()
    await Matter.bulk_create([
        Matter(
            number=f"LZ-2026-9{k:03}", title=f"第{k}件", body="-", category=chance.choice(["lift", "waste"]),
            area=chance.choice([cast.building, cast.elsewhere, cast.stairwell]), stage=chance.choice(["raise", "discuss", "do"]),
            state=chance.choice(["triage", "deliberating", "implementing", "confirmed", "suspended"]),
            due_at=chance.choice([None, now - timedelta(days=1), now + timedelta(days=1)]),
            raised_by=cast.people["wang_degui"], raised_as="-", raised_at=now, shown=chance.choice(["shown"] * 5 + ["held", "hidden"]),
            changed_at=now - timedelta(hours=chance.randrange(n // 3)),
        )
        for k in range(n)
    ])  # fmt: skip
    await rebuilding.rebuild(silent)
    return await Matter.all().select_related("area")


async def through_all_pages(listing: Listing) -> list[int]:
    found: list[int] = []
    after = ""
    while True:
        page = await queries.listed(listing, after)
        found += [matter.id for matter in page.matters]
        if page.next is None:
            return found
        after = page.next


async def test_through_its_pages_every_matter_comes_once_and_in_order(cast):
    everything = await many(cast, 90)
    shown = [m for m in everything if m.shown == "shown"]
    by_change = sorted(shown, key=lambda m: (m.changed_at, m.id), reverse=True)
    assert await through_all_pages(Listing()) == [m.id for m in by_change]
    assert await through_all_pages(Listing(order="raised")) == sorted((m.id for m in shown), reverse=True)
    for listing, meets in (
        (Listing(stage="do"), lambda m: m.stage == "do"),
        (Listing(category="lift"), lambda m: m.category == "lift"),
        (Listing(path=cast.building.path), lambda m: m.area.path.startswith(cast.building.path)),
        (Listing(path=cast.estate.path, stage="raise"), lambda m: m.stage == "raise"),
        (Listing(waiting="answer"), lambda m: m.state in ("triage", "instant")),
        (
            Listing(waiting="late"),
            lambda m: m.due_at and m.due_at < clock.now() and m.state not in ("confirmed", "suspended"),
        ),
    ):
        assert await through_all_pages(listing) == [m.id for m in by_change if meets(m)], listing


async def test_a_hall_lists_its_own(cast):
    hall = await Hall.create(name="百言堂", area=cast.estate, opened_at=clock.now())
    await Matter.filter(id=cast.matter.id).update(hall_id=hall.id)
    assert await through_all_pages(Listing(hall_id=hall.id)) == [cast.matter.id]
    assert await through_all_pages(Listing(hall_id=hall.id + 1)) == []


async def counted(path: str = "") -> dict[str, int]:
    """The plain way."""
    matters = await Matter.filter(area__path__startswith=path or "/", shown="shown")
    return dict(Counter(matter.stage for matter in matters))


async def must_count_exactly(*areas) -> None:
    for path in ("", *(area.path for area in areas)):
        told = {stage: n for stage, n in (await queries.counts_by_stage(path)).items() if n}
        assert told == await counted(path), path


async def test_counts_are_exact_whatever_happens_and_however_many_at_once(cast):
    everything = await many(cast, 40)
    places = (cast.estate, cast.building, cast.stairwell, cast.elsewhere)
    await must_count_exactly(*places)
    chance, chen = random.Random(3), await cast.actor("chen_xiuying")

    async def change(matter_id: int) -> None:
        async with in_transaction():
            matter = await Matter.filter(id=matter_id).select_for_update().get()
            matter.stage = chance.choice(["raise", "discuss", "decide", "do", "review"])
            matter.shown = chance.choice(["shown", "hidden"])
            matter.area_id = chance.choice(places).id
            await matter.save(update_fields=["stage", "shown", "area_id"])
            await indexing.follow_matter(matter_id)

    for _ in range(3):
        raising = [
            actions.raise_matter(chen, RaiseMatter(title="又一件事情", body="说清楚一点", area_id=cast.stairwell.id))
            for _ in range(3)
        ]
        changing = [change(chance.choice(everything).id) for _ in range(12)]
        await asyncio.gather(*raising, *changing, indexing.add_up_counts())
        await must_count_exactly(*places)
    await rebuilding.rebuild(silent)
    await must_count_exactly(*places)


async def test_counts_are_added_up_at_night_and_stay_the_same(cast):
    await many(cast, 40)
    for matter in await Matter.filter(shown="shown").limit(10):
        async with in_transaction():
            await Matter.filter(id=matter.id).update(stage="decide")
            await indexing.follow_matter(matter.id)
    before = await StageCount.all().count()
    gone = await indexing.add_up_counts()
    assert gone > 0
    assert await StageCount.all().count() == before - gone
    assert await indexing.add_up_counts() == 0
    await must_count_exactly(cast.estate, cast.building)


class Queries(logging.Handler):
    """How many questions were put to the database, and which."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.fixture
def asked():
    log, heard = logging.getLogger("tortoise.db_client"), Queries()
    level = log.level
    log.addHandler(heard)
    log.setLevel(logging.DEBUG)
    yield heard.said
    log.removeHandler(heard)
    log.setLevel(level)


async def test_a_longer_list_and_a_longer_search_ask_the_database_no_more(visit, cast, asked):
    browser = visit("chen_xiuying")
    sizes: dict[str, list[int]] = {"/hall": [], "/hall/search?q=加装": [], "/hall/search?q=LZ-2026": []}
    for n in (2, 60):
        await (
            Matter.exclude(id=cast.matter.id).exclude(id=0).filter(number__startswith="LZ-2026-9").update(shown="shown")
        )
        if n == 60:
            await many(cast, n)
        await rebuilding.rebuild(silent)
        for path, counts in sizes.items():
            asked.clear()
            assert (await browser.get(path)).status_code == 200
            counts.append(len(asked))
            assert not any("COUNT(" in said.upper() and 'FROM "MATTER"' in said.upper() for said in asked), path
    assert all(few == many for few, many in sizes.values()), sizes


async def test_the_list_begins_at_ones_own_estate_and_its_links_keep_what_was_chosen(visit, cast):
    await many(cast, 120)
    browser = visit("chen_xiuying")
    page = await browser.get("/hall?stage=do&category=lift&place=city&order=raised")
    links = [href.split('"')[0].replace("&amp;", "&") for href in page.text.split('href="')[1:] if href.startswith("?")]
    kept = [parse_qs(urlsplit(link).query) for link in links if "stage=raise" in link]
    assert kept == [{"stage": ["raise"], "place": ["city"], "category": ["lift"], "order": ["raised"]}]
    plain = await browser.get("/hall")
    assert "再看一页" in plain.text
    after = next(link for link in plain.text.split('href="') if "after=" in link).split('"')[0]
    second = await browser.get(f"/hall{after}")
    titles = [set(re.findall("<h3>(.*?)</h3>", page.text)) for page in (plain, second)]
    assert len(titles[0]) == len(titles[1]) == 20 and not titles[0] & titles[1]


@pytest.mark.parametrize("who", [None, "chen_xiuying", "chen_guifang"])
@pytest.mark.parametrize(
    "query", ["", "?place=building", "?building=999999", "?hall=x&waiting=x&order=x", "?waiting=late&stage=do"]
)
async def test_everybody_can_look_however_strange_the_address(visit, cast, who, query):
    assert (await visit(who).get(f"/hall{query}")).status_code == 200


async def test_an_empty_corner_says_what_to_do(visit, cast):
    page = await visit("chen_xiuying").get("/hall?category=noise")
    assert "换个条件看看" in page.text


async def test_a_page_far_down_is_read_from_its_mark_not_from_the_top(cast):
    """SQLite tells its plan: one index, entered at the mark, and no sorting."""
    if ON != "sqlite":
        pytest.skip("PostgreSQL chooses by the size of its tables; the bench measures both")
    from tortoise import connections

    sql = "SELECT id FROM matter WHERE shown='shown' AND changed_at <= '2026' AND (changed_at < '2026' OR id < 5) ORDER BY changed_at DESC, id DESC LIMIT 21"
    plan = await connections.get("default").execute_query_dict(f"EXPLAIN QUERY PLAN {sql}")
    said = " ".join(row["detail"] for row in plan)
    assert "SEARCH matter USING INDEX" in said and "changed_at<?" in said and "TEMP B-TREE" not in said
