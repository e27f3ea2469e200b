"""A cost shared by area (Civil Code 283): which homes, in which order, and what each pays to the 分."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.methods import shares

MOST_HOMES = 5000


class NothingToShare(Refused):
    status = 422
    message = N_("费用要大于零，请写一共多少元。")


class NoHomesToShare(Refused):
    status = 422
    message = N_("名册上这里还没有房屋面积，分不了。请先请社区把名册补好。")


class TooManyHomes(Refused):
    status = 422
    message = N_("这里超过 5000 户，请一栋一栋地分。")


class NoSuchMatter(Refused):
    status = 422
    message = N_("没有这个编号的事，请再看一遍；没有可以不填。")


@dataclass(frozen=True)
class Share:
    """What one home pays: `size` in 0.01 m², `fen` in 分. `path` is its stairwell's."""

    home_id: int
    label: str
    path: str
    size: int
    fen: int


def door_order(label: str) -> list[Any]:
    """3栋1单元2-1 before 3栋1单元10-1: numbers are read as numbers."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", label)]


def shared(cost: int, homes: Sequence[tuple[int, str, str, int]]) -> list[Share]:
    """Every home (id, label, path, size) with what it pays, in the order of doors. The sum is the cost, exactly.

    Raises NothingToShare, NoHomesToShare.
    """
    if cost <= 0:
        raise NothingToShare()
    ordered = sorted(homes, key=lambda home: (door_order(home[1]), home[0]))
    if not sum(size for *_, size in ordered):
        raise NoHomesToShare()
    keys = {home[0]: f"{n:06}" for n, home in enumerate(ordered)}  # of equal remainders the lowest doors pay the 分
    paid = shares(cost, {keys[home_id]: size for home_id, _, _, size in ordered})
    return [Share(home_id, label, path, size, paid[keys[home_id]]) for home_id, label, path, size in ordered]


@dataclass(frozen=True)
class Alike:
    """So many homes of one size that pay the same."""

    size: int
    fen: int
    homes: int


def alike(found: Iterable[Share]) -> list[Alike]:
    """For everybody: how many pay what, without a door. The smallest homes first."""
    counted = Counter((share.size, -share.fen) for share in found)
    return [Alike(size, -fen, homes) for (size, fen), homes in sorted(counted.items())]
