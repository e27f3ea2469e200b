"""Everything that can be wrong with a row, told in a sentence each."""

from dataclasses import dataclass

from portal.kit.words import N_, _


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field of a row. `said` repeats the cell, as far as a sentence needs it."""

    field: str
    code: str
    said: str = ""


SENTENCES = {
    # The cell itself
    "missing": N_("这一格空着，要填。"),
    "formula": N_("这一格是公式。请复制这一列，再“选择性粘贴”成数值。"),
    "error": N_("这一格是表格算错留下的 %(said)s，请改成真的内容。"),
    "merged": N_("%(said)s 是合并的格子。请取消合并，每一行都填上。"),
    "control": N_("这一格里有换行或看不见的字符，请删掉重打。"),
    "date": N_("表格把这一格变成了日期。请把这一列设成“文本”，再填一遍。"),
    "truth": N_("这一格是“是/否”，请填真的内容。"),
    "id_number": N_("这一格像是身份证号。名册不收身份证号，请删掉。"),
    "phone": N_("这一格像是电话号码。名册不收电话，请删掉。"),
    # Where it is
    "building_long": N_("楼栋名太长了，最多 20 个字。"),
    "stairwell_long": N_("单元名太长了，最多 20 个字。"),
    "door_long": N_("房号太长了，最多 20 个字。"),
    "door_decimal": N_("房号是个小数：%(said)s。请把这一列设成“文本”，再填一遍。"),
    "floor_unknown": N_("楼层看不懂：%(said)s。写成 3 或 -1 这样。"),
    "floor_far": N_("楼层 %(said)s 不太可能，请再看一遍。"),
    # What it is
    "kind_unknown": N_("用途只能写住宅、商铺、车位，现在写的是：%(said)s。"),
    "size_not_number": N_("面积不是数字：%(said)s。写成 89.58 这样。"),
    "size_negative": N_("面积是负数：%(said)s。"),
    "size_zero": N_("面积是 0。"),
    "size_fine": N_("面积最多两位小数：%(said)s。"),
    "size_large": N_("面积太大了：%(said)s 平方米。请再看一遍。"),
    "source_unknown": N_("面积来源只能写登记、测绘、合同，现在写的是：%(said)s。"),
    "state_unknown": N_("交付状态只能写已交付、已售未交付、未售，现在写的是：%(said)s。"),
    # Whose it is
    "owner_long": N_("业主名太长了，最多 40 个字。"),
    "owner_hollow": N_("业主名里没有字：%(said)s。"),
    "owner_many": N_("一格里的业主太多了，最多 20 位。请分成几行。"),
    "owner_kind_unknown": N_("业主类型只能写个人、单位、开发商，现在写的是：%(said)s。"),
    "number_long": N_("业主编号太长了，最多 40 个字。"),
    "number_count": N_("业主有几位，编号也要有几个，用、隔开。"),
    "share_unknown": N_("份额看不懂：%(said)s。写成 1/2 这样。"),
    "share_not_positive": N_("份额要大于 0：%(said)s。"),
    "share_large": N_("份额不能大于 1：%(said)s。"),
    "share_date": N_("表格把份额变成了日期。请把这一列设成“文本”，再填 1/2。"),
    "share_count": N_("业主有几位，份额也要有几个，用、隔开。"),
    # Between rows, and between them and the register
    "building_merged": N_("这栋楼已经并入%(said)s，请把表里的楼栋改成%(said)s。"),
    "building_renamed": N_("这栋楼改名叫%(said)s了，请改表里的楼栋。真是新的一栋，先在“小区楼栋”里建好。"),
    "home_split": N_("这一户已经分到%(said)s，请按现在的地方改表。"),
    "duplicate": N_("这一行和第 %(said)s 行是同一户、同一位业主。"),
    "size_differs": N_("同一户，第 %(said)s 行写的面积不一样。"),
    "kind_differs": N_("同一户，第 %(said)s 行写的用途不一样。"),
    "state_differs": N_("同一户，第 %(said)s 行写的交付状态不一样。"),
    "source_differs": N_("同一户，第 %(said)s 行写的面积来源不一样。"),
    "floor_differs": N_("同一户，第 %(said)s 行写的楼层不一样。"),
    "share_sum": N_("这一户的份额加起来是 %(said)s，要正好是 1。"),
    "share_partial": N_("这一户有人写了份额，有人没写。要么都写，要么都不写。"),
    "number_two_names": N_("同一个业主编号，第 %(said)s 行写的是另一个名字。"),
    "number_two_kinds": N_("同一个业主编号，第 %(said)s 行写的业主类型不一样。"),
    "too_wide": N_("这一行比表头多出一截，请看看是不是错了格。"),
}
BETWEEN_ROWS = (
    "duplicate", "size_differs", "kind_differs", "state_differs", "source_differs", "floor_differs", "share_sum",
    "share_partial", "number_two_names", "number_two_kinds", "building_merged", "building_renamed", "home_split",
)  # fmt: skip


def sentence_of(code: str, said: str) -> str:
    text = SENTENCES[code]
    return _(text, said=said) if "%(said)s" in text else _(text)
