"""A 接龙 about coming: what somebody said, and which door they said it for. What is not plain is left to a person."""

import re
from collections.abc import Iterable

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.coming import Comes

# 3-1-201, 3栋1单元201, 1-201; three or four digits alone are a door too, two are how many come.
_DOOR = re.compile(r"\d{1,4}(?:(?:栋|幢|号楼|单元|[-－—–#])\s*\d{1,4}){1,2}|(?<!\d)\d{3,4}(?!\d)")
_STAY = re.compile(r"不来|来不了|不去|去不了|不参加|参加不了|请假|没空|有事")
_PROXY = re.compile(r"委托|代投|代我")


class NothingInChain(Refused):
    status = 422
    message = N_("没看出接龙，请把整段从「1.」开始贴进来。")


class NothingToEnter(Refused):
    status = 422
    message = N_("没有一条写了门牌。先写上门牌，或者不用记。")


class DoorUnknown(Refused):
    status = 422
    message = N_("有 %(n)s 条的门牌名册上对不上，改一改，或者空着不记。")


def answer_in(words: str) -> Comes:
    """Whoever joins a list of those who come, comes, unless they say otherwise."""
    if _STAY.search(words):
        return Comes.STAY
    return Comes.PROXY if _PROXY.search(words) else Comes.COME


def door_in(*said: str) -> str:
    """The first that looks like a door, or nothing."""
    return next((found[0] for text in said if (found := _DOOR.search(text))), "")


def doors_like(said: str, labels: Iterable[tuple[str, str]]) -> list[str]:
    """The keys of the rights that `said` can mean, of keys with their labels.

    A door is the numbers in it: 1-201 means whatever ends in 1 and 201. A label that is the same to the letter is
    meant, whatever else would fit.
    """
    wanted, numbers = "".join(said.split()), _numbers(said)
    found = []
    for key, label in labels:
        homes = ["".join(home.split()) for home in label.split("、")]
        if wanted and wanted in homes:
            return [key]
        if numbers and any(_numbers(home)[-len(numbers) :] == numbers for home in homes):
            found.append(key)
    return found


def _numbers(label: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d{1,9}", label)]
