"""An index of words over a table, spelled for both databases: FTS5 on SQLite, an array with GIN on PostgreSQL.

The table has an `id`, a folded `text` and `marks` (words between spaces, with one before and one after). Which words a
row is found by is the caller's business. Rows are found by all of some words, newest first by id: no ranking, since
ranking has to look at everything. A trigram index would not know words of two characters.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from portal.database import bulk
from portal.database.connection import on_postgres

# On PostgreSQL, how many rows below a page's mark are read as they lie before the index is asked: of a common word the
# index would name very many. The further ones only where as many as FREQUENT of the nearest were wanted.
NEAREST, FURTHER, FREQUENT = 2048, 10_240, 3


@dataclass(frozen=True)
class Wanted:
    """Rows found by all of `words`, and by one word of each of `one_of`; whose text holds each of `terms`.

    `below` is the mark of the page before, `from_id` the oldest row that is looked at.
    """

    words: Sequence[str]
    terms: Sequence[str] = ()
    marks: Sequence[str] = ()
    one_of: Sequence[Sequence[str]] = ()
    below: int | None = None
    from_id: int = 0


@dataclass(frozen=True)
class Index:
    table: str

    @property
    def statements(self) -> dict[str, list[str]]:
        """What makes the index, by dialect."""
        return {
            "sqlite": [
                f"CREATE VIRTUAL TABLE {self.table}_words USING fts5(words, content='', detail=none, columnsize=0)"
            ],
            "postgres": [
                f"ALTER TABLE {self.table} ADD COLUMN words text[]",
                self._making,
            ],
        }

    @property
    def _making(self) -> str:
        # Without a list of what is still to be entered, which every search would have to read from end to end.
        return f"CREATE INDEX {self.table}_words ON {self.table} USING gin (words) WITH (fastupdate = off)"

    @property
    def undoing(self) -> dict[str, list[str]]:
        return {
            "sqlite": [f"DROP TABLE {self.table}_words"],
            "postgres": [f"ALTER TABLE {self.table} DROP COLUMN words"],
        }

    async def put(self, id: int, words: Iterable[str]) -> None:
        """Let a row that has no words yet be found by these."""
        if on_postgres():
            await bulk.change(f"UPDATE {self.table} SET words = ? WHERE id = ?", sorted(words), id)
        else:
            await bulk.change(f"INSERT INTO {self.table}_words (rowid, words) VALUES (?, ?)", id, _as_text(words))

    async def take(self, id: int, words: Iterable[str]) -> None:
        """Let a row no longer be found by its words: they must be those that were put."""
        # What FTS5 has no copy of, it can only forget by being told it again.
        if not on_postgres():
            forget = f"INSERT INTO {self.table}_words ({self.table}_words, rowid, words) VALUES ('delete', ?, ?)"
            await bulk.change(forget, id, _as_text(words))

    async def clear(self) -> None:
        """Forget every row, in the caller's transaction."""
        if not on_postgres():
            await bulk.change(f"INSERT INTO {self.table}_words ({self.table}_words) VALUES ('delete-all')")
        await bulk.change(f"DELETE FROM {self.table}")

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        """While very many rows are filled in and nobody searches: PostgreSQL makes its index afterwards, at one go."""
        if on_postgres():
            await bulk.change(f"DROP INDEX {self.table}_words")
        yield
        if on_postgres():
            await bulk.change("SET LOCAL maintenance_work_mem = '256MB'")
            await bulk.change(self._making)

    async def fill(
        self, columns: Sequence[str], lines: Sequence[Sequence[Any]], words: Sequence[Iterable[str]]
    ) -> None:
        """Insert rows and their words at once; the first column is the id."""
        if on_postgres():
            both = [(*line, sorted(each)) for line, each in zip(lines, words, strict=True)]
            await bulk.insert(self.table, [*columns, "words"], both)
            return
        await bulk.insert(self.table, columns, lines)
        spelled = [(line[0], _as_text(each)) for line, each in zip(lines, words, strict=True)]
        await bulk.insert(f"{self.table}_words", ("rowid", "words"), spelled)

    async def newest(self, wanted: Wanted, limit: int) -> list[int]:
        """The ids of the newest rows that are wanted."""
        if not on_postgres():
            return await self._by_words(wanted, limit, wanted.below)
        top = wanted.below if wanted.below is not None else 1 + await bulk.number(f"SELECT max(id) FROM {self.table}")
        found: list[int] = []
        for rows, enough in ((NEAREST, 0), (FURTHER, FREQUENT)):
            if len(found) >= enough:
                bottom = max(wanted.from_id, top - rows)
                found += await self._between(wanted, bottom, top, limit - len(found))
                top = bottom
            if len(found) == limit or top <= wanted.from_id:
                return found
        return found + await self._by_words(wanted, limit - len(found), top)

    async def matching(self, wanted: Wanted, limit: int) -> list[int]:
        """The same where few rows at most can be meant: nothing is read but what the index names."""
        return await self._by_words(wanted, limit, wanted.below)

    async def _between(self, wanted: Wanted, bottom: int, top: int, limit: int) -> list[int]:
        """Those among the rows from `bottom` to just below `top`, by a plain look at each."""
        tests, values = ["id < ?", "id >= ?"], [top, bottom]
        for group in [*([mark] for mark in wanted.marks), *wanted.one_of]:
            tests.append(_any_like("marks", group, values, " "))
        for term in wanted.terms:
            tests.append(_any_like("text", [term], values))
        sql = f"SELECT id FROM {self.table} WHERE {' AND '.join(tests)} ORDER BY id DESC LIMIT {int(limit)}"
        return [row["id"] for row in await bulk.rows(sql, *values)]

    async def _by_words(self, wanted: Wanted, limit: int, below: int | None) -> list[int]:
        values: list[Any] = []
        source, id = self._matching([*wanted.words, *wanted.marks], wanted.one_of, values)
        tests = [f"{id} >= ?"]
        values.append(wanted.from_id)
        if below is not None:
            tests.append(f"{id} < ?")
            values.append(below)
        for term in wanted.terms:
            tests.append(_any_like("text", [term], values))
        sql = f"{source} WHERE {' AND '.join(tests)} ORDER BY {id} DESC LIMIT {int(limit)}"
        return [row["id"] for row in await bulk.rows(sql, *values)]

    def _matching(self, words: Sequence[str], one_of: Sequence[Sequence[str]], values: list[Any]) -> tuple[str, str]:
        """Where the rows that have these words come from, and what their id is called there."""
        if not on_postgres():
            values.append(
                " AND ".join([*map(_term, words), *(f"({' OR '.join(map(_term, each))})" for each in one_of)])
            )
            # The words' own table goes first, whatever else looks cheap: it gives its rows in the order of their ids.
            return (
                f"SELECT w.rowid AS id FROM {self.table}_words w CROSS JOIN {self.table} t ON t.id = w.rowid"
                f" AND {self.table}_words MATCH ?",
                "w.rowid",
            )
        # An empty list would be in every row, and the index of no use.
        tests = [*(["words @> ?"] if words else []), *("words && ?" for _ in one_of)]
        values += [*([list(words)] if words else []), *(list(each) for each in one_of)]
        # MATERIALIZED: with the order in sight PostgreSQL would walk all rows by their ids and hope to meet some.
        found = f"SELECT id, text FROM {self.table} WHERE {' AND '.join(tests)}"
        return f"WITH found AS MATERIALIZED ({found}) SELECT id FROM found", "id"


def _any_like(column: str, of: Sequence[str], values: list[Any], around: str = "") -> str:
    """Whether the column holds one of these; they are words, so that none of their characters means anything."""
    values += [f"%{around}{each}{around}%" for each in of]
    return f"({' OR '.join([f'{column} LIKE ?'] * len(of))})"


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """A word as FTS5's own cutting leaves it alone: in the numbers of its characters, whatever script they are of."""
    return "x".join(f"{ord(each):x}" for each in word)


def _as_text(words: Iterable[str]) -> str:
    return " ".join(map(_term, sorted(words)))


Change = Callable[[Any, Any], Awaitable[None]]


def build(table: str) -> Change:
    """For a migration: make the index of `table`."""
    return _change(Index(table).statements)


def unbuild(table: str) -> Change:
    return _change(Index(table).undoing)


def _change(statements: dict[str, list[str]]) -> Change:
    async def change(_apps: Any, editor: Any) -> None:
        for statement in statements[editor.client.capabilities.dialect]:
            await editor.client.execute_script(statement)

    return change


__all__ = ["Index", "Wanted", "build", "unbuild"]
