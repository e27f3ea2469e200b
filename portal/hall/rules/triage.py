"""Where the community may send a matter, and why; and the one appeal of whoever raised it."""

from dataclasses import dataclass
from datetime import datetime

from portal.hall.rules.lifecycle import State
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.kit.workdays import end_after_days, end_after_working_days

APPEAL_DAYS, APPEAL_ANSWER_DAYS = 7, 5  # days to appeal; working days to answer it (§2.6)
APPEALABLE = frozenset({State.REJECTED, State.MERGED, State.REDIRECTED})

# Why a matter is not taken up. That it criticises somebody's work is no reason, and stands nowhere here.
REJECTIONS = {
    "private": N_("是两家人之间的事，不是大家的事"),
    "decided": N_("已经议定过，情况没有变"),
    "unclear": N_("说的是什么事看不明白，请写清楚再提"),
    "beyond": N_("不归社区，也没有可以转的地方"),
    "unlawful": N_("法律不允许这样办"),
}


@dataclass(frozen=True)
class Redirect:
    """Where a matter belongs instead: `words` say how to go there, `phone` is what to dial."""

    name: str
    words: str
    phone: str = ""


REDIRECTS = {
    "12345": Redirect(N_("12345 热线"), N_("对部门的投诉和咨询，打 12345，记下工单号。"), "12345"),
    "mediation": Redirect(N_("人民调解"), N_("两家人的纠纷，请调解员一起坐下来说，不收钱。")),
    "letters": Redirect(N_("信访"), N_("信访有自己的办理期限，到信访窗口或网上登记。")),
    "emergency": Redirect(N_("110 / 119 / 120"), N_("有危险、起火、伤病，现在就打电话。"), "110"),
    "housing": Redirect(N_("住建部门或法院"), N_("和开发商的合同纠纷，找住建部门，或者起诉。")),
    "owners_vote": Redirect(N_("业主共同决定"), N_("这件事要业主投票才算数，请业委会或社区召集业主大会。")),
}


class NotIntoItself(Refused):
    status = 422
    message = N_("不能并到它自己，请填另一件事的编号。")


class NothingToMergeInto(Refused):
    status = 422
    message = N_("没有这个编号，或者那件事已经结束了。")


class ReasonNotListed(Refused):
    status = 422
    message = N_("请从给出的理由里选一个。")


class NothingToAppeal(Refused):
    message = N_("这件事没有被退回，不用申诉。")


class AppealedAlready(Refused):
    message = N_("已经申诉过一次了，一件事只能申诉一次。")


class AppealTooLate(Refused):
    message = N_("过了 7 天，不能再申诉了。可以写清楚新的情况，重新提一次。")


class AppealDecided(Refused):
    message = N_("这次申诉已经答复过了。")


class DecidedByYou(Refused):
    message = N_("当初是您退回的，请换一个人来看这次申诉。")


def must_be_listed(code: str, codes: object) -> None:
    if code not in codes:  # type: ignore[operator]
        raise ReasonNotListed()


def must_be_appealable(state: str, sent_back_at: datetime | None, now: datetime) -> None:
    """Raises NothingToAppeal, AppealTooLate."""
    if State(state) not in APPEALABLE or sent_back_at is None:
        raise NothingToAppeal()
    if now >= end_after_days(sent_back_at, APPEAL_DAYS):
        raise AppealTooLate()


def appeal_due(now: datetime) -> datetime:
    return end_after_working_days(now, APPEAL_ANSWER_DAYS)
