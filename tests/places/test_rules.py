"""Sizes as exact integers, and who is one voter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.places import rules

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize(
    ("text", "size"),
    [("89.58", 8958), ("89.5", 8950), ("1,026.30㎡", 102630), ("72", 7200), ("0.01", 1), ("88.500", 8850)],
)
def test_a_size_is_read_exactly(text, size):
    assert rules.parse_size(text) == size


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("-5", rules.SizeNotPositive), ("0", rules.SizeNotPositive), ("1.234", rules.SizeTooFine), ("九十", rules.NotASize), ("", rules.NotASize),
     ("1e3", rules.NotASize), ("100000.01", rules.SizeTooLarge)],
)  # fmt: skip
def test_a_size_that_cannot_be_is_refused_with_a_sentence(text, refusal):
    with pytest.raises(refusal) as refused:
        rules.parse_size(text)
    assert str(refused.value).endswith("。")


@given(st.integers(min_value=1, max_value=rules.LARGEST_HOME))
def test_a_size_is_written_and_read_alike(size):
    assert rules.parse_size(f"{size // 100}.{size % 100:02}") == size


def test_an_owner_of_many_is_one_and_so_is_the_developer():
    units = [
        rules.Unit("a", 100, ("x",)), rules.Unit("b", 200, ("x",)), rules.Unit("c", 300, ("x", "y")), rules.Unit("d", 400, ("y", "x")),
        rules.Unit("e", 500, ("dev",), "unsold"), rules.Unit("f", 600, ("buyer",), "sold_undelivered"), rules.Unit("g", 700, ()),
    ]  # fmt: skip
    assert [(e.key, e.area, e.owners) for e in rules.entitlements(units)] == [
        ("DEVELOPER", 1100, ("dev",)), ("x", 300, ("x",)), ("x+y", 700, ("x", "y")),
    ]  # fmt: skip


def test_an_electorate_has_one_hash_in_any_order():
    assert rules.electorate_hash([("a", 1), ("b", 2)]) == rules.electorate_hash([("b", 2), ("a", 1)])
    assert rules.electorate_hash([("a", 1)]) != rules.electorate_hash([("a", 2)])
