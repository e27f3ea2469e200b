"""Statements about many rows at once, spelled once for both databases."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tortoise import connections

from portal.database.connection import on_postgres


def _spelled(sql: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    """`?` marks a value, which PostgreSQL numbers."""
    if on_postgres():
        number = count(1)
        return re.sub(r"\?", lambda _mark: f"${next(number)}", sql), list(values)
    return sql, [_kept(value) for value in values]


def _kept(value: Any) -> Any:
    """What SQLite keeps of a value: days and moments as text, spelled as the models spell them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(" ")
    return value.isoformat() if isinstance(value, date) else value


def among(ids: Iterable[int]) -> tuple[str, Any]:
    """`IN` and its one value, so that the same text asks for few and for many, and is prepared once."""
    if on_postgres():
        return "= ANY(?)", list(ids)
    return "IN (SELECT value FROM json_each(?))", json.dumps(list(ids))


async def held(sql: str, *values: Any) -> list[Sequence[Any]]:
    """Records that nobody else changes before the transaction ends. On SQLite there is no other writer meanwhile."""
    return await records(f"{sql} FOR UPDATE" if on_postgres() else sql, *values)


async def change(sql: str, *values: Any) -> int:
    """Run a statement that changes rows. Returns how many."""
    text, given = _spelled(sql, values)
    changed, _rows = await connections.get("default").execute_query(text, given)
    return int(changed)


async def follow_path(table: str, old: str, new: str) -> None:
    """What was kept for the path `old`, or for one below it, is kept for `new` from now on."""
    await change(
        f"UPDATE {table} SET path = ? || SUBSTR(path, {len(old) + 1}) WHERE path LIKE ?",  # noqa: S608
        new,
        f"{old}%",
    )


async def rows(sql: str, *values: Any) -> list[dict[str, Any]]:
    text, given = _spelled(sql, values)
    found: list[dict[str, Any]] = await connections.get("default").execute_query_dict(text, given)
    return found


async def records(sql: str, *values: Any) -> list[Sequence[Any]]:
    """The same, each row as its values alone, in the order in which they were asked for: twice as fast for many."""
    text, given = _spelled(sql, values)
    _count, found = await connections.get("default").execute_query(text, given)
    return list(found)


async def one(sql: str, *values: Any) -> dict[str, Any]:
    return (await rows(sql, *values))[0]


async def number(sql: str, *values: Any) -> int:
    """The one number that a question asks for; 0 where there is none."""
    return int(next(iter((await one(sql, *values)).values())) or 0)


async def insert(table: str, columns: Sequence[str], lines: Iterable[Sequence[Any]], *, at_once: int = 1000) -> None:
    """Insert many rows, inside the caller's transaction. On PostgreSQL they are copied; names are the caller's own."""
    line = connections.get("default")
    if on_postgres():
        await line._connection.copy_records_to_table(table, records=lines, columns=list(columns))
        return
    marks = ",".join("?" * len(columns))
    given = [tuple(map(_kept, line)) for line in lines]
    for start in range(0, len(given), at_once):
        await line.execute_many(
            f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})",  # noqa: S608
            given[start : start + at_once],
        )


def read_moment(value: Any) -> datetime:
    """The moment that a row holds."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def joined(text: str, group: str, source: str) -> str:
    """A question for the texts of each group as one, in one order: equal sets give equal texts."""
    if on_postgres():
        return f"SELECT {group}, string_agg({text}, '+' ORDER BY {text}) AS together FROM {source} GROUP BY {group}"  # noqa: S608
    ordered = f"SELECT {group}, {text} FROM {source} ORDER BY {group}, {text}"  # noqa: S608
    return f"SELECT {group}, group_concat({text}, '+') AS together FROM ({ordered}) GROUP BY {group}"  # noqa: S608


async def analyze(table: str) -> None:
    """Let PostgreSQL look at a table that has just been filled, before it plans how to join it.

    SQLite plans by its indexes alone, and well: figures of a column that is still empty would mislead it for ever.
    """
    if on_postgres():
        await connections.get("default").execute_script(f"ANALYZE {table}")


async def settle(table: str) -> None:
    """After many rows that brought their ids: the next row's id follows them, and PostgreSQL knows what it has."""
    if on_postgres():
        last = f"(SELECT coalesce(max(id), 1) FROM {table})"  # noqa: S608
        await rows(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
        await analyze(table)


__all__ = [
    "among",
    "analyze",
    "change",
    "follow_path",
    "held",
    "insert",
    "joined",
    "number",
    "one",
    "read_moment",
    "records",
    "rows",
    "settle",
]
