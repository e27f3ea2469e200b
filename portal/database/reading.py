"""Read one column; and what lies below some paths."""

from collections.abc import Iterable
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet


async def column(rows: "QuerySet[Any]", name: str) -> list[Any]:
    """The values of one column, in the order of the rows."""
    return [value for (value,) in await rows.values_list(name)]


def below(name: str, paths: Iterable[str]) -> Q:
    """Rows whose column `name` holds a path at or below one of these; none where there are none."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(above) for above in kept):
            kept.append(path)
    nowhere = Q(**{name: ""})
    return Q(*(Q(**{f"{name}__startswith": path}) for path in kept), join_type=Q.OR) if kept else nowhere
