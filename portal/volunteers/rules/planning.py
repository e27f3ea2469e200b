"""What must be true of an activity and of its shifts before neighbours are asked to come."""

from datetime import date, datetime, time, timedelta

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.volunteers.rules import Risk

YOUNGEST, ADULT = 14, 18
MOST_PLACES = 500
LONGEST = timedelta(hours=12)
FURTHEST = timedelta(days=180)
EARLY = timedelta(minutes=30)  # how long before the shift one may sign in
LATE = timedelta(hours=2)  # how long after it
MAY_CHANGE = ("description", "risks", "place", "insurer", "policy_number")  # of what is published


class NoInsurance(Refused):
    status = 422
    message = N_("有危险的活动，要先买意外险才能发布。请填保险公司和保单号。")


class NoMinors(Refused):
    status = 422
    message = N_("有危险的活动只收成年人，最小年龄请填 18。")


class NoShifts(Refused):
    status = 422
    message = N_("还没有排班，先加一班再发布。")


class NameSaysBackfill(Refused):
    status = 422
    message = N_("名字里不能有“补录”，活动要先发布再做。")


class EndsFirst(Refused):
    status = 422
    message = N_("结束要晚于开始。过夜的班，请勾选“第二天结束”。")


class InThePast(Refused):
    status = 422
    message = N_("开始时间已经过了，请选以后的时间。")


class TooFarAhead(Refused):
    status = 422
    message = N_("最多排半年以内的班。")


class TooLong(Refused):
    status = 422
    message = N_("一班最多 12 小时，再长请分成几班。")


class TooManyPlaces(Refused):
    status = 422
    message = N_("一班最多 %(most)s 人，再多请分成几班。")


class FewerThanTaken(Refused):
    status = 422
    message = N_("已经有 %(taken)s 人报名，人数不能比这少。")


class NotADraft(Refused):
    message = N_("这个活动已经发布了。")


class Cancelled(Refused):
    message = N_("这个活动取消了。")


class AlreadyBegun(Refused):
    message = N_("这一班已经开始了，改不了。")


def must_be_honest(title: str, risk: str, minimum_age: int) -> None:
    """Raises NameSaysBackfill, NoMinors (志愿服务条例 art. 15; §4.4, §4.8)."""
    if "补录" in title:
        raise NameSaysBackfill()
    if risk == Risk.DANGER and minimum_age < ADULT:
        raise NoMinors()


def asks_age(risk: str, minimum_age: int) -> bool:
    """Whether being an adult is not enough: where there is danger, or a higher age."""
    return risk == Risk.DANGER or minimum_age > ADULT


def must_be_ready(risk: str, insurer: str, policy_number: str, shifts: int) -> None:
    """Before it is published: insured where it may harm (志愿服务条例 art. 17). Raises NoInsurance, NoShifts."""
    must_be_insured(risk, insurer, policy_number)
    if not shifts:
        raise NoShifts()


def must_be_insured(risk: str, insurer: str, policy_number: str) -> None:
    """Raises NoInsurance."""
    if risk == Risk.DANGER and not (insurer and policy_number):
        raise NoInsurance()


def span(day: date, start: time, end: time, *, overnight: bool) -> tuple[datetime, datetime]:
    """A shift's moments, from the city's day and times. Raises EndsFirst, TooLong."""
    starts = datetime.combine(day, start, clock.CITY)
    ends = datetime.combine(day + timedelta(days=overnight), end, clock.CITY)
    if ends <= starts:
        raise EndsFirst()
    if ends - starts > LONGEST:
        raise TooLong()
    return starts, ends


def must_be_ahead(starts: datetime, now: datetime) -> None:
    """Raises InThePast, TooFarAhead."""
    if starts <= now:
        raise InThePast()
    if starts > now + FURTHEST:
        raise TooFarAhead()


def must_fit(places: int, taken: int) -> None:
    """Raises TooManyPlaces, FewerThanTaken."""
    if places > MOST_PLACES:
        raise TooManyPlaces(most=MOST_PLACES)
    if places < taken:
        raise FewerThanTaken(taken=taken)
