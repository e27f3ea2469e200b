"""The way of a result, as data: closed, laid open, and after that final or annulled. No other step is possible.

A result lies open for some days. Whoever holds a right in its electorate may object; the community or the street answers
with its reasons. An objection that is upheld ends the result. When the days are over and nobody waits for an answer it
becomes final by itself, so that nobody can hold it back.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.kit.workdays import end_after_days, end_after_working_days
from portal.policy import Act

REPLY_DAYS = 3  # working days to answer an objection (§2.6)
ITSELF_AFTER = 3  # days after the close in which a result must be posted; then the portal does it (京物业条例 2024, 37)
LONGEST_OBJECTION, LONGEST_REASON = 500, 500


class ResultState(StrEnum):
    CLOSED = "closed"  # counted; not yet laid open
    PUBLISHED = "published"  # 公示
    FINAL = "final"
    ANNULLED = "annulled"


class ResultDeed(StrEnum):
    PUBLISH = "publish"
    OBJECT = "object"
    ANSWER = "answer"
    UPHOLD = "uphold"
    FINISH = "finish"
    ANNUL = "annul"


@dataclass(frozen=True)
class ResultStep:
    """From which states a deed leads where, which act judges who may do it, and whether it needs a reason.

    `act` is None where the passing of time does it.
    """

    sources: frozenset[ResultState]
    to: ResultState
    act: Act | None = None
    reason: bool = False


_OPEN = frozenset({ResultState.PUBLISHED})
RESULT_STEPS: dict[ResultDeed, ResultStep] = {
    ResultDeed.PUBLISH: ResultStep(frozenset({ResultState.CLOSED}), ResultState.PUBLISHED, Act.PUBLISH_RESULT),
    ResultDeed.OBJECT: ResultStep(_OPEN, ResultState.PUBLISHED, Act.OBJECT_TO_RESULT),
    ResultDeed.ANSWER: ResultStep(_OPEN, ResultState.PUBLISHED, Act.ANSWER_RESULT_OBJECTION, reason=True),
    ResultDeed.UPHOLD: ResultStep(_OPEN, ResultState.ANNULLED, Act.ANSWER_RESULT_OBJECTION, reason=True),
    ResultDeed.FINISH: ResultStep(_OPEN, ResultState.FINAL),
    ResultDeed.ANNUL: ResultStep(
        frozenset({ResultState.CLOSED, ResultState.PUBLISHED, ResultState.FINAL}),
        ResultState.ANNULLED,
        Act.ANNUL_RESULT,
        reason=True,
    ),
}


class ResultMovedOn(Refused):
    message = N_("这个结果已经走到别的步骤了，请刷新看看。")


class ResultReasonMissing(Refused):
    status = 422
    message = N_("请写明理由，投过票的人都看得到。")


class ResultNoticeOver(Refused):
    message = N_("公示到%(day)s，已经结束了，不能再提。有话请找社区。")


class NotYetPublic(Refused):
    message = N_("结果还没有公示，公示以后才能提。")


class ObjectedToResult(Refused):
    message = N_("您已经提过了，一次公示一人一条。")


class ResultObjectionAnswered(Refused):
    message = N_("这一条已经答复过了。")


class ResultAnsweredByAnother(Refused):
    message = N_("这次会是您召集或主持的，疑问要由别的同事或街道来答复。")


class OnlyTheStreet(Refused):
    status = 403
    message = N_("公示期已满，只有街道才能撤销。")


def result_after(state: str, deed: ResultDeed, reason: str = "") -> ResultState:
    """The state that `deed` leads to. Raises ResultMovedOn, ResultReasonMissing."""
    step = RESULT_STEPS[deed]
    if ResultState(state) not in step.sources:
        raise ResultMovedOn()
    if step.reason and not reason.strip():
        raise ResultReasonMissing()
    return step.to


@dataclass(frozen=True)
class Period:
    """How long a result lies open: so many days, or working days. The day of posting is not counted."""

    days: int
    working: bool = False

    def end(self, start: datetime) -> datetime:
        count: Callable[[datetime, int], datetime] = end_after_working_days if self.working else end_after_days
        return count(start, self.days)


USUAL = Period(7)
# Where a rule of decision says something else than seven days.
PERIODS: dict[str, Period] = {
    "residents_reps": Period(5, working=True),
    "residents_assembly": Period(5, working=True),
    "residents_adults": Period(5, working=True),
    "pmc": Period(10, working=True),
}


def period_of(rule_code: str) -> Period:
    return PERIODS.get(rule_code, USUAL)


def result_reply_due(objected_at: datetime) -> datetime:
    return end_after_working_days(objected_at, REPLY_DAYS)


def publishes_itself(closed_at: datetime) -> datetime:
    """From when on the portal lays a result open that nobody has."""
    return end_after_days(closed_at, ITSELF_AFTER)


def must_be_objectable(state: str, until: datetime | None, now: datetime, last_day: str) -> None:
    """Raises NotYetPublic, ResultMovedOn, ResultNoticeOver."""
    if state == ResultState.CLOSED:
        raise NotYetPublic()
    result_after(state, ResultDeed.OBJECT)
    if until is not None and now >= until:
        raise ResultNoticeOver(day=last_day)


def may_be_final(state: str, until: datetime | None, now: datetime, waiting: int) -> bool:
    """Whether the days are over and no objection waits."""
    return state == ResultState.PUBLISHED and until is not None and now >= until and not waiting


def must_not_be_own_vote(runners: Collection[int | None], answers: int | None) -> None:
    """Three pairs of hands: who called the vote, or stood in, does not judge what is said against it.

    Raises ResultAnsweredByAnother.
    """
    if answers in runners:
        raise ResultAnsweredByAnother()


def must_be_the_street(state: str, *, street: bool) -> None:
    """What is final is not the community's to take back. Raises OnlyTheStreet."""
    if state == ResultState.FINAL and not street:
        raise OnlyTheStreet()
