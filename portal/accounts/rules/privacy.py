"""What may be looked at and why, how a name is changed, and what a closed account leaves behind."""

from datetime import timedelta
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

GRACE = timedelta(days=7)  # signing in again within it undoes the closing
GONE = N_("已注销")
FRESH = timedelta(minutes=10)

# What was opened, as the person reads it. A kind that is not listed here is told as OTHER.
LOOKED_AT = {
    "residence_request": N_("您的名字，和您报的住处"),
    "residence_check": N_("您的名字，和您住哪一户"),
    "report": N_("您的名字，和您的报到"),
    "name_change": N_("您的旧名字和新名字"),
    "correction": N_("您请社区更正的内容"),
    "door": N_("您留的名字、门牌和电话"),
    "contact": N_("您的电话或邮箱"),
    "roll": N_("名册上您这一户"),
}
OTHER = N_("您的信息")

# Why somebody in office opens it: one of these, told to the person.
REASONS = {
    "check": N_("核对住处和名字"),
    "asked": N_("本人请我看的"),
    "handle": N_("处理本人交来的事"),
}


class WhatIsWrong(StrEnum):
    """What may be wrong in the register."""

    NAME = "name"
    SIZE = "size"
    HOME = "home"
    OTHER = "other"


WRONG = {
    WhatIsWrong.NAME: N_("业主的名字"),
    WhatIsWrong.SIZE: N_("面积"),
    WhatIsWrong.HOME: N_("门牌"),
    WhatIsWrong.OTHER: N_("别的"),
}


class Stage(StrEnum):
    """Of a change of name, and of a correction."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DECLINED = "declined"


SHOWN_AS = {"full": N_("全名"), "surname": N_("只写姓"), "building": N_("只写哪一栋")}


class NoReason(Refused):
    status = 422
    message = N_("先选一个看的理由。理由和时间本人都看得到。")


class NameAlreadyAsked(Refused):
    message = N_("上一次改名还在等社区确认。")


class NotYourHome(Refused):
    status = 422
    message = N_("只能更正自己住的或自己名下的那一户。")


class AlreadyAnswered(Refused):
    message = N_("这一条已经答复过了。")


class NotTicked(Refused):
    status = 422
    message = N_("要注销，请先勾上“我看过了”。")


class HoldsOffice(Refused):
    message = N_("您还有岗位，先到“我的岗位”里辞去，再来注销。")


def label(building: str, *, owns: bool) -> str:
    """Under which one's public words stay when the account is gone: 3栋业主, 3栋居民."""
    return f"{building}{'业主' if owns else '居民'}"
