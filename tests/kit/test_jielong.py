"""What neighbours wrote in a chat, read as a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import jielong
from portal.kit.jielong import Entry

pytestmark = pytest.mark.anywhere

PASTED = """#接龙
3栋装电梯，大家啥子意见？

1. 501张阿姨：支持，三个月没下楼了
2. 王师傅 反对，挡光
还潮湿
3、李孃孃，不反对，但是不出钱
4）老周
(5) 2单元小刘｜建议错层
５．何姐：不支持
"""


def test_a_chain_is_read_with_its_title_its_voices_and_where_they_stand():
    chain = jielong.read(PASTED)
    assert chain.title == "3栋装电梯，大家啥子意见？"
    assert [(e.name, e.words, e.stance) for e in chain.entries] == [
        ("501张阿姨", "支持，三个月没下楼了", "support"),
        ("王师傅", "反对，挡光\n还潮湿", "oppose"),
        ("李孃孃", "不反对，但是不出钱", ""),
        ("老周", "", ""),
        ("2单元小刘", "建议错层", "suggest"),
        ("何姐", "不支持", "oppose"),
    ]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", ()),
        ("没有编号的一段话", ()),
        ("1.", ()),
        ("① 张三 同意", (Entry(1, "张三", "同意", "support"),)),
        ("12 张三 不同意", (Entry(12, "张三", "不同意", "oppose"),)),
        ("1. 张三：好\n1. 张三：好", (Entry(1, "张三", "好", ""),)),  # pasted twice
        ("1. 张三：好\n2. 张三：好", (Entry(1, "张三", "好", ""),)),
        (
            "1. 3-1-2 张阿姨 同意",
            (Entry(1, "张阿姨", "同意", "support", "3-1-2"),),
        ),  # nobody needs to read where she lives
        ("1. 12-803室：李哥，反对", (Entry(1, "李哥", "反对", "oppose", "12-803室"),)),
        ("1. 3-1-2 同意", (Entry(1, "3-1-2", "同意", "support"),)),  # no name: whoever records it gives one
        ("1.张三 \U0002070e：𠮷利", (Entry(1, "张三", "\U0002070e：𠮷利", ""),)),
    ],
)
def test_whatever_is_pasted_becomes_a_list(text, entries):
    assert jielong.read(text).entries == entries


@given(st.text(max_size=400))
def test_no_text_breaks_it(text):
    chain = jielong.read(text)
    assert len(chain.entries) <= jielong.MOST
    assert all(entry.name and len(entry.name) <= 20 for entry in chain.entries)
