"""A table that somebody brings: an .xlsx or a text file, read row by row, never whole.

What it is, is told by its first bytes, not by its name. Everything that can be wrong with the file itself has its own
refusal; what is wrong inside a row is for whoever reads the row.
"""

import codecs
import csv
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_ROWS, MOST_COLUMNS = 150_000, 60
MOST_LINES = 1_048_576  # with empty ones: as many as a spreadsheet has
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_SHARED = 64 * 1024 * 1024  # the one part that is held in memory whole
LARGEST_RATIO = 200  # a sheet of repeated text packs to about a fiftieth
CHUNK = 1 << 20
Row = Sequence[Any]


class Unreadable(Refused):
    status = 422
    message = N_("这个文件打不开。请在表格软件里另存一份，再传。")


class NotATable(Unreadable):
    message = N_("这不是表格。请传 .xlsx 或 .csv 文件。")


class OldSpreadsheet(Unreadable):
    message = N_("这是老格式 .xls。请在表格软件里另存为 .xlsx，再传。")


class Locked(Unreadable):
    message = N_("这个表格有密码。请去掉密码，另存一份再传。")


class BrokenArchive(Unreadable):
    message = N_("这个 .xlsx 坏了，可能没传完。请重新存一份再传。")


class TooMuchInside(Unreadable):
    message = N_("这个表格展开以后太大了，没有打开。请只留名册这一张表再传。")


class UnknownEncoding(Unreadable):
    message = N_("看不懂这个文件的文字编码。请另存为 UTF-8 的 .csv，或直接传 .xlsx。")


class EmptyTable(Unreadable):
    message = N_("这个文件是空的，一行都没有。")


class TooManyRows(Unreadable):
    message = N_("行数太多了，一次最多 15 万行。请分成几份。")


class TooManyColumns(Unreadable):
    message = N_("列数太多了，最多 60 列。请删掉用不上的列。")


UNREADABLE: dict[str, type[Unreadable]] = {
    each.__name__: each
    for each in (
        Unreadable, NotATable, OldSpreadsheet, Locked, BrokenArchive, TooMuchInside, UnknownEncoding, EmptyTable,
        TooManyRows, TooManyColumns,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Merged:
    """Cells made one: rows and columns from 1, both ends included."""

    name: str
    top: int
    left: int
    bottom: int
    right: int


def encoding_of(path: Path) -> str:
    """xlsx, or the encoding of a text file: utf-8, utf-8-sig or gb18030. Raises Unreadable."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise EmptyTable()
    if head.startswith(b"PK"):
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Locked() if _is_locked(path) else OldSpreadsheet()
    return _text_encoding(path, head)


def _is_locked(path: Path) -> bool:
    """A spreadsheet with a password is packed into the container that .xls files use."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _text_encoding(path: Path, head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnknownEncoding()
    if head.startswith(b"\x89PNG") or head.startswith((b"%PDF", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")):
        raise NotATable()
    likely = "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    for encoding in (likely, "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise UnknownEncoding()


def _decodes(path: Path, encoding: str) -> bool:
    """Whether the whole file is text in this encoding. Raises NotATable where bytes say that it is no text at all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                if b"\x00" in chunk:
                    raise NotATable()
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def rows_of(path: Path, encoding: str) -> Iterator[Row]:
    """Every row, from the first, with empty ones; counted from 1 they are the rows that a spreadsheet shows.

    Raises Unreadable, also half-way: a file may be broken at its end.
    """
    found = _of_spreadsheet(path) if encoding == "xlsx" else _of_text(path, encoding)
    filled = 0
    for number, row in enumerate(found, 1):
        if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
            raise TooManyColumns()
        filled += any(row)
        if filled > MOST_ROWS + 1 or number > MOST_LINES:
            raise TooManyRows()
        yield row


def _of_text(path: Path, encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(100_000)
        file.seek(0)
        reader = csv.reader(file, delimiter=max(",\t;", key=first.count))
        try:
            yield from reader
        except csv.Error:
            raise Unreadable() from None


def _of_spreadsheet(path: Path) -> Iterator[Row]:
    _must_be_sound(path)
    from openpyxl import load_workbook  # loaded when first asked for: it would hold up every start

    try:
        # Given open, since a name without .xlsx would be refused.
        with path.open("rb") as file, closing(load_workbook(file, read_only=True, keep_links=False)) as book:
            if not book.worksheets:
                raise NotATable()
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its own size need not be so
            yield from sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    except Refused:
        raise
    except Exception as problem:  # whatever a broken file does to its reader, it is the file that is broken
        raise BrokenArchive() from problem


def _must_be_sound(path: Path) -> None:
    """Raises BrokenArchive, NotATable, TooMuchInside, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise BrokenArchive() from None
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise NotATable() if "[Content_Types].xml" in names or "mimetype" in names else BrokenArchive()
    if any(part.flag_bits & 1 for part in parts):
        raise Locked()
    unpacked = sum(part.file_size for part in parts)
    shared = max((part.file_size for part in parts if "sharedstrings" in part.filename.lower()), default=0)
    if unpacked > LARGEST_UNPACKED or shared > LARGEST_SHARED or unpacked > LARGEST_RATIO * path.stat().st_size:
        raise TooMuchInside()


def rows_said(path: Path, encoding: str) -> int:
    """About how many rows there are, by what the file says of itself: good for a bar of progress, and nothing else."""
    if encoding != "xlsx":
        with path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(CHUNK), b""))
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_first_sheet(archive)) as sheet:
            said = re.search(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"', sheet.read(4096))
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
        return 0
    return min(int(said[1]), MOST_LINES) if said is not None else 0


def merged_in(path: Path, encoding: str) -> list[Merged]:
    """The merged cells of the first sheet, found in the file itself: reading row by row does not show them."""
    if encoding != "xlsx":
        return []
    try:
        return sorted(set(_merged_in(path)), key=lambda each: (each.top, each.left))
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise BrokenArchive() from None


def _merged_in(path: Path) -> Iterator[Merged]:
    """Chunk by chunk: a mark may be cut in two, so that the end of each is looked at again with the next."""
    with zipfile.ZipFile(path) as archive, archive.open(_first_sheet(archive)) as sheet:
        rest = b""
        while chunk := sheet.read(CHUNK):
            both = rest + chunk
            if b"<mergeCell " in both:
                yield from _merged(both)
            rest = chunk[-200:]


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The part that holds the first sheet: the workbook names it by a relation."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    first = re.search(r"<(?:\w+:)?sheet\s[^>]*?\b\w+:id=[\"']([^\"']+)", book)
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for relation in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations):
        said = dict(re.findall(r"(\w+)=[\"']([^\"']*)[\"']", relation))
        if first is not None and said.get("Id") == first[1]:
            target = said.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise BrokenArchive()


_MERGED = re.compile(rb'<mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def _merged(text: bytes) -> list[Merged]:
    return [
        Merged(
            f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}",
            int(top),
            _column(left),
            int(bottom),
            _column(right),
        )
        for left, top, right, bottom in _MERGED.findall(text)
    ]


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column
