"""A crowd says the same from the same seed, is found by what it says, and comes only into a demo city."""

import pytest

from portal.database import bulk
from portal.demo import crowd
from portal.demo.chatter import THEMES, Chatter
from portal.hall import rules
from portal.hall.actions import rebuilding
from portal.hall.models import Matter, Post, SearchEntry
from portal.hall.queries import listing
from portal.hall.queries import searching as queries
from portal.hall.queries.searching import Narrowed
from portal.hall.rules import searching


def silent(*_told: object) -> None:
    return None


@pytest.mark.anywhere
def test_a_seed_says_the_same_again_and_another_something_else():
    said = [
        [Chatter(seed).comment("lift") for _ in range(1)] + Chatter(seed).title("waste").split() for seed in (1, 1, 2)
    ]
    assert said[0] == said[1] != said[2]
    assert set(THEMES) == set(rules.CATEGORIES)
    planned = [crowd.plan(1000, seed, 2026) for seed in (1, 1, 2)]
    assert planned[0] == planned[1] != planned[2]
    assert sum(planned[0].count) == 1000


async def test_a_crowd_is_there_counted_and_found(database, hands):
    told: list[tuple[str, int, int]] = []
    await crowd.crowd(1200, 3, lambda *each: told.append(each))
    assert told[-1][1:] == (1200, 1200)
    assert await Post.filter(said_as__endswith="居民", matter__number__startswith="LZ-2023").exists()
    for matter in await Matter.filter(number__startswith="LZ-202").limit(40):
        if matter.number < "LZ-2026":
            assert matter.posts_count == await Post.filter(matter_id=matter.id).count()
    word = searching.question("垃圾")
    there = [p.id for p in await Post.filter(shown="shown") if word.meets(p.body)]
    found, below = [], None
    while True:
        page = await queries.search(word, Narrowed(source="post"), below)
        found += [hit.row_id for hit in page.hits]
        if (below := page.next) is None:
            break
    assert sorted(found) == sorted(there) and len(there) > 20
    counted = await bulk.rows("SELECT stage, count(*) AS n FROM matter GROUP BY stage")
    assert {row["stage"]: row["n"] for row in counted} == {
        s: n for s, n in (await listing.counts_by_stage()).items() if n
    }


async def test_the_index_made_with_the_crowd_is_the_one_that_is_made_anew(database, hands):
    await crowd.crowd(300, 3, silent)
    before = await SearchEntry.all().order_by("id").values_list("id", "source", "row_id", "text", "marks", "since")
    await rebuilding.rebuild(silent)
    after = await SearchEntry.all().order_by("id").values_list("id", "source", "row_id", "text", "marks", "since")
    assert [each[1:] for each in before] == [each[1:] for each in after]


async def test_a_second_crowd_is_refused_and_so_is_one_among_real_people(database, cast):
    with pytest.raises(crowd.AlreadyCrowded):
        await crowd.crowd(100, 1, silent)
