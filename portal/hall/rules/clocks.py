"""How long each step of a matter may take, and when the clock that runs now comes to its end."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.hall.rules.lifecycle import Deed, State
from portal.kit.workdays import end_after_days, end_after_working_days

End = Callable[[datetime], datetime]


def _working_days(days: int) -> End:
    return lambda start: end_after_working_days(start, days)


def _days(days: int) -> End:
    return lambda start: end_after_days(start, days)


# What each state waits for, and until when (§2.6). A state that is not here waits for nobody's clock.
CLOCKS: dict[State, tuple[str, End]] = {
    State.TRIAGE: ("triage", _working_days(2)),
    State.INSTANT: ("answer", lambda start: start + timedelta(hours=48)),  # DB3306/T 075-2025, 即时议
    State.PREPARING: ("start", _working_days(5)),  # … 深入议
    State.DELIBERATING: ("comments", _days(15)),
    State.MET: ("opinion", _working_days(3)),
    State.OPINION: ("opinion", _working_days(3)),
    State.NOTICE: ("notice", _working_days(5)),  # seven where money or common parts are touched
    State.ANSWERED: ("confirm", _days(7)),
    State.DONE: ("confirm", _days(7)),
}


def clock_of(state: str, start: datetime) -> tuple[str, datetime | None]:
    """What is waited for in this state, and until when (UTC); nothing, and None, where no clock runs."""
    name, end = CLOCKS.get(State(state), ("", None))
    return name, end(start) if end else None


# What shows itself when its clock has run out, and what then goes on by itself because nobody may hold it back.
# The clock of "confirm" is the ledger's: silence there is unconfirmed, and never satisfied.
SHOWS_ITSELF = frozenset({"triage", "answer", "comments", "opinion"})
BY_ITSELF = {"start": Deed.OPEN_DELIBERATION}


def share_gone(since: datetime, due: datetime, now: datetime) -> int:
    """How much of the time is over, in whole percent; 100 once it is late."""
    whole, gone = int((due - since).total_seconds()), int((now - since).total_seconds())
    return min(100, max(0, gone * 100 // whole))
