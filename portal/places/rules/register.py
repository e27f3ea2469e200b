"""Sizes as exact integers, and who is one voter among owners."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

LARGEST_HOME = 10_000_000  # 0.01 m²: 100,000 m², more than any one unit

DEVELOPER = "DEVELOPER"


class HomeKind(StrEnum):
    FLAT = "flat"
    SHOP = "shop"
    PARKING = "parking"


class HomeState(StrEnum):
    DELIVERED = "delivered"
    SOLD_UNDELIVERED = "sold_undelivered"
    UNSOLD = "unsold"


class SizeSource(StrEnum):
    """In this order of preference (解释 art. 8)."""

    REGISTER = "register"
    SURVEY = "survey"
    CONTRACT = "contract"


class NotASize(Refused):
    status = 422
    message = N_("面积要写成 89.58 这样的数，单位是平方米。")


class SizeNotPositive(Refused):
    status = 422
    message = N_("面积要大于 0，现在是 %(text)s。")


class SizeTooFine(Refused):
    status = 422
    message = N_("面积最多两位小数，现在是 %(text)s。")


class SizeTooLarge(Refused):
    status = 422
    message = N_("面积太大了：%(text)s 平方米。请再看一遍。")


def parse_size(text: str) -> int:
    """A floor area as an integer of 0.01 m². Raises NotASize, SizeNotPositive, SizeTooFine, SizeTooLarge."""
    plain = text.strip().removesuffix("㎡").replace(",", "")
    found = re.fullmatch(r"(-?)(\d{1,12})(?:\.(\d+))?", plain, re.ASCII)
    if found is None:
        raise NotASize()
    sign, whole, decimals = found[1], found[2], found[3] or ""
    if len(decimals.rstrip("0")) > 2:
        raise SizeTooFine(text=plain)
    size = int(whole) * 100 + int((decimals + "00")[:2])
    if sign or size == 0:
        raise SizeNotPositive(text=plain)
    if size > LARGEST_HOME:
        raise SizeTooLarge(text=plain)
    return size


@dataclass(frozen=True)
class Unit:
    """One exclusive unit. `area` in 0.01 m²; `owners` are keys of the register, in any order."""

    id: str
    area: int
    owners: tuple[str, ...]
    state: str = HomeState.DELIVERED


@dataclass(frozen=True)
class Entitlement:
    """One vote: a head, and the area of all units behind it in 0.01 m²."""

    key: str
    unit_ids: tuple[str, ...]
    area: int
    owners: tuple[str, ...]


def voter_key(unit: Unit) -> str:
    """Identical owner sets are one voter; so are all unsold and undelivered units, whoever bought them (解释 art. 9)."""
    if unit.state in (HomeState.UNSOLD, HomeState.SOLD_UNDELIVERED):
        return DEVELOPER
    return "+".join(sorted(set(unit.owners)))


def entitlements(units: Iterable[Unit]) -> list[Entitlement]:
    """The electorate of these units, in the order of its keys. A unit without owner on the register has no vote."""
    together: dict[str, list[Unit]] = {}
    for unit in units:
        if key := voter_key(unit):
            together.setdefault(key, []).append(unit)
    return [_entitlement(key, together[key]) for key in sorted(together)]


def _entitlement(key: str, units: Sequence[Unit]) -> Entitlement:
    if key == DEVELOPER:
        # A buyer who has not been handed the keys does not vote: the developer does, for all of them.
        owners = {owner for unit in units if unit.state == HomeState.UNSOLD for owner in unit.owners}
    else:
        owners = set(units[0].owners)
    return Entitlement(key, tuple(unit.id for unit in units), sum(unit.area for unit in units), tuple(sorted(owners)))


def electorate_hash(electorate: Iterable[tuple[str, int]]) -> str:
    """sha256 of the electorate in one fixed spelling: a line `key<TAB>area` for each voter, in the order of keys."""
    lines = "".join(f"{key}\t{area}\n" for key, area in sorted(electorate))
    return hashlib.sha256(lines.encode()).hexdigest()
