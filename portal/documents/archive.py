"""A zip of tables, each as JSON and as CSV, with a page to read them by. Streamed, and never kept."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Rows = Sequence[Mapping[str, Any]]
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> str:
    """As text that no spreadsheet takes for a formula."""
    text = (
        "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    )
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def csv_of(rows: Rows) -> bytes:
    """With the mark that makes a spreadsheet read it as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows[0].keys() if rows else ())
    writer.writerows([cell(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


class _Chunks(io.RawIOBase):
    """What the archive has written since it was last asked."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        parts, self._parts = b"".join(self._parts), []
        return parts


def archive(rooms: Mapping[str, Mapping[str, Rows]], index: str) -> Iterator[bytes]:
    """index.html, data.json, and one CSV for each table that has rows."""
    out = _Chunks()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("index.html", index)
        book.writestr("data.json", json.dumps(rooms, ensure_ascii=False, indent=1, default=str))
        yield out.taken()
        for room, tables in rooms.items():
            for table, rows in tables.items():
                if rows:
                    book.writestr(f"{room}/{table}.csv", csv_of(rows))
                    yield out.taken()
    yield out.taken()
