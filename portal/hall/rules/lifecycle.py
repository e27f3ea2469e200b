"""The way of a matter, as data: every state, and every deed that leads from one to another. No other step is possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.policy import Act


class Stage(StrEnum):
    """提议决办评: where a matter is on its way."""

    RAISE = "raise"
    DISCUSS = "discuss"
    DECIDE = "decide"
    DO = "do"
    REVIEW = "review"


STAGES = tuple(Stage)


class Shown(StrEnum):
    """Whether neighbours see what was said: shown, held until the community has looked, hidden with a reason, or
    taken back by whoever said it."""

    SHOWN = "shown"
    HELD = "held"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"


class Track(StrEnum):
    """即时议 is answered within 48 hours; 深入议 is deliberated."""

    INSTANT = "instant"
    IN_DEPTH = "in_depth"


class State(StrEnum):
    TRIAGE = "triage"  # raised; the community says within two working days where it goes
    REJECTED = "rejected"
    MERGED = "merged"
    REDIRECTED = "redirected"
    INSTANT = "instant"  # to be answered within 48 hours
    ANSWERED = "answered"  # answered on the instant track: is it really settled?
    SECONDING = "seconding"  # accepted to be deliberated once enough neighbours stand behind it
    PREPARING = "preparing"  # facts and who is concerned are put together
    DELIBERATING = "deliberating"
    SCHEDULED = "scheduled"  # on the agenda of a meeting
    MET = "met"  # the meeting was held; what came out of it is to be written
    OPINION = "opinion"  # 协商意见 is drafted
    NOTICE = "notice"  # 公示
    TO_VOTE = "to_vote"  # handed to a statutory vote
    ADOPTED = "adopted"
    IMPLEMENTING = "implementing"
    DONE = "done"  # reported done: those concerned are asked
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"  # nobody answered: never counted as satisfied
    SUSPENDED = "suspended"
    ANNULLED = "annulled"


STAGE_OF = {
    State.TRIAGE: Stage.RAISE, State.REJECTED: Stage.RAISE, State.MERGED: Stage.RAISE, State.REDIRECTED: Stage.RAISE,
    State.SECONDING: Stage.RAISE, State.INSTANT: Stage.DISCUSS, State.PREPARING: Stage.DISCUSS,
    State.DELIBERATING: Stage.DISCUSS, State.SCHEDULED: Stage.DECIDE, State.MET: Stage.DECIDE,
    State.OPINION: Stage.DECIDE, State.NOTICE: Stage.DECIDE, State.TO_VOTE: Stage.DECIDE, State.ADOPTED: Stage.DO,
    State.IMPLEMENTING: Stage.DO, State.ANSWERED: Stage.REVIEW, State.DONE: Stage.REVIEW,
    State.CONFIRMED: Stage.REVIEW, State.UNCONFIRMED: Stage.REVIEW, State.ANNULLED: Stage.DECIDE,
}  # fmt: skip
# A suspended matter keeps the stage of the state that it was suspended from.

ENDS = frozenset({State.REJECTED, State.MERGED, State.REDIRECTED, State.ANNULLED})
SETTLED = ENDS | {State.CONFIRMED, State.UNCONFIRMED}
EARLY = frozenset({State.TRIAGE, State.SECONDING, State.INSTANT, State.PREPARING, State.DELIBERATING})
UNDER_WAY = frozenset(State) - SETTLED - {State.SUSPENDED}


class Deed(StrEnum):
    ACCEPT_INSTANT = "accept-instant"
    ACCEPT_IN_DEPTH = "accept-in-depth"
    REJECT = "reject"
    MERGE = "merge"
    REDIRECT = "redirect"
    GRANT_APPEAL = "grant-appeal"
    REACH_LINE = "reach-line"
    ANSWER = "answer"
    OPEN_DELIBERATION = "open-deliberation"
    SCHEDULE = "schedule"
    CALL_OFF = "call-off"
    MEET = "meet"
    DRAFT_OPINION = "draft-opinion"
    PUBLISH_OPINION = "publish-opinion"
    DELIBERATE_AGAIN = "deliberate-again"
    HAND_TO_VOTE = "hand-to-vote"
    TAKE_BACK = "take-back"
    ADOPT = "adopt"
    PROMISE = "promise"
    REPORT_DONE = "report-done"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    LAPSE = "lapse"
    SUSPEND = "suspend"
    RESUME = "resume"
    ANNUL = "annul"


@dataclass(frozen=True)
class Step:
    """One deed: from which states it leads where, which act judges who may do it, and whether it needs a reason.

    `act` is None where nobody does it as such: it follows from neighbours, from time, or from another room.
    `to` is None where it leads back to the state before (`suspended_from`).
    """

    sources: frozenset[State]
    to: State | None
    act: Act | None = None
    reason: bool = False


def _from(*states: State | Iterable[State]) -> frozenset[State]:
    return frozenset(s for each in states for s in ([each] if isinstance(each, State) else each))


_TALKED_OF = _from(State.SECONDING, State.PREPARING, State.DELIBERATING)
_DECIDED = _from(State.ADOPTED, State.IMPLEMENTING)
STEPS: dict[Deed, Step] = {
    # What the community makes of it. Once neighbours have carried it over the line, nobody can send it away.
    Deed.ACCEPT_INSTANT: Step(_from(State.TRIAGE), State.INSTANT, Act.TRIAGE_MATTER),
    Deed.ACCEPT_IN_DEPTH: Step(_from(State.TRIAGE, State.INSTANT), State.SECONDING, Act.TRIAGE_MATTER),
    Deed.REJECT: Step(_from(State.TRIAGE), State.REJECTED, Act.TRIAGE_MATTER, reason=True),
    Deed.MERGE: Step(_from(State.TRIAGE, State.INSTANT, _TALKED_OF), State.MERGED, Act.TRIAGE_MATTER, reason=True),
    Deed.REDIRECT: Step(_from(State.TRIAGE, State.INSTANT), State.REDIRECTED, Act.TRIAGE_MATTER, reason=True),
    Deed.GRANT_APPEAL: Step(
        _from(State.REJECTED, State.MERGED, State.REDIRECTED), State.SECONDING, Act.DECIDE_APPEAL, reason=True
    ),
    # What neighbours make of it.
    Deed.REACH_LINE: Step(_from(State.TRIAGE, State.SECONDING), State.PREPARING),
    Deed.OPEN_DELIBERATION: Step(_from(State.PREPARING), State.DELIBERATING, Act.RUN_MATTER),
    Deed.ANSWER: Step(_from(State.INSTANT), State.ANSWERED, Act.ANSWER_MATTER),
    # What is decided.
    Deed.SCHEDULE: Step(
        _from(_TALKED_OF, State.OPINION, State.TO_VOTE, State.MET, State.TRIAGE, State.INSTANT), State.SCHEDULED
    ),
    Deed.CALL_OFF: Step(_from(State.SCHEDULED), State.DELIBERATING),
    Deed.MEET: Step(_from(State.SCHEDULED), State.MET),
    Deed.DRAFT_OPINION: Step(_from(State.DELIBERATING, State.MET), State.OPINION, Act.WRITE_OPINION),
    Deed.PUBLISH_OPINION: Step(_from(State.OPINION), State.NOTICE, Act.WRITE_OPINION),
    Deed.DELIBERATE_AGAIN: Step(_from(State.NOTICE, State.OPINION), State.DELIBERATING, Act.WRITE_OPINION, reason=True),
    Deed.HAND_TO_VOTE: Step(
        _from(State.DELIBERATING, State.MET, State.OPINION, State.NOTICE), State.TO_VOTE, Act.WRITE_OPINION, reason=True
    ),
    Deed.TAKE_BACK: Step(_from(State.MET, State.OPINION, State.TO_VOTE), State.DELIBERATING),  # a result was annulled
    Deed.ADOPT: Step(_from(State.NOTICE), State.ADOPTED),
    # What is done about it, and whether it really is.
    Deed.PROMISE: Step(
        _from(State.TRIAGE, State.INSTANT, State.ANSWERED, _TALKED_OF, State.MET, _DECIDED, State.DONE, State.UNCONFIRMED),
        State.IMPLEMENTING, Act.MAKE_PROMISE,
    ),
    Deed.REPORT_DONE: Step(_from(State.IMPLEMENTING), State.DONE, Act.REPORT_DONE),
    Deed.CONFIRM: Step(_from(State.DONE, State.ANSWERED, State.UNCONFIRMED), State.CONFIRMED, Act.CONFIRM_PROMISE),
    Deed.REOPEN: Step(
        _from(State.DONE, State.ANSWERED, State.CONFIRMED, State.UNCONFIRMED), State.IMPLEMENTING, Act.CONFIRM_PROMISE
    ),
    Deed.LAPSE: Step(_from(State.DONE, State.ANSWERED), State.UNCONFIRMED),
    # What interrupts it.
    Deed.SUSPEND: Step(UNDER_WAY, State.SUSPENDED, Act.SUSPEND_MATTER, reason=True),
    Deed.RESUME: Step(_from(State.SUSPENDED), None, Act.SUSPEND_MATTER),
    Deed.ANNUL: Step(_from(State.NOTICE, _DECIDED), State.ANNULLED, Act.ANNUL_OPINION, reason=True),
}  # fmt: skip


class StepNotPossible(Refused):
    message = N_("这件事已经走到别的步骤了，请刷新看看。")


class ReasonMissing(Refused):
    status = 422
    message = N_("请写明理由，提的人看得到。")


def after(state: str, deed: Deed, *, suspended_from: str = "", reason: str = "") -> State:
    """The state that `deed` leads to from `state`. Raises StepNotPossible, ReasonMissing."""
    step = STEPS[deed]
    if State(state) not in step.sources:
        raise StepNotPossible()
    if step.reason and not reason.strip():
        raise ReasonMissing()
    return step.to if step.to is not None else State(suspended_from)


def stage_of(state: str, suspended_from: str = "") -> Stage:
    return STAGE_OF[State(suspended_from if state == State.SUSPENDED else state)]
