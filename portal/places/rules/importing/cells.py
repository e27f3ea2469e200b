"""One cell, as a spreadsheet or a text file gives it: what it means, or why it means nothing."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from portal.places.rules.importing.columns import Field
from portal.places.rules.register import (
    HomeKind,
    HomeState,
    NotASize,
    SizeNotPositive,
    SizeSource,
    SizeTooFine,
    SizeTooLarge,
    parse_size,
)

LONGEST_NAME = 20  # of a building, a stairwell or a door
LONGEST_OWNER = 40
LARGEST_DENOMINATOR = 1_000_000
LOWEST, HIGHEST = -9, 200  # floors
_ERRORS = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff\ufffe\uffff]")
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
_HALF = {
    full: full - 0xFEE0
    for full in map(ord, "０１２３４５６７８９＃％．／－＝ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ")
}
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[\s\-](?=\d)")
_SUSPECT = re.compile(r"\d(?:[\s\-]?\d){10}")  # eleven digits: a phone or more

KINDS = {
    "住宅": HomeKind.FLAT, "住房": HomeKind.FLAT, "成套住宅": HomeKind.FLAT, "商铺": HomeKind.SHOP, "商业": HomeKind.SHOP,
    "门面": HomeKind.SHOP, "店铺": HomeKind.SHOP, "车位": HomeKind.PARKING, "车库": HomeKind.PARKING, "停车位": HomeKind.PARKING,
}  # fmt: skip
SOURCES = {
    "登记": SizeSource.REGISTER, "产权登记": SizeSource.REGISTER, "不动产登记": SizeSource.REGISTER, "测绘": SizeSource.SURVEY,
    "实测": SizeSource.SURVEY, "合同": SizeSource.CONTRACT, "买卖合同": SizeSource.CONTRACT,
}  # fmt: skip
STATES = {
    "已交付": HomeState.DELIVERED, "交付": HomeState.DELIVERED, "已交房": HomeState.DELIVERED, "已售未交付": HomeState.SOLD_UNDELIVERED,
    "已售未交": HomeState.SOLD_UNDELIVERED, "未交付": HomeState.SOLD_UNDELIVERED, "未售": HomeState.UNSOLD,
    "未出售": HomeState.UNSOLD, "待售": HomeState.UNSOLD,
}  # fmt: skip
PERSON, COMPANY, DEVELOPER = "person", "company", "developer"
OWNER_KINDS = {
    "个人": PERSON, "自然人": PERSON, "单位": COMPANY, "公司": COMPANY, "企业": COMPANY, "法人": COMPANY,
    "开发商": DEVELOPER, "建设单位": DEVELOPER, "开发企业": DEVELOPER,
}  # fmt: skip


class BadCell(Exception):
    """A cell that cannot be used: the code of its sentence, and what of the cell the sentence repeats."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code)
        self.code, self.said = code, said[:40]


