"""What can be read off words alone: private numbers and addresses, and a named person beside an accusation.

Pure, and without a memory. What is found is a code (`Trait`), never the words themselves.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("detecting.json")


class Trait(StrEnum):
    """What was found in a text."""

    PHONE = "phone"  # a mobile number
    LANDLINE = "landline"
    ID_NUMBER = "id_number"
    PLATE = "plate"
    ADDRESS = "address"  # of mail or of a messenger
    ACCUSATION = "accusation"  # of a named person
    VULNERABLE = "vulnerable"  # a named person beside an illness or a child's age (§2.10)
    LISTED = "listed"  # a word of the operator's list


# Somebody's number or address: whoever writes can take it out, and is asked to before anything is sent.
PERSONAL = frozenset({Trait.PHONE, Trait.LANDLINE, Trait.ID_NUMBER, Trait.PLATE, Trait.ADDRESS})

_SPOKEN = {"〇": "0", "○": "0", "零": "0", "幺": "1"} | {
    sign: str(n % 10) for n, signs in enumerate(("〇", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for sign in signs
}  # fmt: skip
_SAID = str.maketrans(_SPOKEN)
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cc"})  # zero-width signs, directions, marks that ride on another sign


def plain(text: str) -> str:
    """The text as a reader sees it: full-width and circled signs as plain ones, nothing invisible, lines kept."""
    seen = (c for c in unicodedata.normalize("NFKC", text) if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    return "".join(str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None else c for c in seen)


def compact(text: str) -> str:
    """Letters, signs and figures alone, in small letters: a word with dots between its signs is the same word."""
    return "".join(c for c in plain(text).casefold() if c.isalnum())


_BETWEEN = r"[\s\-‐-―−·.•_/]{1,3}"  # 、 and ， make a list: they do not hold one number together
# How a mobile number is broken up; a list of rooms (1301 1302 803) is not.
_GROUPS = ((3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (5, 6), (6, 5), (4, 7), (3, 2, 2, 2, 2), (3, 4, 2, 2))
_MOBILE = re.compile(r"(?<!\d)(?:\+?0{0,2}86)?1[3-9]\d{9}(?!\d)")
_IN_GROUPS = "|".join(_BETWEEN.join(rf"\d{{{n}}}" for n in groups) for groups in _GROUPS)
_MOBILE_IN_GROUPS = re.compile(rf"(?<!\d)(?=1[3-9])(?:{_IN_GROUPS})(?!\d)")
_MOBILE_BY_DIGIT = re.compile(r"(?<!\d)1[\s\W_]{1,3}[3-9](?:[\s\W_]{1,3}\d){9}(?!\d)")
_LOOKS_LIKE_DIGITS = re.compile(r"(?<![A-Za-z0-9])[1Il][0-9OoIl]{10}(?![A-Za-z0-9])")
_LANDLINE = re.compile(r"(?<![\d.-])[(]?0(?:10|2\d|[3-9]\d{2})[)\s\-]{0,2}[2-9]\d{2,3}[\s\-]?\d{4}(?!\d)")

_ID_18 = re.compile(r"(?<!\d)\d{6}[\s\-]?\d{4}[\s\-]?\d{4}[\s\-]?\d{3}[\dXx](?!\d)")
_ID_15 = re.compile(r"(?<!\d)\d{6}[\s\-]?\d{6}[\s\-]?\d{3}(?!\d)")
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-NP-Z][\s·•.\-]?"
    r"(?=(?:[A-Z]*\d){2})(?:[A-HJ-NP-Z0-9]{6}|[A-HJ-NP-Z0-9]{4}(?:[A-HJ-NP-Z0-9]|[学警挂港澳使领]))(?![A-Za-z0-9])",
    re.I,
)
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]+\s?@\s?[A-Za-z0-9\-]+(?:\s?\.\s?[A-Za-z]{2,})+")
_MESSENGER = re.compile(
    r"(?:微信|薇信|威信|(?<![a-z])(?:wechat|weixin|vx|wx|qq))(?:号码|号|id)?(?:\s|是|为|加|[:=]){0,3}[a-z0-9][a-z0-9_\-]{5,19}(?![a-z0-9])"
    r"|加(?:我|他|她)?(?:微信|薇|v|vx|qq)(?:\s|[:]){0,2}[a-z0-9][a-z0-9_\-]{5,19}",
    re.I,
)


def traits(text: str, in_office: Collection[str] = ()) -> frozenset[Trait]:
    """Everything found in a text. `in_office` are the names of those who hold an office where it is said."""
    seen = plain(text)
    said = seen.translate(_SAID)
    tests = (
        (Trait.PHONE, _has_mobile(said)),
        (Trait.LANDLINE, bool(_LANDLINE.search(said))),
        (Trait.ID_NUMBER, _has_id_number(said)),
        (Trait.PLATE, bool(_PLATE.search(seen))),
        (Trait.ADDRESS, bool(_MAIL.search(seen) or _MESSENGER.search(seen))),
        (Trait.ACCUSATION, any(_accuses(clause, in_office) for clause in _clauses(seen))),
        (Trait.VULNERABLE, any(_exposes(clause, in_office) for clause in _clauses(seen))),
    )
    return frozenset(trait for trait, found in tests if found)


def _has_mobile(said: str) -> bool:
    likely = _LOOKS_LIKE_DIGITS.sub(lambda found: found[0].translate(str.maketrans("OoIl", "0011")), said)
    return any(pattern.search(likely) for pattern in (_MOBILE, _MOBILE_IN_GROUPS, _MOBILE_BY_DIGIT))


def _has_id_number(said: str) -> bool:
    long = (re.sub(r"[\s\-]", "", found[0]).upper() for found in _ID_18.finditer(said))
    short = (re.sub(r"[\s\-]", "", found[0]) for found in _ID_15.finditer(said))
    return any(_is_id_18(number) for number in long) or any(_is_id_15(number) for number in short)


def _is_id_18(number: str) -> bool:
    """GB 11643: province, day of birth, and the check sign of ISO 7064 MOD 11-2."""
    check = "10X98765432"[sum(int(n) * weight for n, weight in zip(number, _WEIGHTS, strict=False)) % 11]
    return number[:2] in _PROVINCES and number[6:8] in ("19", "20") and _is_day(number[10:14]) and number[17] == check


def _is_id_15(number: str) -> bool:
    """As issued before 1999: no century and no check sign."""
    return number[:2] in _PROVINCES and _is_day(number[8:12])


def _is_day(month_and_day: str) -> bool:
    return 1 <= int(month_and_day[:2]) <= 12 and 1 <= int(month_and_day[2:]) <= 31


@cache
def _words() -> dict[str, list[str]]:
    return dict(json.loads(_DATA.read_text(encoding="utf-8")))


def _any_of(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _titled() -> re.Pattern[str]:
    """王先生, 王某, 老王, 王主任; and a name after what somebody is: 邻居王小二."""
    words = _words()
    name = f"(?!{_any_of(words['not_names'])})[{words['surnames']}]"
    return re.compile(
        rf"{name}[一-龥]{{0,2}}?(?:{_any_of(words['titles'])})|[老小](?!马路|林子|高层|程序|叶子|黄车|黄狗|田)[{words['surnames'][:66]}]"
        rf"|(?:{_any_of(words['before_names'])}){name}[一-龥]{{1,2}}"
    )


@cache
def _bare() -> re.Pattern[str]:
    """王小二 where a clause begins, before an accusation: 王小二又偷电. Elsewhere three signs are not known for a name."""
    words = _words()
    name = f"(?!{_any_of(words['not_names'])})[{words['surnames']}][一-龥]{{1,2}}?"
    begins = rf"(?:^|[\s\d号栋楼室户]|{_any_of(words['before_names'])})"
    return re.compile(rf"{begins}{name}(?:{_any_of(words['adverbs'])}|\s){{0,3}}(?:{_any_of(words['accusations'])})")


@cache
def _blame() -> re.Pattern[str]:
    """An accusing word, but not where it is warned of or suffered: 防小偷, 被骗了."""
    words = _words()
    spared = "".join(f"(?<!{word})" for word in words["not_after"]) + "".join(
        f"(?<!{word}小)" for word in words["not_after"] if len(word) == 1
    )
    return re.compile(spared + f"(?:{_any_of(words['accusations'])})")


_CHILDS_AGE = re.compile(
    r"(?<!\d)(?:1[0-7]|[1-9])岁|(?<![一二三四五六七八九])(?:十[一二三四五六七]?|[一二三四五六七八九])岁"
)


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a text; one that is a name and no more goes with the next: 王小二，就是个小偷."""
    held = ""
    for clause in (part.strip() for part in re.split(r"[。!?;…\n,、，！？；]", text)):
        if held:
            yield held + clause
        held = clause if _is_a_name(clause) else ""
        yield clause


def _is_a_name(clause: str) -> bool:
    found = _titled().search(clause)
    bare = 2 <= len(clause) <= 3 and clause[0] in _words()["surnames"] and clause[:2] not in _words()["not_names"]
    return bare or (found is not None and found.end() == len(clause) <= 8)


def _names_somebody(clause: str, in_office: Collection[str]) -> bool:
    return bool(_titled().search(clause)) or any(len(name) > 1 and name in clause for name in in_office)


def _accuses(clause: str, in_office: Collection[str]) -> bool:
    if not _blame().search(clause):
        return False
    return _names_somebody(clause, in_office) or bool(_bare().search(clause))


def _exposes(clause: str, in_office: Collection[str]) -> bool:
    frail = any(word in clause for word in _words()["vulnerable"]) or _CHILDS_AGE.search(clause)
    return bool(frail) and _names_somebody(clause, in_office)
