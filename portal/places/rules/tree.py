"""How areas stand in one another, how they are named and numbered, and what a change of the tree must not do."""

import re
from collections.abc import Collection, Sequence

from portal.kit.errors import Refused
from portal.kit.words import N_, _
from portal.places.rules.areas import AreaKind

# What may stand directly under what: 市 → 区县 → 街道 → 社区 → 网格 → 小区 → 楼栋 → 单元; an estate needs no grid.
PARENTS: dict[str, frozenset[str]] = {
    AreaKind.CITY: frozenset(),
    AreaKind.DISTRICT: frozenset({AreaKind.CITY}),
    AreaKind.STREET: frozenset({AreaKind.DISTRICT}),
    AreaKind.COMMUNITY: frozenset({AreaKind.STREET}),
    AreaKind.GRID: frozenset({AreaKind.COMMUNITY}),
    AreaKind.ESTATE: frozenset({AreaKind.COMMUNITY, AreaKind.GRID}),
    AreaKind.BUILDING: frozenset({AreaKind.ESTATE}),
    AreaKind.STAIRWELL: frozenset({AreaKind.BUILDING}),
}
KIND_NAMES: dict[str, str] = {
    AreaKind.CITY: N_("市"), AreaKind.DISTRICT: N_("区县"), AreaKind.STREET: N_("街道"), AreaKind.COMMUNITY: N_("社区"),
    AreaKind.GRID: N_("网格"), AreaKind.ESTATE: N_("小区"), AreaKind.BUILDING: N_("楼栋"), AreaKind.STAIRWELL: N_("单元"),
}  # fmt: skip
NATIONAL_DIGITS = {AreaKind.CITY: 4, AreaKind.DISTRICT: 6, AreaKind.STREET: 9, AreaKind.COMMUNITY: 12}


class WrongParent(Refused):
    status = 422
    message = N_("%(kind)s不能放在%(parent)s下面。")


class AreaEnded(Refused):
    message = N_("这个地方已经并到别处了，请选现在还有的。")


class NameTaken(Refused):
    status = 422
    message = N_("这里已经有「%(name)s」了，换个名字。")


class CodeTaken(Refused):
    status = 422
    message = N_("编码 %(code)s 用过了，请核对一下。")


class NotANationalCode(Refused):
    status = 422
    message = N_("%(kind)s的编码是 %(digits)s 位数字。")


class CodeOfElsewhere(Refused):
    status = 422
    message = N_("编码要以上一级的 %(code)s 开头。")


class NotALocalCode(Refused):
    status = 422
    message = N_("编码用字母和数字，1 到 8 个。")


class UnderItself(Refused):
    status = 422
    message = N_("不能搬到自己下面去。")


class SamePlace(Refused):
    status = 422
    message = N_("它本来就在这里。")


class NotYours(Refused):
    status = 422
    message = N_("那边不归您管，请上一级来搬。")


class NothingChosen(Refused):
    status = 422
    message = N_("请先选一选。")


class EverythingChosen(Refused):
    status = 422
    message = N_("全分出去就什么都不剩了，请留下一些。")


class NotInside(Refused):
    status = 422
    message = N_("选的有一些不在这里面，请重新选。")


class NotSiblings(Refused):
    status = 422
    message = N_("只能把同一级、紧挨着的并到一起，请重新选。")


def kinds_under(parent: str) -> list[str]:
    """What may be made directly under an area of this kind, the larger first."""
    return [kind for kind in PARENTS if parent in PARENTS[kind]]


def must_stand_under(kind: str, parent: str) -> None:
    """Raises WrongParent: no building under a street."""
    if parent not in PARENTS.get(kind, ()):
        raise WrongParent(kind=_(KIND_NAMES.get(kind, "")), parent=_(KIND_NAMES[parent]))


def must_be_free(name: str, siblings: Collection[str]) -> None:
    """Raises NameTaken: two areas under one roof have two names."""
    if name in siblings:
        raise NameTaken(name=name)


def code_of(kind: str, typed: str, parent: str) -> str:
    """The full code: the national one down to the community, below it the parent's and a local part.

    Raises NotANationalCode, CodeOfElsewhere, NotALocalCode.
    """
    if digits := NATIONAL_DIGITS.get(AreaKind(kind)):
        if not re.fullmatch(rf"[0-9]{{{digits}}}", typed):
            raise NotANationalCode(kind=_(KIND_NAMES[kind]), digits=digits)
        if parent.isdecimal() and not typed.startswith(parent):
            raise CodeOfElsewhere(code=parent)
        return typed
    if not re.fullmatch(r"[0-9A-Za-z]{1,8}", typed):
        raise NotALocalCode()
    return f"{parent}-{typed}"


def must_move(path: str, present: str, wanted: str) -> None:
    """`path` of what is moved, of its parent now and of the parent it is to have. Raises UnderItself, SamePlace."""
    if wanted.startswith(path):
        raise UnderItself()
    if wanted == present:
        raise SamePlace()


def repathed(path: str, old: str, new: str) -> str:
    """The path of what lies at or below `old` once that has become `new`."""
    return new + path.removeprefix(old)


def must_leave_some(chosen: Sequence[int], inside: Collection[int]) -> None:
    """A split leaves something on both sides. Raises NothingChosen, NotInside, EverythingChosen."""
    if not chosen:
        raise NothingChosen()
    if not set(chosen) <= set(inside):
        raise NotInside()
    if set(chosen) == set(inside):
        raise EverythingChosen()