def text_of(raw: Any) -> str:
    """A cell as plain text. Raises BadCell: date, truth, error, formula, control, id_number, phone."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return _plain(raw)
    if isinstance(raw, bool):
        raise BadCell("truth")
    if isinstance(raw, (datetime, date, time, timedelta)):
        raise BadCell("date")
    if not isinstance(raw, (int, float)):
        raise BadCell("formula")  # one that spans several cells is read as an object
    text = str(int(raw)) if isinstance(raw, int) or raw.is_integer() else repr(raw)
    _must_tell_nobody(text)
    return text


def _plain(raw: str) -> str:
    text = raw.strip().strip("\u3000\ufeff")
    if text.startswith("="):
        raise BadCell("formula")
    if _ERRORS.fullmatch(text):
        raise BadCell("error", text)
    if _CONTROL.search(text):
        raise BadCell("control")
    text = text if text.isascii() else text.translate(_HALF)
    _must_tell_nobody(text)
    return text


def _must_tell_nobody(text: str) -> None:
    """Never let in what tells who somebody is, or how to reach them. Raises BadCell: id_number, phone."""
    if not _SUSPECT.search(text):
        return
    joined = _SPACE_IN_NUMBER.sub("", text)
    if _ID_NUMBER.search(joined):
        raise BadCell("id_number")
    if _PHONE.search(joined):
        raise BadCell("phone")


@lru_cache(maxsize=4096)
def parse_building(text: str) -> str:
    """3 is 3栋; any other name stays as it is."""
    if len(text) > LONGEST_NAME - 1:
        raise BadCell("building_long")
    return f"{text}栋" if text.isdecimal() else text


@lru_cache(maxsize=4096)
def parse_stairwell(text: str) -> str:
    """1 is 1单元; a building may have none."""
    if len(text) > LONGEST_NAME - 2:
        raise BadCell("stairwell_long")
    return f"{text}单元" if text.isdecimal() else text


def parse_door(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise BadCell("door_long")
    if re.fullmatch(r"\d+\.\d+", text):
        raise BadCell("door_decimal", text)
    return text


@lru_cache(maxsize=4096)
def parse_floor(text: str) -> int:
    """3, 3层, 3F, -1, 负1, B1 as a number. Raises BadCell: floor_unknown, floor_far."""
    plain = text.strip().upper().removesuffix("层").removesuffix("楼").removesuffix("F").replace("负", "-")
    plain = "-" + plain[1:] if plain.startswith("B") else plain
    if not re.fullmatch(r"-?\d{1,6}", plain, re.ASCII):
        raise BadCell("floor_unknown", text)
    if not LOWEST <= int(plain) <= HIGHEST:
        raise BadCell("floor_far", text)
    return int(plain)


def floor_of_door(door: str) -> int:
    """301 is on the third floor, 1203 on the twelfth; any other door is told to be on the first."""
    found = re.search(r"(\d{1,3})\d\d$", door, re.ASCII)
    return min(int(found[1]), HIGHEST) or 1 if found else 1


def parse_area(text: str) -> int:
    """A size in 0.01 m². Raises BadCell: size_not_number, size_negative, size_zero, size_fine, size_large."""
    plain = re.sub(r"(平方米|平米|平方|㎡|m2|m²)$", "", text, flags=re.IGNORECASE).strip()
    try:
        return parse_size(plain)
    except NotASize:
        raise BadCell("size_not_number", text) from None
    except SizeNotPositive:
        raise BadCell("size_negative" if plain.startswith("-") and plain.strip("-0.") else "size_zero", text) from None
    except SizeTooFine:
        raise BadCell("size_fine", text) from None
    except SizeTooLarge:
        raise BadCell("size_large", text) from None


def parse_share(text: str) -> Fraction:
    """1/2, 50% or 0.5 of a home, exactly. Raises BadCell: share_unknown, share_not_positive, share_large."""
    plain = text.replace(" ", "")
    found = re.fullmatch(r"(-?\d{1,9})/(\d{1,9})|(-?\d{1,9}(?:\.\d{1,9})?)(%?)", plain, re.ASCII)
    if found is None or (found[2] and not int(found[2])):
        raise BadCell("share_unknown", text)
    share = Fraction(int(found[1]), int(found[2])) if found[2] else Fraction(found[3]) / (100 if found[4] else 1)
    if share <= 0:
        raise BadCell("share_not_positive", text)
    if share > 1:
        raise BadCell("share_large", text)
    if share.denominator > LARGEST_DENOMINATOR:
        raise BadCell("share_unknown", text)
    return share


def one_of(words: dict[str, Any], code: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        try:
            return str(words[text])
        except KeyError:
            raise BadCell(code, text) from None

    return parse


PARSERS: dict[str, Callable[[str], Any]] = {
    Field.BUILDING: parse_building,
    Field.STAIRWELL: parse_stairwell,
    Field.DOOR: parse_door,
    Field.FLOOR: parse_floor,
    Field.KIND: one_of(KINDS, "kind_unknown"),
    Field.SIZE: parse_area,
    Field.SIZE_SOURCE: one_of(SOURCES, "source_unknown"),
    Field.STATE: one_of(STATES, "state_unknown"),
    Field.OWNER_KIND: one_of(OWNER_KINDS, "owner_kind_unknown"),
}
