"""How numbers, times and sums are written on a page. Times are told in the city's time."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from markupsafe import Markup, escape

from portal.kit import clock, masking, workdays
from portal.kit.words import N_, _, language

NEAR = {-1: N_("昨天"), 0: N_("今天"), 1: N_("明天")}
WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_BESIDE = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
_TIGHT = re.compile(r"[栋月日年时点分号楼层单户]")


def pangu(text: str) -> Markup:
    """A thin space between Han and digits: 还剩 3 天; not in 3栋 or 11月22日."""
    safe = str(escape(text))

    def space(found: "re.Match[str]") -> str:
        after = safe[found.end() : found.end() + 1]
        before = safe[found.start() - 1 : found.start()]
        return "" if _TIGHT.match(after) or _TIGHT.match(before) else "\u2009"

    return Markup(_BESIDE.sub(space, safe))  # noqa: S704 - escaped above


def m2(size: int) -> str:
    """0.01 m² as square metres: 8360752 is 83,607.52."""
    return f"{size // 100:,}.{size % 100:02}"


def percent(part: int, whole: int) -> str:
    """Cut to one decimal, never rounded up: 66.66 % is 66.6%, so a failing share cannot look like a pass."""
    permille = part * 1000 // whole if whole else 0
    return f"{permille // 10}.{permille % 10}%"


def amount(value: int, unit: str) -> str:
    """Heads as they are, area in square metres."""
    return m2(value) if unit == "area" else f"{value:,}"


def time(moment: datetime) -> str:
    return f"{clock.in_city(moment):%H:%M}"


def day(moment: datetime | date) -> str:
    """今天, 明天, 昨天, 周日 within a week ahead, else 11月22日."""
    that = clock.in_city(moment).date() if isinstance(moment, datetime) else moment
    away = (that - clock.today()).days
    if away in (-1, 0, 1):
        return _(NEAR[away])
    if 1 < away < 7:
        return _(WEEKDAYS[that.weekday()])
    return date_of(that)


def date_of(moment: datetime | date | str) -> str:
    """11月22日, with the year when it is not this one."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
    that = clock.in_city(moment).date() if isinstance(moment, datetime) else moment
    if language.get() == "en":
        return f"{that:%b} {that.day}" + ("" if that.year == clock.today().year else f", {that.year}")
    return ("" if that.year == clock.today().year else f"{that.year}年") + f"{that.month}月{that.day}日"


def leaf(moment: datetime) -> tuple[str, int, str]:
    """A calendar's leaf: 11月, 22, 周日."""
    that = clock.in_city(moment)
    month = f"{that:%b}" if language.get() == "en" else f"{that.month}月"
    return month, that.day, _(WEEKDAYS[that.weekday()])


def took(end: datetime, start: datetime) -> str:
    """用了 3 个工作日: the day on which it began is not counted (Civil Code art. 201)."""
    days = workdays.working_days_between(start, end)
    return _("用了 %(n)s 个工作日") % {"n": days} if days else _("用了不到 1 个工作日")


def local_day(moment: datetime) -> str:
    """2026-11-28, as a date field wants it."""
    return f"{clock.in_city(moment):%Y-%m-%d}"


def ago(moment: datetime) -> str:
    minutes = int((clock.now() - moment).total_seconds()) // 60
    if minutes < 1:
        return _("刚刚")
    if minutes < 60:
        return _("%(n)s 分钟前", n=minutes)
    if minutes < 60 * 24:
        return _("%(n)s 小时前", n=minutes // 60)
    return day(moment)


def when(moment: datetime) -> str:
    """今天 19:40, 昨天 8:05, else 11月22日: it does not change from minute to minute, so that a page can be kept."""
    that = clock.in_city(moment)
    on = that.date()
    near = (on - clock.today()).days in (-1, 0)
    return f"{day(on)} {that.hour}:{that:%M}" if near else date_of(on)


def left(until: datetime, now: datetime) -> str:
    """2:47, or 1:02:05: what is left until the close."""
    seconds = max(0, int((until - now).total_seconds()))
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def iso(moment: datetime) -> str:
    return moment.isoformat()


def paragraphs(text: str) -> Markup:
    """Plain text as typed: escaped, with its line breaks."""
    return Markup("<br>".join(str(escape(text)).splitlines()))  # noqa: S704 - escaped first


def msgid(text: str) -> str:
    return _(text) if text else ""


def last_day(moment: datetime) -> str:
    """The day on which something ends: what is over at midnight ends on the day before."""
    return date_of(moment - timedelta(seconds=1))


def yuan(fen: int) -> str:
    """分 as 元, exactly: 118,000 or 118,000.50."""
    return f"{fen // 100:,}" + (f".{fen % 100:02}" if fen % 100 else "")


FILTERS: dict[str, Callable[..., Any]] = {
    "pangu": pangu, "m2": m2, "percent": percent, "amount": amount, "time": time, "day": day, "date_of": date_of, "local_day": local_day, "leaf": leaf, "took": took,
    "ago": ago, "when": when, "left": left, "iso": iso, "yuan": yuan, "last_day": last_day, "clock_of": lambda told: time(datetime.fromisoformat(told)), "last_day_of": lambda told: last_day(datetime.fromisoformat(told)), "paragraphs": paragraphs, "msgid": msgid,
    "masked_name": masking.name, "masked_phone": masking.phone, "masked_email": masking.email,
    "masked_address": masking.address,
}  # fmt: skip
