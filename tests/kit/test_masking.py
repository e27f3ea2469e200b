"""What is masked is recognised by its owner, and read by nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import masking

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize(
    ("mask", "plain", "shown"),
    [
        (masking.phone, "13812341234", "138****1234"),
        (masking.phone, "110", "***"),
        (masking.email, "wang@example.org", "w***@example.org"),
        (masking.name, "张三", "张*"),
        (masking.name, "张小三", "张*三"),
        (masking.name, "欧阳小三", "欧***"),
        (masking.name, "138****1234", "138****1234"),  # an account that has told no name yet
        (masking.name, "", ""),
        (masking.id_number, "510502199001011234", "5105**********1234"),
        (masking.address, "桂圆林苑3栋1单元402", "桂圆林苑3栋"),
        (masking.address, "3栋1单元402", "3栋"),
        (masking.address, "没有楼号", "****"),
    ],
)
def test_each_kind_has_its_mask(mask, plain, shown):
    assert mask(plain) == shown


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_four_digits_of_a_phone_are_gone(number):
    shown = masking.phone(number)
    assert "****" in shown and sum(sign.isdigit() for sign in shown) == 7


@given(st.text(alphabet="王李张刘陈杨黄赵吴周", min_size=2, max_size=8))
def test_of_a_name_two_signs_stay_at_most(name):
    shown = masking.name(name)
    assert len(shown) == len(name) and shown != name and shown.count("*") == len(name) - (2 if len(name) == 3 else 1)
