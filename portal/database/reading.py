"""Read columns."""

from datetime import date, datetime
from typing import Any

from tortoise.queryset import QuerySet


async def column(rows: "QuerySet[Any]", name: str) -> list[Any]:
    """The values of one column, in the order of the rows."""
    return [value for (value,) in await rows.values_list(name)]


async def rows_of(rows: "QuerySet[Any]", *columns: str) -> list[dict[str, Any]]:
    """These columns, in the order of the rows' ids, with moments and days as text (ISO 8601)."""
    return [{name: _plain(value) for name, value in row.items()} for row in await rows.order_by("id").values(*columns)]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
