"""What holds of accounts, whoever asks."""

from enum import StrEnum

from portal.accounts.rules.addresses import Channel, NotAnAddress, PhoneTooShort, address, masked
from portal.accounts.rules.codes import (
    CODE_LASTS,
    MOST_ATTEMPTS,
    CodeSpent,
    Purpose,
    TooManyCodes,
    WrongCode,
    must_be_usable,
)
from portal.accounts.rules.sessions import NotProved, idle_end, is_fresh, lasts, strong_end
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.policy import Role

__all__ = [
    "CODE_LASTS",
    "MOST_ATTEMPTS",
    "ROLES",
    "STAYS",
    "AlreadyAsked",
    "Channel",
    "CodeSpent",
    "LivesThere",
    "NotAnAddress",
    "NotProved",
    "NotTheOwner",
    "PhoneTooShort",
    "Purpose",
    "RequestDecided",
    "RequestStage",
    "Stay",
    "TooManyCodes",
    "UnknownHome",
    "WrongCode",
    "address",
    "idle_end",
    "is_fresh",
    "lasts",
    "masked",
    "must_be_usable",
    "shown_name",
    "strong_end",
]


def shown_name(name: str, shown_as: str, building: str) -> str:
    """What neighbours see, as the person chose: the full name, the surname, or only the building."""
    if shown_as == "full":
        return name
    if shown_as == "surname":
        return f"{name[:1]}邻居"
    return f"{building}邻居" if building else "邻居"


class Stay(StrEnum):
    """How somebody lives in a home."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"
    MINOR = "minor"


STAYS = {
    Stay.OWNER: N_("业主"),
    Stay.TENANT: N_("租户"),
    Stay.FAMILY: N_("家里人"),
    Stay.MINOR: N_("没满 18 岁的家里人"),
}


class RequestStage(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class AlreadyAsked(Refused):
    message = N_("您已经报了一户，等楼栋长确认。要改，先撤回。")


class LivesThere(Refused):
    message = N_("您住这一户，早就确认过了。")


class UnknownHome(Refused):
    status = 422
    message = N_("请选您住的那一户。")


class RequestDecided(Refused):
    message = N_("这一条已经处理过了。")


class NotTheOwner(Refused):
    message = N_("名册上这一户的业主对不上，请到社区当面核对。")


ROLES = {
    Role.BUILDING_HEAD: N_("楼栋长"), Role.GRID_WORKER: N_("网格员"), Role.COMMUNITY_STAFF: N_("社区工作者"),
    Role.STREET_STAFF: N_("街道"), Role.OWNERS_COMMITTEE: N_("业委会"), Role.SELF_MANAGEMENT: N_("自管委"),
    Role.PROPERTY_STAFF: N_("物业"), Role.AUDITOR: N_("审计"), Role.SYSTEM_ADMIN: N_("系统管理员"),
    Role.SECURITY_ADMIN: N_("安全管理员"), Role.RESIDENTS_REP: N_("居民代表"),
    Role.PMC_OWNER: N_("物管会业主代表"), Role.PMC_MEMBER: N_("物管会委员"),
}  # fmt: skip
