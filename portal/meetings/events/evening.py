"""Who speaks, and who needs help."""

from dataclasses import dataclass

from portal.meetings.events.base import InMeeting


@dataclass(frozen=True)
class HandRaised(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class HandLowered(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class SpeakerCalled(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class SpeechEnded(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class HandSkipped(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class ListClosed(InMeeting):
    pass


@dataclass(frozen=True)
class ListOpened(InMeeting):
    pass


@dataclass(frozen=True)
class Announced(InMeeting):
    pass


@dataclass(frozen=True)
class HelpAsked(InMeeting):
    call_id: int


@dataclass(frozen=True)
class HelpAnswered(InMeeting):
    call_id: int
