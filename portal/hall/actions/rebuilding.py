"""Make the search's index anew, from what is there: newest last, a batch at a time."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from portal.database import bulk
from portal.database.connection import in_transaction, on_postgres
from portal.database.models import Mark
from portal.hall.actions.indexing import marks_of, places_of, text_of, words_of
from portal.hall.models import Answer, Matter, Opinion, Post, SearchEntry, StageCount
from portal.hall.models.searching import INDEX
from portal.hall.rules import searching
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.searching import Source

Tell = Callable[[str, int, int], None]
Line = tuple[datetime, str, int]  # since when, of what, which
AT_ONCE = 5000
RULES = "search-rules"
COLUMNS = ("id", "source", "row_id", "matter_id", "text", "marks", "since")
WHAT = "搜索"


async def rebuild(tell: Tell) -> int:
    """Forget the index and make it anew, in one transaction: until its end the old one answers. Says how many texts.

    On PostgreSQL whoever writes in the hall meanwhile waits.
    """
    async with in_transaction():
        if on_postgres():
            await bulk.change("LOCK TABLE search_entry IN EXCLUSIVE MODE")
        await INDEX.clear()
        await StageCount.all().delete()
        found = await lines()
        for start in range(0, len(found), AT_ONCE):
            await enter(found[start : start + AT_ONCE], start)
            tell(WHAT, min(start + AT_ONCE, len(found)), len(found))
        await bulk.settle("search_entry")
        await count_anew()
        await remember_rules()
    return len(found)


async def catch_up(tell: Tell) -> int:
    """The same, where what is indexed was indexed by other rules or not at all."""
    known = await Mark.get_or_none(name=RULES)
    if known is not None and known.value == searching.VERSION:
        return 0
    return await rebuild(tell)


async def remember_rules() -> None:
    await Mark.update_or_create(name=RULES, defaults={"value": searching.VERSION})


def _shown() -> dict[Source, tuple["QuerySet[Any]", str]]:
    """What neighbours see, by kind, and the column that says since when."""
    shown, there = Shown.SHOWN, {"matter__shown": Shown.SHOWN}
    return {
        Source.MATTER: (Matter.filter(shown=shown), "raised_at"),
        Source.POST: (Post.filter(shown=shown, **there), "posted_at"),
        Source.ANSWER: (Answer.filter(**there), "answered_at"),
        Source.OPINION: (Opinion.filter(published_at__isnull=False, **there), "published_at"),
    }


async def lines() -> list[Line]:
    """Everything that neighbours see, the oldest first."""
    found: list[Line] = []
    for source, (rows, since) in _shown().items():
        found += [(at, str(source), id) for at, id in await rows.values_list(since, "id")]
    return sorted(found)


async def enter(lines: Sequence[Line], after: int) -> None:
    """A step: let these be found, with ids that follow `after`."""
    by_source = {source: [id for _, kind, id in lines if kind == source] for source in Source}
    raised = await Matter.filter(id__in=by_source[Source.MATTER])
    texts = {(str(Source.MATTER), matter.id): (matter.id, text_of(matter)) for matter in raised}
    for source, model in ((Source.POST, Post), (Source.ANSWER, Answer), (Source.OPINION, Opinion)):
        rows = await model.filter(id__in=by_source[source]).values_list("id", "matter_id", "body")
        texts |= {(str(source), id): (matter_id, body) for id, matter_id, body in rows}
    matters = await Matter.filter(id__in=list({each for each, _ in texts.values()})).select_related("area")
    of = {matter.id: matter for matter in matters}
    entries = [
        SearchEntry(
            id=after + n, source=source, row_id=id, matter_id=texts[(source, id)][0],
            text=searching.fold(texts[(source, id)][1]), marks=marks_of(source, of[texts[(source, id)][0]]), since=at,
        )
        for n, (at, source, id) in enumerate(lines, 1)
    ]  # fmt: skip
    await fill(entries)


async def fill(entries: Sequence[SearchEntry]) -> None:
    """A step: enter many texts at once, whose ids nobody has yet."""
    columns = [[_plain(getattr(each, name)) for name in COLUMNS] for each in entries]
    await INDEX.fill(COLUMNS, columns, [words_of(each) for each in entries])


def _plain(value: Any) -> Any:
    """A moment as the database keeps it; SQLite's is text."""
    return str(value) if isinstance(value, datetime) and not on_postgres() else value


async def count_anew() -> None:
    """A step: how many matters stand where, by their entries."""
    sums: Counter[tuple[int, str]] = Counter()
    for marks, n in await _marks_of_matters():
        for place in places_of(marks):
            sums[place] += n
    await StageCount.all().delete()
    rows = [StageCount(area_id=area, stage=stage, n=n) for (area, stage), n in sorted(sums.items())]
    await StageCount.bulk_create(rows, batch_size=500)


async def _marks_of_matters() -> list[tuple[str, int]]:
    asked = "SELECT marks, count(*) AS n FROM search_entry WHERE source = ? GROUP BY marks"
    return [(row["marks"], row["n"]) for row in await bulk.rows(asked, Source.MATTER)]
