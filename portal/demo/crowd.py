"""A demo city in which as much was said as in a real one: matters and comments by the million, with the search's index.

They are of the three years before this one; the demo city's own evening comes after them, and is found first.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise.models import Model

from portal.accounts.models import Person
from portal.database import bulk
from portal.database.connection import in_transaction, on_postgres
from portal.database.models import Mark
from portal.demo.chatter import STANCES, THEMES, Chatter
from portal.demo.seed import seed
from portal.demo.town import Tell
from portal.hall.actions import rebuilding
from portal.hall.actions.indexing import marks_of, text_of
from portal.hall.models import Matter, Post, SearchEntry
from portal.hall.models.searching import INDEX
from portal.hall.rules import searching
from portal.hall.rules.lifecycle import STAGE_OF, State
from portal.kit import clock
from portal.places.models import Area

SCALES = {"city": 1_000_000, "district": 100_000, "estate": 10_000}
PER_MATTER = 50  # comments, on the average
TALKED_OF = 40  # matters that neighbours talk of at one time
PEOPLE = 2000
AT_ONCE = 10_000
STATES = (State.CONFIRMED, State.CONFIRMED, State.IMPLEMENTING, State.DELIBERATING, State.UNCONFIRMED, State.SECONDING)
CATEGORIES = tuple(THEMES)


class AlreadyCrowded(Exception):
    """This database has its crowd, or is not a demo's."""


@dataclass
class Crowd:
    """What is decided before anything is written: of which matter each comment is, so that matters know their counts."""

    comments: int
    seed: int
    start: datetime
    step: timedelta
    of: "array[int]"
    count: "array[int]"
    last: "array[int]"

    def moment(self, n: int) -> datetime:
        return self.start + n * self.step

    @property
    def matters(self) -> int:
        return len(self.count)


