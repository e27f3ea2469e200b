"""A file that is no readable table is refused with a sentence of its own, before anything of it is kept."""

import io
import zipfile

import pytest
import xlsxwriter

from portal.documents import table

pytestmark = pytest.mark.anywhere


def rows(path):
    return list(table.rows_of(path, table.encoding_of(path)))


def spreadsheet(path, cells=(("a", 1),)):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for n, line in enumerate(cells):
            sheet.write_row(n, 0, line)
    return path


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_x", "."), content)
    return out.getvalue()


WORKBOOK = '<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", table.EmptyTable),
        (OLD, table.OldSpreadsheet),
        (OLD + "EncryptedPackage".encode("utf-16-le"), table.Locked),
        (b"%PDF-1.7 ...", table.NotATable),
        (b"\x89PNG\r\n\x1a\n....", table.NotATable),
        (b"\x01\x02\x00\x03", table.NotATable),
        (b"PK\x03\x04 and then nothing", table.BrokenArchive),
        (archive(word__document_xxml="<w/>", mimetype="x"), table.NotATable),
        (archive(xl__workbook_xxml=WORKBOOK, xl__worksheets__sheet1_xxml="0" * 3_000_000), table.TooMuchInside),
        ("楼栋".encode("utf-16"), table.UnknownEncoding),
        (b"\xff\xfa\xc3 not any text \x80\xff", table.UnknownEncoding),
        (("a," * 70 + "a\n").encode(), table.TooManyColumns),
    ],
)
def test_what_is_no_table_says_so(tmp_path, content, refusal):
    path = tmp_path / "named.xlsx"
    path.write_bytes(content)
    with pytest.raises(refusal) as refused:
        rows(path)
    assert type(refused.value) is refusal and str(refused.value).endswith("。")


def test_a_spreadsheet_that_was_cut_off_is_broken(tmp_path):
    path = spreadsheet(tmp_path / "a.xlsx", [(n, "x") for n in range(2000)])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(table.BrokenArchive):
        rows(path)


def test_a_spreadsheet_whose_middle_is_damaged_is_broken(tmp_path):
    path = spreadsheet(tmp_path / "a.xlsx", [(n, f"x{n}") for n in range(2000)])
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo("xl/worksheets/sheet1.xml").header_offset + 400
    data[at : at + 200] = bytes(200)
    path.write_bytes(bytes(data))
    with pytest.raises(table.BrokenArchive):
        rows(path)


def test_every_refusal_has_a_sentence_of_its_own():
    said = [refusal.message for refusal in table.UNREADABLE.values()]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("gb18030", "gb18030")]
)
def test_a_text_file_tells_its_encoding(tmp_path, encoding, told):
    path = tmp_path / "a.csv"
    path.write_bytes("楼栋,房号\r\n3栋,301\r\n".encode(encoding))
    assert table.encoding_of(path) == told
    assert rows(path) == [["楼栋", "房号"], ["3栋", "301"]]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_text_file_may_part_its_cells_in_three_ways(tmp_path, mark):
    path = tmp_path / "a.csv"
    path.write_text(f"楼栋{mark}房号\n3栋{mark}301\n")
    assert rows(path)[1] == ["3栋", "301"]


def test_too_many_rows_are_refused_as_they_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 10)
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 12)
    with pytest.raises(table.TooManyRows):
        rows(path)


def test_a_row_far_below_is_not_a_million_empty_ones_for_ever(tmp_path):
    path = tmp_path / "a.xlsx"
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>'
    spreadsheet(path)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    with pytest.raises(table.Unreadable):
        rows(path)


def test_merged_cells_are_found_wherever_a_chunk_is_cut(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for n in range(0, 60, 2):
            sheet.merge_range(n, 0, n + 1, 2, "x")
    for size in (37, 64, 1 << 20):
        monkeypatch.setattr(table, "CHUNK", size)
        found = table.merged_in(path, "xlsx")
        assert len(found) == 30 and found[0] == table.Merged("A1:C2", 1, 1, 2, 3)
