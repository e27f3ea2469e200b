"""The rows of an agenda while it is being written: one more, one less, one further up. Nothing is kept until it is sent.

The fields of the first row have their plain names, those of the second end in `_2`, and so on.
"""

from collections.abc import Mapping

from portal.kit.shapes import number_in, numbered
from portal.meetings.rules.agenda import MOST_ITEMS

ROW = ("topic", "matter", "wording", "rule")
ADD, DROP, UP = "add", "drop", "up"


def rows_in(typed: Mapping[str, str]) -> int:
    """How many rows the form had: at least one, at most what an agenda holds."""
    said = number_in(typed.get("rows", "")) or 1
    used = [
        n
        for n in range(1, MOST_ITEMS + 1)
        if any(typed.get(numbered(name, n)) for name in ("topic", "matter", "wording"))
    ]
    return max(1, min(MOST_ITEMS, max([said, *used])))


def arranged(typed: Mapping[str, str], what: str) -> dict[str, str]:
    """What was typed, with its rows as `what` says: `add`, `drop_3`, `up_3`. Anything else leaves them as they are."""
    verb, _, which = what.partition("_")
    rows, n = _rows(typed), number_in(which) or 0
    if verb == ADD and len(rows) < MOST_ITEMS:
        rows.append({})
    elif verb == DROP and 1 <= n <= len(rows) and len(rows) > 1:
        del rows[n - 1]
    elif verb == UP and 2 <= n <= len(rows):
        rows[n - 2], rows[n - 1] = rows[n - 1], rows[n - 2]
    return _typed(typed, rows)


def _rows(typed: Mapping[str, str]) -> list[dict[str, str]]:
    return [{name: typed.get(numbered(name, n), "") for name in ROW} for n in range(1, rows_in(typed) + 1)]


def _typed(typed: Mapping[str, str], rows: list[dict[str, str]]) -> dict[str, str]:
    names = {numbered(name, n) for name in ROW for n in range(1, MOST_ITEMS + 1)}
    around = {name: value for name, value in typed.items() if name not in names | {"arrange"}}
    filled = {numbered(name, n): value for n, row in enumerate(rows, 1) for name, value in row.items() if value}
    return around | filled | {"rows": str(len(rows))}
