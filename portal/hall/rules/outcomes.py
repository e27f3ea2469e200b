"""What holds of an opinion (协商意见): what must stand in it, how long it lies open, and who may be against it."""

from datetime import date, datetime

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.kit.workdays import end_after_working_days

NOTICE_DAYS, NOTICE_DAYS_COMMON = 5, 7  # working days; seven where money or common parts are touched (§2.6)
REPLY_DAYS = 3  # working days to answer an objection (§2.6)
MOST_BUDGET = 10**12  # 分

FUND_SOURCES = {
    "none": N_("不用花钱"),
    "common_income": N_("公共收益"),
    "repair_fund": N_("维修资金"),
    "grant": N_("财政补贴"),
    "residents": N_("居民自筹"),
    "other": N_("其他"),
}


class MinorityMissing(Refused):
    status = 422
    message = N_("有 %(n)s 人反对，请写上他们怎么说、怎么答复他们。")


class MinorityReplyMissing(Refused):
    status = 422
    message = N_("写了不同意见，就要写怎么答复。")


class DeadlineInThePast(Refused):
    status = 422
    message = N_("期限不能早于今天，请改成今天或以后。")


class NotAnAmount(Refused):
    status = 422
    message = N_("预算写成 118000 或 118000.50 这样，单位是元。")


class NoticeOver(Refused):
    message = N_("公示已经结束，不能再提不同意见了。")


class NotOnNotice(Refused):
    message = N_("现在没有在公示，不能提不同意见。")


class ObjectedAlready(Refused):
    message = N_("您已经提过不同意见了，一次公示一人一条。")


class RepliedAlready(Refused):
    message = N_("这条不同意见已经答复过了。")


class OwnObjection(Refused):
    message = N_("这是您自己提的，请换一个人来答复。")


def amount_of(typed: str) -> int:
    """元 as typed, in 分. Raises NotAnAmount."""
    bare = typed.replace(",", "").replace("，", "").strip() or "0"
    whole, _, cents = bare.partition(".")
    if not (whole.isascii() and whole.isdecimal() and len(cents) <= 2 and (not cents or cents.isdecimal())):
        raise NotAnAmount()
    fen = int(whole) * 100 + int(cents.ljust(2, "0") or 0)
    if fen > MOST_BUDGET:
        raise NotAnAmount()
    return fen


def must_answer_the_minority(minority: str, reply: str, opposing: int) -> None:
    """Whoever was against is heard and answered (中办发〔2015〕41号: the organiser explains to those who disagreed)."""
    if opposing and not minority:
        raise MinorityMissing(n=opposing)
    if minority and not reply:
        raise MinorityReplyMissing()


def must_be_ahead(deadline: date, today: date) -> None:
    if deadline < today:
        raise DeadlineInThePast()


def notice_until(published_at: datetime, *, budget: int, common_parts: bool) -> datetime:
    """When the public notice ends: the day it is posted is not counted."""
    return end_after_working_days(published_at, NOTICE_DAYS_COMMON if budget or common_parts else NOTICE_DAYS)


def reply_due(objected_at: datetime) -> datetime:
    return end_after_working_days(objected_at, REPLY_DAYS)
