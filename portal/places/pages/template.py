"""The empty form of a register: a spreadsheet with an example and an explanation, or a text file."""

from portal.documents.spreadsheet import Cell, Sheet
from portal.kit.words import N_, _
from portal.places.rules.importing import NAMES, REQUIRED, Field

EXAMPLE: tuple[tuple[str, ...], ...] = (
    ("3栋", "1单元", "301", "3", "住宅", "72.36", "登记", "已交付", "王某某", "", "个人", ""),
    ("3栋", "1单元", "302", "3", "住宅", "89.58", "登记", "已交付", "李某某、赵某某", "", "个人", "1/2、1/2"),
    ("3栋", "2单元", "301", "3", "住宅", "72.36", "合同", "已交付", "陈某某", "A12", "个人", ""),
    ("3栋", "", "商铺01", "1", "商铺", "56.50", "登记", "已交付", "陈某某", "A12", "个人", ""),
    ("3栋", "2单元", "302", "3", "住宅", "89.58", "测绘", "已售未交付", "某某公司（演示）", "", "单位", ""),
    ("3栋", "2单元", "401", "4", "住宅", "72.36", "测绘", "未售", "某某置业（演示）", "", "开发商", ""),
)
MEANINGS = {
    Field.BUILDING: N_("楼栋的名字，最多 20 个字。只写数字 3，就当成 3栋。"),
    Field.STAIRWELL: N_("没有单元就空着。只写数字 1，就当成 1单元。"),
    Field.DOOR: N_("这一列请设成“文本”，免得 1-2 被变成日期。"),
    Field.FLOOR: N_("不填就从房号里看：301 是 3 楼。地下写 -1。"),
    Field.KIND: N_("住宅、商铺、车位。不填就是住宅。"),
    Field.SIZE: N_("平方米，最多两位小数。不要写公式。"),
    Field.SIZE_SOURCE: N_("登记、测绘、合同。不填就是登记。"),
    Field.STATE: N_("已交付、已售未交付、未售。不填就是已交付。"),
    Field.OWNER: N_("几位共有人用、隔开，或者一人一行。不要写身份证号和电话。"),
    Field.OWNER_NUMBER: N_("同名的人用编号分开；一个人有几套，写同一个编号。"),
    Field.OWNER_KIND: N_("个人、单位、开发商。不填时，未售的算开发商，名字像公司的算单位。"),
    Field.SHARE: N_("写成 1/2 这样，一户加起来正好是 1。可以都不写。"),
}
HEADINGS = [NAMES[field] for field in Field]  # the form is Chinese in every language: so are the files that come back


def sheets() -> list[Sheet]:
    explained: list[list[Cell]] = [
        [NAMES[field], _("必填") if field in REQUIRED else _("可以不填"), _(MEANINGS[field])] for field in Field
    ]
    return [
        Sheet("名册", HEADINGS, []),
        Sheet("示例", HEADINGS, [list(row) for row in EXAMPLE]),
        Sheet("说明", [_("列"), _("要不要填"), _("怎么填")], explained),
    ]


def text_file() -> bytes:
    """UTF-8 with its mark, which every spreadsheet program opens rightly."""
    lines = [",".join(HEADINGS), *(",".join(row) for row in EXAMPLE)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")
