"""What holds of a promise: who may be asked, when it is late, and what "not yet" does."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.kit.workdays import end_after_days

LONGEST_WHAT, LONGEST_NOTE = 100, 300


class Stage(StrEnum):
    OPEN = "open"
    DONE = "done"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"  # nobody answered in time: never counted as satisfied


class Verdict(StrEnum):
    """The answer to 真的好了吗？"""

    YES = "yes"
    NOT_YET = "not_yet"


CONFIRM_DAYS = 7  # those concerned are asked for so long (§2.6)
TELL_EVERY = timedelta(days=15)  # what is late, or under way, says so again (§2.6)
NOT_YETS = 1  # so many "还没有" reopen a promise: one neighbour who still stands in the dark is right


class SameDay(Refused):
    status = 422
    message = N_("日期没有变，请填新的日期。")


class DueInThePast(Refused):
    status = 422
    message = N_("期限不能早于今天，请改成今天或以后。")


class NotOpen(Refused):
    message = N_("这件事已经报过办完了，等大家确认。")


class NothingToConfirm(Refused):
    message = N_("这件事还没报办完，先等一等。")


class AlreadyAnswered(Refused):
    message = N_("您已经答过了，一人算一次。")


def must_be_ahead(due_on: date, today: date) -> None:
    if due_on < today:
        raise DueInThePast()


def is_overdue(stage: str, due_on: date, today: date) -> bool:
    return stage == Stage.OPEN and due_on < today


def days_late(due_on: date, today: date) -> int:
    return max(0, (today - due_on).days)


def must_be_open(stage: str) -> None:
    if stage != Stage.OPEN:
        raise NotOpen()


def must_await_answer(stage: str) -> None:
    if stage == Stage.OPEN:
        raise NothingToConfirm()


def after_answer(stage: str, verdict: str) -> Stage:
    """One "还没有" of somebody concerned reopens the matter; a "好了" confirms what nobody has reopened."""
    return Stage.OPEN if verdict == Verdict.NOT_YET else Stage.CONFIRMED


def asked_until(done_at: datetime) -> datetime:
    """Until when those concerned are asked whether it is really done."""
    return end_after_days(done_at, CONFIRM_DAYS)


SETTLED = frozenset({Stage.CONFIRMED, Stage.UNCONFIRMED})


def matter_is_done(stages: Iterable[str]) -> bool:
    """A matter is done once nothing that was promised for it is open."""
    return all(stage != Stage.OPEN for stage in stages)


def seen_facts(
    kind: str, number: str, facts: Mapping[str, object], matters: Mapping[str, str], statements: Mapping[str, str]
) -> dict[str, object]:
    """What a step of matter `number` tells, where words were put away since: `matters` by number and `statements` by
    their words have what stands in their place."""
    seen = dict(facts)
    if kind == "took-in" and str(seen.get("number")) in matters:
        seen["title"] = matters[str(seen["number"])]
    if kind == "raised" and number in matters:
        seen["title"] = matters[number]
    if kind == "on_agenda" and "topic" in seen:
        topic = str(seen["topic"])
        seen["topic"] = matters.get(number) or statements.get(topic, topic)
    return seen
