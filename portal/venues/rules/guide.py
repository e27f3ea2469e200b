"""办事指南: what can be got done, and the words by which it is found."""

from datetime import date
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

STALE_AFTER = 180  # days since somebody last checked that it is right
MOST_WORDS = 5


class Category(StrEnum):
    """What a matter of the guide is about."""

    HOUSEHOLD = "household"
    ELDERLY = "elderly"
    INSURANCE = "insurance"
    HOME = "home"
    FAMILY = "family"
    WORK = "work"
    RELIEF = "relief"


GUIDE_CATEGORIES = {
    Category.HOUSEHOLD: N_("户口和居住"),
    Category.ELDERLY: N_("老年人"),
    Category.INSURANCE: N_("医保社保"),
    Category.HOME: N_("房屋和小区"),
    Category.FAMILY: N_("生育和孩子"),
    Category.WORK: N_("就业"),
    Category.RELIEF: N_("困难帮扶"),
}

# Words that people use for one another: who types one finds what was written with the other.
SYNONYMS = (
    ("老年证", "敬老卡", "优待证", "老年优待"),
    ("医保", "医疗保险", "合作医疗"),
    ("社保", "养老保险", "养老金", "退休金"),
    ("居住证", "暂住证"),
    ("装修", "改造", "敲墙"),
    ("电梯", "加装电梯", "直梯"),
    ("低保", "最低生活保障", "困难补助"),
    ("准生证", "生育登记", "生育服务证"),
    ("户口", "户籍", "落户"),
    ("残疾证", "残疾人证"),
    ("公租房", "廉租房", "保障房"),
    ("骑手", "外卖", "快递", "跑单"),
)


class ItemEnded(Refused):
    message = N_("这一条已经收起来了。")


class CorrectionAnswered(Refused):
    message = N_("这一条已经答复过了。")


class CorrectionsWaiting(Refused):
    message = N_("您指出的还在等社区看，先等一等。")


class WrongVenue(Refused):
    status = 422
    message = N_("请从列出的地方里选一个，或者不选。")


def alternatives(asked: str) -> list[list[str]]:
    """For each word typed, the words that would do as well, in lower case."""
    words = asked.lower().split()[:MOST_WORDS]
    return [
        [word, *(other for group in SYNONYMS if word in group for other in group if other != word)] for word in words
    ]


def found_by(*texts: str) -> str:
    """The text that is searched."""
    return "\n".join(text.lower() for text in texts if text)


def is_stale(checked_on: date, today: date) -> bool:
    return (today - checked_on).days > STALE_AFTER


def listed(materials: str) -> list[str]:
    """One thing to bring for each line that was written."""
    return [line.strip(" ·-•、") for line in materials.splitlines() if line.strip(" ·-•、")]
