"""Read one column."""

from typing import Any

from tortoise.queryset import QuerySet


async def column(rows: "QuerySet[Any]", name: str) -> list[Any]:
    """The values of one column, in the order of the rows."""
    return [value for (value,) in await rows.values_list(name)]
