"""What is found in words, and above all what is not: a case for each way people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.hall.rules import PersonalDetails, detecting, moderation, wordlist
from portal.hall.rules.detecting import Trait, compact, traits
from portal.hall.rules.lifecycle import Shown

pytestmark = pytest.mark.anywhere

FOUND = {
    Trait.PHONE: [
        "打13800138000", "138 0013 8000", "138-0013-8000", "138.0013.8000", "１３８００１３８０００", "一三八零零一三八零零零",
        "幺三八〇〇一三八〇〇〇", "壹叁捌零零壹叁捌零零零", "①③⑧⓪⓪①③⑧⓪⓪⓪", "❶❸❽⓿⓿❶❸❽⓿⓿⓿", "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "1\u200b38\u200d00138000",
        "+8613800138000", "电话86 138 0013 8000", "1 3 8 0 0 1 3 8 0 0 0", "1、3、8、0、0、1、3、8、0、0、0", "l38OOl38OOO",
    ],
    Trait.LANDLINE: ["0830-3123456", "(0830)3123456", "0830 312 3456", "028-85551234", "010 6555 1234", "零八三零三一二三四五六"],
    Trait.ID_NUMBER: ["11010519491231002X", "11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ", "110105491231002"],
    Trait.PLATE: [
        "川E12345", "川E·12345", "川 E12345", "川E 12345", "川e12345", "川E-12345", "川E1234警", "川ED12345", "川E12345D", "川E·D12345",
    ],
    Trait.ADDRESS: ["写信到 a.b@example.com", "微信号 abcdef123", "加我微信abc_12345", "VX：wang88888", "wx: wang-8888", "QQ 123456789"],
    Trait.ACCUSATION: [
        "2栋的王先生偷电", "王某贪污公共收益", "刘主任收回扣", "王小二又偷电", "邻居王小二天天打人", "王小二，就是个小偷", "老王偷拍",
        "张经理吃回扣", "3栋李某某骗钱", "唐 老 师 出 轨".replace(" ", ""),
    ],
    Trait.VULNERABLE: ["李婆婆得了癌症", "刘女士的女儿8岁", "王先生有精神病", "陈师傅的娃娃读小学"],
}  # fmt: skip
# Criticism of work, and numbers that are nobody's: all of it is shown at once.
NOTHING = [
    "物业电梯坏了四天才修", "居委会拖了三个月不答复", "王主任三个月不答复", "陈桂芳拖了两个月不办", "物业乱收费，账也不公开", "街道踢皮球，来了三回都没人管",
    "网格员小刘从来不下楼", "业委会选得不公道", "物业贪污公共收益", "施工队严重偷工减料", "保安不管小偷",  # an organisation is no person
    "房号1301、1302、803", "1301 1302 1303", "1301 1302 803", "3012101 3012102 3012103", "101 102 103 104 105", "0301、0302", "1、3、5、7、9、11、13单元",
    "预算11.8万元，公共收益36.2万元", "46,100.00元", "13,800,138,000.00 元", "125,411.28 平方米", "89.58㎡ 1,821.50元，72.36㎡ 1,471.36元（十户）",
    "2026-11-25 19:30到21:00", "2026年11月25日", "2026.11.25", "08:30-17:30", "0830到1730", "LZ-2026-0011、LZ-2026-0012", "用了120 0000 0001",
    "12345 没人接", "400-800-1234", "一二三四五六七栋都漏水", "三五个人", "新A区和新B栋", "微信群里说了", "扫微信付钱12345678901234567890",
    "110105194912310021",  # the check sign is wrong
    "方便小偷进来", "高空抛物打人", "防小偷", "刘师傅被骗了", "王师傅来修过，小偷还是进来了", "任何人偷电都要罚", "五楼杨婆婆三个月没下过楼了",
    "唐老师给小学生讲故事", "9岁娃娃妈妈", "一楼用不到，装了挡光、潮湿", "小程序骗人",
]  # fmt: skip


@pytest.mark.parametrize(("trait", "text"), [(trait, text) for trait, texts in FOUND.items() for text in texts])
def test_what_is_private_or_accuses_is_found_however_it_is_written(trait, text):
    assert traits(text) == {trait}


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_neither_is_let_alone(text):
    assert traits(text) == frozenset()


def test_those_in_office_are_known_by_name():
    assert traits("陈桂芳收了红包，收红包") == frozenset()
    assert traits("陈桂芳收红包", in_office=["陈桂芳"]) == {Trait.ACCUSATION}
    assert traits("陈桂芳三个月不答复", in_office=["陈桂芳"]) == frozenset()


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", " ", "-", "·", " - "]),
    st.text("他说是楼", max_size=6),
)
def test_any_mobile_number_is_found_in_the_usual_groups(number, between, around):
    said = between.join((number[:3], number[3:7], number[7:]))
    assert Trait.PHONE in traits(f"{around}{said}{around}")


@given(st.integers(100, 3305).filter(lambda n: n % 100 <= 12), st.integers(2, 8), st.sampled_from(["、", "，", "号、"]))
def test_a_list_of_rooms_is_no_number(first, many, between):
    assert traits(between.join(str(first + n) for n in range(many))) == frozenset()


@given(st.integers(0, 9_999_999_999))
def test_a_sum_of_money_is_no_number(fen):
    assert traits(f"一共{fen // 100:,}.{fen % 100:02}元") == frozenset()


@given(st.dates(), st.dates())
def test_two_days_are_no_number(first, last):
    assert traits(f"{first} 到 {last}") == traits(f"{first.year}年{first.month}月{first.day}日") == frozenset()


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text):
    assert isinstance(traits(text), frozenset)
    assert all(sign.isalnum() for sign in compact(text))


LIST = """# a list
hold: 坏词儿
refuse：很坏的词
hold:
what is this
hold: 词
"""


def test_the_operators_list_is_read_line_by_line_and_says_which_lines_are_of_no_use():
    words = wordlist.read(LIST)
    assert (words.hold, words.refuse) == ({"坏词儿"}, {"很坏的词"})
    assert [broken.split(":")[0] for broken in words.broken] == ["line 4", "line 5", "line 6"]
    assert not any("what is this" in broken for broken in words.broken)


@pytest.mark.parametrize("text", ["有个坏词儿", "坏 词 儿", "坏.词-儿", "坏\u200b词儿", "坏，词，儿"])
def test_a_word_of_the_list_is_found_whatever_stands_between_its_signs(text):
    assert moderation.judge(text, words=wordlist.read(LIST)).traits == {Trait.LISTED}


def test_personal_details_and_refused_words_are_not_taken_and_the_rest_is_held_or_shown():
    words = wordlist.read(LIST)
    for text in ("打13800138000", "川E12345 乱停"):
        with pytest.raises(PersonalDetails):
            moderation.judge("别的话", text)
    with pytest.raises(moderation.UnwantedWords):
        moderation.judge("很坏的词", words=words)
    assert moderation.judge("王先生偷电").shown == Shown.HELD
    assert moderation.judge("物业电梯坏了四天才修", words=words).shown == Shown.SHOWN


def test_no_reason_of_the_code_book_is_about_criticism_tone_or_topic():
    assert not {"criticism", "off_topic", "tone", "negative"} & set(moderation.REASONS)
    for code in ("criticism", "off_topic", ""):
        with pytest.raises(moderation.UnknownReason):
            moderation.must_be_a_reason(code)


def test_the_words_of_the_data_file_are_all_used():
    assert set(detecting._words()) == {
        "surnames", "titles", "not_names", "before_names", "adverbs", "accusations", "not_after", "vulnerable",
    }  # fmt: skip
