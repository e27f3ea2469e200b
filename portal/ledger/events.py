"""What can happen to a promise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InLedger:
    number: str
    promise_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"matter:{self.number}",)


@dataclass(frozen=True)
class PromiseMade(InLedger):
    pass


@dataclass(frozen=True)
class DoneReported(InLedger):
    pass


@dataclass(frozen=True)
class PromiseConfirmed(InLedger):
    pass


@dataclass(frozen=True)
class PromiseReopened(InLedger):
    pass


@dataclass(frozen=True)
class PromiseLapsed(InLedger):
    """Nobody said whether it is done."""


@dataclass(frozen=True)
class PromiseLate(InLedger):
    days: int


@dataclass(frozen=True)
class ProgressDue(InLedger):
    pass


@dataclass(frozen=True)
class ProgressReported(InLedger):
    pass


@dataclass(frozen=True)
class DueMoved(InLedger):
    pass
