"""How sure the portal is of somebody: four levels, the ways to each, and for how long a residence is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.accounts.rules import Stay
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.policy import Actor

MOST_IN_A_HOME = 6  # accounts that the members of a home may confirm among themselves
REMIND_BEFORE = timedelta(days=30)

# How long a residence is known before it is asked anew.
RENEWALS: dict[str, timedelta] = {
    Stay.TENANT: timedelta(days=365),
    Stay.FAMILY: timedelta(days=730),
    Stay.MINOR: timedelta(days=730),
    Stay.OWNER: timedelta(days=730),  # who says so; whoever was found on the register does not lapse
}


class Method(StrEnum):
    REGISTER = "register"  # brought with the community's register
    HEAD = "head"
    COMMUNITY = "community"
    SLIP = "slip"
    FAMILY = "family"


METHODS = {
    Method.REGISTER: N_("社区名册"), Method.HEAD: N_("楼栋长当面确认"), Method.COMMUNITY: N_("社区确认"),
    Method.SLIP: N_("门牌纸条"), Method.FAMILY: N_("家里人确认"),
}  # fmt: skip
TRUSTED = frozenset({Method.REGISTER, Method.COMMUNITY, Method.SLIP})


@dataclass(frozen=True)
class Level:
    """One step: its name, what it lets one do, and how it is reached."""

    number: int
    name: str
    lets: str
    how: str


LEVELS = (
    Level(0, N_("来看看"), N_("看议程、材料、结果"), N_("不用登录")),
    Level(1, N_("手机确认"), N_("报名做志愿、收通知"), N_("手机号收一个验证码")),
    Level(2, N_("住户"), N_("商量、附议、投一户一票"), N_("门牌纸条、楼栋长当面、家里人，三样选一样")),
    Level(3, N_("业主"), N_("投业主的票"), N_("社区拿名册核对名字")),
)


class HomeIsFull(Refused):
    message = N_("这一户已经有 6 个人了，再加要请社区确认。")


class MayNotVouch(Refused):
    message = N_("您自己还只有一个人确认过。请社区核对以后，再来确认家里人。")


class NothingChosen(Refused):
    status = 422
    message = N_("还没有勾选。请勾上核对过的，再点确认。")


class LapsesLater(Refused):
    message = N_("这一户还不用续，到期前 30 天再来。")


def level_of(actor: Actor) -> int:
    """0 visitor, 1 signed in, 2 lives somewhere, 3 is an owner of the register."""
    if not actor.is_authenticated:
        return 0
    return 3 if actor.owners else 2 if actor.homes else 1


def renew_by(kind: str, level: int, now: datetime) -> datetime | None:
    """Until when a residence that was confirmed `now` is known; None where it rests on the register (level 3)."""
    return None if kind == Stay.OWNER and level == 3 else now + RENEWALS[kind]


def may_vouch(method: str, checked_by_id: int | None) -> bool:
    """Whether this member of a home may confirm another: who rests on one head's word alone may not pass it on."""
    return method in TRUSTED or checked_by_id is not None


def rests_on(person_id: int, confirmed_by_id: int | None, checked_by_id: int | None) -> bool:
    """Whether `person_id` alone stands behind a confirmation."""
    return confirmed_by_id == person_id and checked_by_id in (None, person_id)
