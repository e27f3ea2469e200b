"""The roll lies open before a formal vote: for how long, what may be said against it, and who answers."""

from datetime import datetime, timedelta

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_

SHORTEST, LONGEST = 3, 30  # days
OBJECTIONS: dict[str, str] = {
    "not_on": N_("我家不在上面"), "size": N_("面积不对"), "sold": N_("房子卖了、过户了"), "double": N_("算重了"), "other": N_("别的"),
}  # fmt: skip


class InspectionUnderWay(Refused):
    message = N_("这里的名册正在公示，到%(day)s。")


class InspectionOver(Refused):
    message = N_("名册公示到%(day)s，已经截止了。有话请找社区。")


class AlreadyObjected(Refused):
    message = N_("这一样您提过了，等社区答复。")


class NotYourHome(Refused):
    status = 422
    message = N_("请选您自己的那一户，或者不选。")


class ObjectionAnswered(Refused):
    message = N_("这一条已经答复过了。")


class AnswerByAnother(Refused):
    message = N_("这份名册是您拿出来公示的，要由社区另一位同事答复。")


def until(now: datetime, days: int) -> datetime:
    """The end of the last of so many full days: the day of posting is not counted (Civil Code 201)."""
    last = clock.in_city(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days + 1)
    return last.astimezone(now.tzinfo)


def told(moment: datetime) -> str:
    """The last day on which something can be said."""
    day = (clock.in_city(moment) - timedelta(seconds=1)).date()
    return f"{day.month}月{day.day}日"


def must_be_under_way(until: datetime, now: datetime) -> None:
    """Raises InspectionOver."""
    if now >= until:
        raise InspectionOver(day=told(until))


def must_be_another(opened_by: int, answers: int | None) -> None:
    """Three pairs of hands: whoever calls for the vote does not decide who is on its roll. Raises AnswerByAnother."""
    if opened_by == answers:
        raise AnswerByAnother()
