"""What leaves the portal opens elsewhere, and runs nothing there."""

import io
from datetime import UTC, datetime

import icalendar
import openpyxl
import pytest

from portal.documents.calendar import Occasion, calendar
from portal.documents.spreadsheet import Sheet, spreadsheet

pytestmark = pytest.mark.anywhere
NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "http://evil.example", "\t=1", "{=1+1}"]
)
def test_a_cell_is_text_and_never_a_formula_or_a_link(cell):
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet([Sheet("表", ("名称",), [(cell,)])])))
    found = book["表"]["A2"]
    assert found.value == cell and found.data_type == "s" and found.hyperlink is None


def test_numbers_are_numbers():
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet([Sheet("表", ("分钟",), [(136,)])])))
    assert book["表"]["A2"].value == 136


def test_a_moved_event_keeps_its_name_and_a_cancelled_one_says_so():
    def read(**more):
        occasion = Occasion("shift-1@portal", "楼道清杂物", "3栋门口", NOON, NOON.replace(hour=6), **more)
        return icalendar.Calendar.from_ical(calendar(occasion, NOON)).walk("VEVENT")[0]

    first, second = read(), read(version=3, cancelled=True)
    assert first["uid"] == second["uid"]
    assert (int(first["sequence"]), int(second["sequence"])) == (0, 3)
    assert (first["status"], second["status"]) == ("CONFIRMED", "CANCELLED")
    assert first.decoded("dtstart") == NOON
