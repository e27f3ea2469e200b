"""What a cell means, and what is wrong with it: exactly, and with a sentence each."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.places.rules import LARGEST_HOME, importing
from portal.places.rules.importing import cells

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        ("  3栋 ", "3栋"),
        (301, "301"),
        (301.0, "301"),
        (98.41, "98.41"),
        ("３０１", "301"),
        ("业主（演示）", "业主（演示）"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(raw, text):
    assert importing.text_of(raw) == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [(True, "truth"), (datetime.datetime(2026, 1, 2), "date"), (datetime.time(1, 2), "date"), ("=A1", "formula"), (object(), "formula"),
     ("#N/A", "error"), ("a\nb", "control"), ("a\u200bb", "control"), ("51050219900101123X", "id_number"), (510502199001011234, "id_number"),
     (13800001111, "phone"), ("电话 138 0000 1111", "phone"), ("５１０５０２１９９００１０１１２３４", "id_number")],
)  # fmt: skip
def test_a_cell_that_cannot_be_used_says_why_and_keeps_what_must_not_be_kept(raw, code):
    with pytest.raises(importing.BadCell) as bad:
        importing.text_of(raw)
    assert bad.value.code == code
    assert importing.sentence_of(code, bad.value.said).endswith("。")
    if code in ("id_number", "phone"):
        assert bad.value.said == ""


def test_a_long_number_that_is_neither_is_left_alone():
    assert importing.text_of("2026112300001") == "2026112300001"


@given(st.integers(min_value=1, max_value=LARGEST_HOME))
def test_an_area_is_read_exactly_from_text_and_from_a_number_of_a_spreadsheet(size):
    assert cells.parse_area(f"{size // 100}.{size % 100:02}㎡") == size
    assert cells.parse_area(importing.text_of(size / 100)) == size


@given(st.text(max_size=30))
def test_any_text_is_an_area_or_a_sentence(text):
    try:
        assert 0 < cells.parse_area(text) <= LARGEST_HOME
    except importing.BadCell as bad:
        assert importing.sentence_of(bad.code, bad.said).endswith("。")


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_share_is_read_exactly(num, den):
    if num <= den:
        assert importing.parse_share(f"{num}/{den}") == Fraction(num, den)
    else:
        with pytest.raises(importing.BadCell):
            importing.parse_share(f"{num}/{den}")


@given(st.text(alphabet="0123456789/.%- ½", max_size=12))
def test_any_text_is_a_share_or_a_sentence(text):
    try:
        assert 0 < importing.parse_share(text) <= 1
    except importing.BadCell as bad:
        assert importing.sentence_of(bad.code, bad.said).endswith("。")


@pytest.mark.parametrize(
    ("text", "share"), [("1/2", (1, 2)), ("50%", (1, 2)), ("0.25", (1, 4)), ("1", (1, 1)), ("33.3%", (333, 1000))]
)
def test_a_share_may_be_written_in_several_ways(text, share):
    assert importing.parse_share(text) == Fraction(*share)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=8))
def test_shares_that_are_parts_of_one_whole_add_up(parts):
    whole = sum(parts)
    shares = [(Fraction(part, whole).numerator, Fraction(part, whole).denominator) for part in parts]
    assert importing.shares_of_home(shares) is None
    assert importing.shares_of_home([*shares, (1, 7)]).code == "share_sum"
    assert importing.shares_of_home([*shares, (None, None)]).code == "share_partial"


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.text(max_size=25),
        ),
        max_size=14,
    )
)
def test_any_row_is_homes_or_faults_and_never_both(row):
    columns = {field: n for n, field in enumerate(importing.Field, 1)}
    read = importing.read_row(row, columns)
    assert not (read.lines and read.faults)
    assert all(fault.code in importing.SENTENCES for fault in read.faults)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("3", 3),
        ("3层", 3),
        ("-1", -1),
        ("负一", None),
        ("负1层", -1),
        ("B2", -2),
        ("12F", 12),
        ("顶楼", None),
        ("999", None),
    ],
)
def test_a_floor_is_read(text, floor):
    if floor is None:
        with pytest.raises(importing.BadCell):
            importing.parse_floor(text)
    else:
        assert importing.parse_floor(text) == floor


@pytest.mark.parametrize(
    ("headings", "guessed"),
    [
        (["楼栋", "单元", "房号", "建筑面积", "业主"], ["building", "stairwell", "door", "size", "owner"]),
        (["幢号", "室号", "产权面积（㎡）", "产权人"], ["building", "door", "size", "owner"]),
        (["*楼栋：", "房 间 号", "面积(平方米)", "业主姓名"], ["building", "door", "size", "owner"]),
    ],
)  # fmt: skip
def test_headings_are_guessed_by_what_estates_write(headings, guessed):
    assert importing.guess_columns(headings) == {field: n for n, field in enumerate(guessed, 1)}


def test_a_title_above_the_headings_is_no_heading():
    assert importing.find_headings([["酒城锦绣业主名册", ""], ["", ""], ["楼栋", "房号", "业主"]]) == 3
    assert importing.find_headings([["", ""], ["a", "b"]]) == 2
    assert importing.find_headings([["", ""]]) is None


def test_two_columns_for_one_field_and_a_field_for_none_are_refused_by_name():
    with pytest.raises(importing.HeadingTwice, match="A 列和 C 列"):
        importing.check_columns({1: "building", 2: "door", 3: "building"})
    with pytest.raises(importing.HeadingMissing, match="建筑面积"):
        importing.check_columns({1: "building", 2: "door", 3: "owner"})


def test_columns_are_lettered_as_a_spreadsheet_does():
    assert [importing.letter(n) for n in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


@pytest.mark.parametrize(
    ("door", "within"),
    [("3栋1单元301", "301"), ("3栋301", "301"), ("301", "301"), ("3栋", "3栋"), ("3栋1单元-301", "301")],
)
def test_a_door_may_repeat_where_it_is(door, within):
    assert importing.door_within(door, "3栋", "1单元") == within


def test_every_fault_has_a_sentence_of_its_own():
    assert len(set(importing.SENTENCES.values())) == len(importing.SENTENCES)
    assert set(importing.BETWEEN_ROWS) <= set(importing.SENTENCES)
