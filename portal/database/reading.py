"""Read columns; and what lies below some paths."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from tortoise import connections
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from portal.database.connection import on_postgres


def rows_changed() -> tuple[int, int] | None:
    """A mark that is another one as soon as any row changes; None on PostgreSQL, where other processes write too.

    The embedded database has one process and one connection, which counts the rows that it changes. Read the mark
    first and the rows after it: rows wait for whoever is writing, so that an unchanged mark means unchanged rows.
    """
    if on_postgres():
        return None
    line = connections.get("default")._connection
    return (id(line), line.total_changes) if line is not None else None


async def column(rows: "QuerySet[Any]", name: str) -> list[Any]:
    """The values of one column, in the order of the rows."""
    return [value for (value,) in await rows.values_list(name)]


async def rows_of(rows: "QuerySet[Any]", *columns: str) -> list[dict[str, Any]]:
    """These columns, in the order of the rows' ids, with moments and days as text (ISO 8601)."""
    return [{name: _plain(value) for name, value in row.items()} for row in await rows.order_by("id").values(*columns)]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def below(name: str, paths: Iterable[str]) -> Q:
    """Rows whose column `name` holds a path at or below one of these; none where there are none."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(above) for above in kept):
            kept.append(path)
    nowhere = Q(**{name: ""})
    return Q(*(Q(**{f"{name}__startswith": path}) for path in kept), join_type=Q.OR) if kept else nowhere
