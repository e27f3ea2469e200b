"""A spreadsheet whose cells are text or whole numbers: none is ever read as a formula or a link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

Cell = str | int


@dataclass(frozen=True)
class Sheet:
    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def spreadsheet(sheets: Iterable[Sheet]) -> bytes:
    """An .xlsx with one sheet each, its first row bold."""
    from xlsxwriter import Workbook  # loaded when first asked for: it would hold up every start

    out = BytesIO()
    book = Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    bold = book.add_format({"bold": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.write_row(0, 0, list(sheet.heads), bold)
        page.set_column(0, max(0, len(sheet.heads) - 1), 16)
        for n, row in enumerate(sheet.rows, 1):
            page.write_row(n, 0, list(row))
    book.close()
    return out.getvalue()
