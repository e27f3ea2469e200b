"""A vote opens, is extended and closes; what is practised before it."""

from dataclasses import dataclass

from portal.meetings.events.base import InMeeting


@dataclass(frozen=True)
class MotionOpened(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class OptionsOffered(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class SilenceSet(InMeeting):
    motion_id: int
    edition: int


@dataclass(frozen=True)
class RehearsalOpened(InMeeting):
    pass


@dataclass(frozen=True)
class RehearsalEnded(InMeeting):
    pass


@dataclass(frozen=True)
class MotionClosed(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class MotionExtended(InMeeting):
    motion_id: int
