"""One row of the file: the homes and owners it speaks of, or every fault of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from portal.places.rules.importing.cells import (
    COMPANY,
    DEVELOPER,
    LONGEST_OWNER,
    PARSERS,
    PERSON,
    BadCell,
    floor_of_door,
    parse_share,
    text_of,
)
from portal.places.rules.importing.columns import REQUIRED, Field
from portal.places.rules.importing.faults import Fault
from portal.places.rules.register import HomeKind, HomeState, SizeSource

MOST_OWNERS = 20  # in one cell
_BETWEEN = re.compile(r"[、，,；;/]")  # what stands between the names in one cell
_ORGANISATION = re.compile(r"(公司|集团|合作社|委员会|银行|学校|医院|事务所)([(（].*[)）])?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One owner of one home, as the file says."""

    building: str
    stairwell: str
    door: str
    floor: int
    kind: str
    size: int
    size_source: str
    state: str
    owner: str
    owner_number: str
    owner_kind: str
    share: Fraction | None

    @property
    def door_key(self) -> str:
        return f"{self.building}\t{self.stairwell}\t{self.door}"


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a row. An empty row has neither."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()


EMPTY = Read()


def read_row(cells: Sequence[Any], columns: Mapping[str, int]) -> Read:
    """Everything the row says, or everything that is wrong with it: never some of each."""
    texts, faults = _texts(cells, columns)
    if not faults and not any(texts.values()):
        return EMPTY
    bad = {fault.field for fault in faults}
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if field not in bad:
            _parse(field, text, values, faults)
    if faults:
        return Read(faults=tuple(faults))
    try:
        return Read(lines=tuple(_lines(values)))
    except _OfField as wrong:
        return Read(faults=(Fault(wrong.field, wrong.code, wrong.said),))


def _texts(cells: Sequence[Any], columns: Mapping[str, int]) -> tuple[dict[str, str], list[Fault]]:
    texts, faults = {}, []
    for field, column in columns.items():
        raw = cells[column - 1] if column <= len(cells) else None
        try:
            texts[field] = text_of(raw)
        except BadCell as bad:
            texts[field] = ""
            code = "share_date" if bad.code == "date" and field == Field.SHARE else bad.code
            faults.append(Fault(field, code, bad.said))
    return texts, faults


def _parse(field: str, text: str, values: dict[str, Any], faults: list[Fault]) -> None:
    if not text:
        if field in REQUIRED:
            faults.append(Fault(field, "missing"))
        return
    try:
        values[field] = PARSERS[field](text) if field in PARSERS else text
    except BadCell as bad:
        faults.append(Fault(field, bad.code, bad.said))


class _OfField(BadCell):
    def __init__(self, field: str, code: str, said: str = "") -> None:
        super().__init__(code, said)
        self.field = field


def _lines(values: Mapping[str, Any]) -> list[Line]:
    building, stairwell = values[Field.BUILDING], values.get(Field.STAIRWELL, "")
    door = door_within(values[Field.DOOR], building, stairwell)
    state = values.get(Field.STATE, HomeState.DELIVERED)
    floor = values[Field.FLOOR] if Field.FLOOR in values else floor_of_door(door)
    return [
        Line(
            building, stairwell, door, floor, values.get(Field.KIND, HomeKind.FLAT), values[Field.SIZE],
            values.get(Field.SIZE_SOURCE, SizeSource.REGISTER), state, name, number, kind, share,
        )
        for name, number, kind, share in _owners(values, state)
    ]  # fmt: skip


def _owners(values: Mapping[str, Any], state: str) -> list[tuple[str, str, str, Fraction | None]]:
    said = values[Field.OWNER]
    kind = values.get(Field.OWNER_KIND) or _kind_of(said, state)
    names = _apart(said) if kind == PERSON else [said]
    if len(names) > MOST_OWNERS:
        raise _OfField(Field.OWNER, "owner_many")
    for name in names:
        if not any(char.isalpha() for char in name):
            raise _OfField(Field.OWNER, "owner_hollow", said)
        if len(name) > LONGEST_OWNER:
            raise _OfField(Field.OWNER, "owner_long")
    numbers, shares = _numbers(values, len(names)), _shares(values, len(names))
    return [(name, numbers[n], kind, shares[n]) for n, name in enumerate(names)]


def _kind_of(name: str, state: str) -> str:
    """What an owner is where the file does not say: an unsold home is its developer's; a firm is known by its name."""
    if state == HomeState.UNSOLD:
        return DEVELOPER
    return COMPANY if _ORGANISATION.search(name) else PERSON


def _apart(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()] or [text]


def _numbers(values: Mapping[str, Any], count: int) -> list[str]:
    if Field.OWNER_NUMBER not in values:
        return [""] * count
    said = values[Field.OWNER_NUMBER]
    numbers = _apart(said) if count > 1 else [said]
    if len(numbers) != count:
        raise _OfField(Field.OWNER_NUMBER, "number_count")
    if any(len(number) > LONGEST_OWNER for number in numbers):
        raise _OfField(Field.OWNER_NUMBER, "number_long")
    return numbers


def _shares(values: Mapping[str, Any], count: int) -> list[Fraction | None]:
    if Field.SHARE not in values:
        return [None] * count
    parts = [part.strip() for part in re.split(r"[、，,；;]", values[Field.SHARE]) if part.strip()]
    if len(parts) != count:
        raise _OfField(Field.SHARE, "share_count")
    try:
        return [parse_share(part) for part in parts]
    except BadCell as bad:
        raise _OfField(Field.SHARE, bad.code, bad.said) from None


def door_within(door: str, building: str, stairwell: str) -> str:
    """3栋1单元301 is 301 in 3栋 1单元: a register may write either."""
    for above in (building + stairwell, building):
        if above and door.startswith(above) and door != above:
            return door.removeprefix(above).lstrip("-— ") or door
    return door


def label_of(building: str, stairwell: str, door: str) -> str:
    return f"{building}{stairwell}{door}"


def shares_of_home(shares: Sequence[tuple[int | None, int | None]]) -> Fault | None:
    """Where the shares of a home are told, all are, and they are one whole exactly."""
    told = [Fraction(num, den) for num, den in shares if num and den]
    if not told:
        return None
    if len(told) < len(shares):
        return Fault(Field.SHARE, "share_partial")
    whole = sum(told, Fraction())
    return None if whole == 1 else Fault(Field.SHARE, "share_sum", str(whole))