def plan(comments: int, seed: int, year: int) -> Crowd:
    """The same plan from the same seed."""
    chatter, matters = Chatter(seed), max(1, comments // PER_MATTER)
    start, end = datetime(year - 3, 1, 1, tzinfo=UTC), datetime(year - 1, 12, 30, tzinfo=UTC)
    of, count, last = array("i", bytes(4 * comments)), array("i", bytes(4 * matters)), array("i", bytes(4 * matters))
    for n in range(comments):
        newest = min(matters - 1, n // PER_MATTER)
        which = newest - int(chatter.chance.random() * min(TALKED_OF, newest + 1))
        of[n] = which
        count[which] += 1
        last[which] = n
    return Crowd(comments, seed, start, (end - start) / comments, of, count, last)


async def crowd(comments: int, seed_number: int, tell: Tell) -> int:
    """Put the demo city and its crowd into an empty database, or the crowd into a demo city. Raises AlreadyCrowded."""
    if await Mark.exists(name="crowd") or (
        await Person.exists() and not await Mark.exists(name="origin", value="demo")
    ):
        raise AlreadyCrowded()
    if not await Person.exists():
        await seed(tell)
    own = await rebuilding.lines()
    planned = plan(comments, seed_number, clock.today().year)
    async with in_transaction():
        await Mark.create(name="crowd", value=f"{comments}/{seed_number}")
        await INDEX.clear()
        async with INDEX.closed():
            entries = await _Writing(planned, tell).write()
            await rebuilding.enter(own, entries)
        for table in ("person", "matter", "post", "search_entry"):
            await bulk.settle(table)
        await rebuilding.count_anew()
        await rebuilding.remember_rules()
    return comments


def _defaults(model: type[Model]) -> dict[str, Any]:
    """A row of the table as it is where nothing else is said, by column."""
    row: dict[str, Any] = dict.fromkeys(model._meta.fields_db_projection.values())
    for name, column in model._meta.fields_db_projection.items():
        default = model._meta.fields_map[name].default
        if default is not None:
            row[column] = default() if callable(default) else default
    return row


def _moment(at: datetime) -> Any:
    """As the database keeps it; SQLite's is text."""
    return at if on_postgres() else str(at)


class _Writing:
    def __init__(self, planned: Crowd, tell: Tell) -> None:
        self.plan, self.tell = planned, tell
        self.matter_words, self.post_words = Chatter(planned.seed + 1), Chatter(planned.seed + 2)
        self.entries = 0

    async def write(self) -> int:
        """Everything, in the order of time; returns the last entry's id."""
        self.areas = await Area.filter(kind="building", ended_at=None).order_by("id")
        self.person, self.matter, self.post = [
            1 + await bulk.number(f"SELECT max(id) FROM {table}")  # noqa: S608 - our own names
            for table in ("person", "matter", "post")
        ]
        await self._people()
        self.matters = [self._raised(n) for n in range(self.plan.matters)]
        for start in range(0, len(self.matters), AT_ONCE):
            await _insert(Matter, (_row_of(matter) for matter in self.matters[start : start + AT_ONCE]))
        for start in range(0, self.plan.comments, AT_ONCE):
            end = min(start + AT_ONCE, self.plan.comments)
            await self._comments(range(start, end))
            self.tell("评论", end, self.plan.comments)
        return self.entries

    async def _people(self) -> None:
        joined = _moment(self.plan.start)
        base = _defaults(Person)
        await _insert(
            Person,
            (base | {"id": self.person + n, "name": f"演示居民{n:04}", "joined_at": joined} for n in range(PEOPLE)),
        )

    def _raised(self, n: int) -> Matter:
        words, category = self.matter_words, CATEGORIES[n % len(CATEGORIES)]
        state, area = STATES[int(words.chance.random() * len(STATES))], self.areas[n * 7 % len(self.areas)]
        at, count = self.plan.moment(n * PER_MATTER), self.plan.count[n]
        return Matter(
            id=self.matter + n, number=f"LZ-{at.year}-{n + 1:06}", title=words.title(category), body=words.comment(category),
            category=category, area=area, state=state, stage=STAGE_OF[state], track="in_depth",
            raised_by_id=self.person + n % PEOPLE, raised_as=f"{area.name}居民", raised_at=at,
            changed_at=self.plan.moment(max(self.plan.last[n], n * PER_MATTER)), posts_count=count,
            supporting=count // 3, opposing=count // 6, suggesting=count // 6,
        )  # fmt: skip

    async def _comments(self, numbers: range) -> None:
        base, posts, entries = _defaults(Post), [], []
        for n in numbers:
            if n % PER_MATTER == 0 and n // PER_MATTER < self.plan.matters:
                matter = self.matters[n // PER_MATTER]
                entries.append(self._entry("matter", matter.id, matter, text_of(matter), matter.raised_at))
            matter, at = self.matters[self.plan.of[n]], self.plan.moment(n)
            body = self.post_words.comment(matter.category)
            stance, author = self.post_words.pick(STANCES), self.person + n * 13 % PEOPLE
            posts.append(
                base | {"id": self.post + n, "matter_id": matter.id, "author_id": author, "said_as": matter.raised_as,
                "stance": stance, "body": body, "posted_at": _moment(at)}
            )  # fmt: skip
            entries.append(self._entry("post", self.post + n, matter, body, at))
        await _insert(Post, iter(posts))
        await rebuilding.fill(entries)

    def _entry(self, source: str, row_id: int, matter: Matter, text: str, since: datetime) -> SearchEntry:
        self.entries += 1
        return SearchEntry(
            id=self.entries, source=source, row_id=row_id, matter_id=matter.id, text=searching.fold(text),
            marks=marks_of(source, matter), since=since,
        )  # fmt: skip


def _row_of(matter: Matter) -> dict[str, Any]:
    return {
        column: _moment(value) if isinstance(value := getattr(matter, name), datetime) else value
        for name, column in Matter._meta.fields_db_projection.items()
    }


async def _insert(model: type[Model], rows: Iterator[dict[str, Any]]) -> None:
    columns = list(model._meta.fields_db_projection.values())
    await bulk.insert(str(model._meta.db_table), columns, [[row[column] for column in columns] for row in rows])
