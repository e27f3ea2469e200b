"""Which bodies an estate has, by its type: 成形物业, 老旧自管, 散居院落, 安置."""

import re
from dataclasses import dataclass

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.places.rules.areas import EstateType
from portal.policy import Role


@dataclass(frozen=True)
class Body:
    """`role`: the office its members hold here; None where the portal knows no such office."""

    key: str
    name: str
    role: Role | None


OWNERS_COMMITTEE = Body("owners_committee", N_("业委会"), Role.OWNERS_COMMITTEE)
INTERIM_COMMITTEE = Body("interim_committee", N_("物管会（业委会还没选出来）"), Role.PMC_MEMBER)
PROPERTY = Body("property", N_("物业"), Role.PROPERTY_STAFF)
SELF_MANAGEMENT = Body("self_management", N_("自管委"), Role.SELF_MANAGEMENT)
COURTYARD_GROUP = Body("courtyard_group", N_("院落小组"), Role.SELF_MANAGEMENT)
COUNCIL = Body("council", N_("议事会"), Role.SELF_MANAGEMENT)

TYPE_NAMES: dict[str, str] = {
    EstateType.MANAGED: N_("成形物业小区"), EstateType.SELF_MANAGED: N_("老旧自管小区"),
    EstateType.SCATTERED: N_("散居院落"), EstateType.RESETTLEMENT: N_("安置小区"),
}  # fmt: skip

_BODIES: dict[str, tuple[Body, ...]] = {
    EstateType.MANAGED: (OWNERS_COMMITTEE, PROPERTY),
    EstateType.SELF_MANAGED: (SELF_MANAGEMENT,),
    EstateType.SCATTERED: (COURTYARD_GROUP,),
    EstateType.RESETTLEMENT: (COUNCIL, PROPERTY),
}
_OF_ESTATES = {body.role for bodies in _BODIES.values() for body in bodies}


def bodies_of(type: str, *, committee: bool = True) -> tuple[Body, ...]:
    """`committee`: whether the owners have elected theirs. Until then the street sets up a 物管会 in its place."""
    bodies = _BODIES.get(type, ())
    if committee:
        return bodies
    return tuple(INTERIM_COMMITTEE if body is OWNERS_COMMITTEE else body for body in bodies)


def may_have(role: str, type: str) -> bool:
    """Whether an estate of this type has that office. Offices that are no body's exist everywhere."""
    return role not in _OF_ESTATES or any(body.role == role for body in _BODIES.get(type, ()))


FACILITY_KINDS: dict[str, str] = {
    "service": N_("党群服务站"), "hall": N_("议事、活动的地方"), "gate": N_("大门、门卫"), "fire": N_("消防通道、消火栓"),
    "charging": N_("充电桩、充电棚"), "parcel": N_("快递柜"), "sport": N_("健身、玩耍"), "waste": N_("垃圾分类点"),
    "clinic": N_("卫生服务"), "other": N_("别的"),
}  # fmt: skip


class NotADeskPhone(Refused):
    status = 422
    message = N_("填办公电话，比如 0830-1200000。")


class PrivatePhone(Refused):
    status = 422
    message = N_("这里填办公电话，不要填个人的手机号。")


def desk_phone(text: str) -> str:
    """The number of a desk, or nothing: never anybody's own. Raises NotADeskPhone, PrivatePhone."""
    plain = text.strip()
    if not plain:
        return ""
    if not re.fullmatch(r"[0-9][0-9 \-]{2,18}", plain, re.ASCII):
        raise NotADeskPhone()
    if re.fullmatch(r"1[0-9]{10}", re.sub(r"[ \-]", "", plain), re.ASCII):
        raise PrivatePhone()
    return plain
