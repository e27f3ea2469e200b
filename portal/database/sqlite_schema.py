"""SQLite's schema editor, mended: a table that is built anew keeps its order and its only-once.

The stock editor copies the rows of a changed table and leaves its indexes and unique constraints behind: a right could
vote twice, and nothing would say so.
"""

from dataclasses import dataclass
from typing import Any

from tortoise.migrations.schema_editor import SqliteSchemaEditor


@dataclass(frozen=True)
class Kept:
    """What SQLite knows of one index. One that only a constraint of the table made has no `sql` of its own."""

    columns: tuple[str, ...]
    unique: bool
    sql: str | None


class SchemaEditor(SqliteSchemaEditor):
    async def _remake_table(self, model: Any, *given: Any, **named: Any) -> None:
        table = str(model._meta.db_table)
        before = await self._indexes(table)
        await super()._remake_table(model, *given, **named)
        columns = {row["name"] for row in await self.client.execute_query_dict(f'PRAGMA table_info("{table}")')}
        there = {(each.columns, each.unique) for each in await self._indexes(table)}
        for each in before:
            if (each.columns, each.unique) not in there and columns.issuperset(each.columns):
                await self._run_sql(each.sql or _unique(table, each.columns))

    async def _indexes(self, table: str) -> list[Kept]:
        rows = await self.client.execute_query_dict(
            "SELECT l.name AS name, l.[unique] AS once, m.sql AS sql, i.name AS col FROM pragma_index_list(?) l"
            " JOIN pragma_index_info(l.name) i LEFT JOIN sqlite_master m ON m.type = 'index' AND m.name = l.name"
            " WHERE l.origin <> 'pk' ORDER BY l.name, i.seqno",
            [table],
        )
        columns: dict[str, list[str]] = {}
        for row in rows:
            columns.setdefault(row["name"], []).append(row["col"])
        found = {row["name"]: row for row in rows}
        return [Kept(tuple(columns[name]), bool(row["once"]), row["sql"]) for name, row in found.items()]


def _unique(table: str, columns: tuple[str, ...]) -> str:
    named = ", ".join(f'"{each}"' for each in columns)
    return f'CREATE UNIQUE INDEX "once_{table}_{"_".join(columns)}" ON "{table}" ({named})'
