"""Which column of a file holds which field of the register: guessed by its heading, chosen by a person."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_, _


class Field(StrEnum):
    BUILDING = "building"
    STAIRWELL = "stairwell"
    DOOR = "door"
    FLOOR = "floor"
    KIND = "kind"
    SIZE = "size"
    SIZE_SOURCE = "size_source"
    STATE = "state"
    OWNER = "owner"
    OWNER_NUMBER = "owner_number"
    OWNER_KIND = "owner_kind"
    SHARE = "share"


REQUIRED = (Field.BUILDING, Field.DOOR, Field.SIZE, Field.OWNER)
NAMES = {
    Field.BUILDING: N_("楼栋"), Field.STAIRWELL: N_("单元"), Field.DOOR: N_("房号"), Field.FLOOR: N_("楼层"),
    Field.KIND: N_("用途"), Field.SIZE: N_("建筑面积"), Field.SIZE_SOURCE: N_("面积来源"), Field.STATE: N_("交付状态"),
    Field.OWNER: N_("业主"), Field.OWNER_NUMBER: N_("业主编号"), Field.OWNER_KIND: N_("业主类型"), Field.SHARE: N_("份额"),
}  # fmt: skip

# What estates, property companies and the housing office write above the same column.
SYNONYMS: dict[str, tuple[str, ...]] = {
    Field.BUILDING: ("楼栋", "楼栋号", "栋", "栋号", "幢", "幢号", "楼号", "楼幢", "座", "building"),
    Field.STAIRWELL: ("单元", "单元号", "梯", "stairwell", "entrance", "unit"),
    Field.DOOR: ("房号", "房间号", "房间", "门牌号", "门牌", "室号", "室", "户号", "房屋编号", "door", "room"),
    Field.FLOOR: ("楼层", "层", "所在层", "层数", "floor"),
    Field.KIND: ("用途", "房屋用途", "房屋类型", "类别", "性质", "规划用途", "use"),
    Field.SIZE: ("建筑面积", "面积", "产权面积", "专有部分面积", "建面", "房屋面积", "area", "size"),
    Field.SIZE_SOURCE: ("面积来源", "面积依据", "面积出处", "areasource"),
    Field.STATE: ("交付状态", "交付情况", "交房状态", "销售状态", "状态", "state"),
    Field.OWNER: ("业主", "业主姓名", "姓名", "产权人", "权利人", "所有权人", "业主名称", "owner", "name"),
    Field.OWNER_NUMBER: ("业主编号", "业主号", "业主代码", "客户编号", "ownernumber"),
    Field.OWNER_KIND: ("业主类型", "业主类别", "业主性质", "ownertype"),
    Field.SHARE: ("份额", "产权份额", "共有份额", "占比", "比例", "share"),
}
_FIELD_OF = {word: field for field, words in SYNONYMS.items() for word in words}


class HeadingMissing(Refused):
    status = 422
    message = N_("还没选哪一列是“%(field)s”。")


class HeadingTwice(Refused):
    status = 422
    message = N_("两列都选成了“%(field)s”：%(first)s 列和 %(second)s 列。留一列就行。")


def letter(column: int) -> str:
    """The name a spreadsheet gives to a column, counted from 1: A, B, … Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _plain(heading: str) -> str:
    text = unicodedata.normalize("NFKC", heading).lower()
    return re.sub(r"\(.*?\)|\[.*?\]|[\s*:_\-/]", "", text)


def guess_columns(headings: Sequence[str]) -> dict[str, int]:
    """Field to column, counted from 1. The first column of a heading wins; a person may choose otherwise."""
    guessed: dict[str, int] = {}
    for column, heading in enumerate(headings, 1):
        field = _FIELD_OF.get(_plain(heading))
        if field is not None:
            guessed.setdefault(field, column)
    return guessed


def find_headings(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows holds the headings, from 1: a title may stand above them. None where all are empty."""
    known = [len(guess_columns(row)) for row in rows]
    if known and max(known) >= 2:
        return known.index(max(known)) + 1
    return next((n for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row)), None)


def check_columns(chosen: Mapping[int, str]) -> dict[str, int]:
    """Column to field, as a person chose it, becomes field to column. Raises HeadingTwice, HeadingMissing."""
    columns: dict[str, int] = {}
    for column, field in sorted(chosen.items()):
        if field in columns:
            raise HeadingTwice(field=_(NAMES[Field(field)]), first=letter(columns[field]), second=letter(column))
        columns[field] = column
    for field in REQUIRED:
        if field not in columns:
            raise HeadingMissing(field=_(NAMES[field]))
    return columns
