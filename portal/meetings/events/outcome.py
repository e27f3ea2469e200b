"""What came of a vote and of a meeting, and what was written of it."""

from dataclasses import dataclass

from portal.meetings.events.base import InMeeting


@dataclass(frozen=True)
class OfResult(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class ResultPublished(OfResult):
    notice_id: int


@dataclass(frozen=True)
class ResultObjected(OfResult):
    objection_id: int


@dataclass(frozen=True)
class ResultObjectionAnswered(OfResult):
    objection_id: int


@dataclass(frozen=True)
class ResultHeldUp(OfResult):
    """The days are over, and an objection still waits."""

    notice_id: int


@dataclass(frozen=True)
class ResultFinal(OfResult):
    notice_id: int


@dataclass(frozen=True)
class ResultAnnulled(OfResult):
    notice_id: int


@dataclass(frozen=True)
class VoteExported(OfResult):
    pass


@dataclass(frozen=True)
class MinutesWritten(InMeeting):
    minutes_id: int


@dataclass(frozen=True)
class MinutesConfirmed(InMeeting):
    """One of the two hands."""

    minutes_id: int


@dataclass(frozen=True)
class MinutesFrozen(InMeeting):
    minutes_id: int


@dataclass(frozen=True)
class MinutesReopened(InMeeting):
    minutes_id: int


@dataclass(frozen=True)
class ActionAdded(InMeeting):
    action_id: int


@dataclass(frozen=True)
class ActionDropped(InMeeting):
    action_id: int


@dataclass(frozen=True)
class DispositionAdded(InMeeting):
    disposition_id: int


@dataclass(frozen=True)
class DispositionDropped(InMeeting):
    disposition_id: int


@dataclass(frozen=True)
class OfPlan:
    plan_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class CostShared(OfPlan):
    pass
