"""What can happen in a meeting."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InMeeting:
    meeting_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}",)


@dataclass(frozen=True)
class MeetingCalled(InMeeting):
    pass


@dataclass(frozen=True)
class TopicAdded(InMeeting):
    item_id: int


@dataclass(frozen=True)
class Arrived(InMeeting):
    pass


@dataclass(frozen=True)
class MotionOpened(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class Reminded(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class MotionClosed(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class DisplayMade(InMeeting):
    pass


@dataclass(frozen=True)
class OnRoll:
    inspection_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"roll:{self.inspection_id}",)


@dataclass(frozen=True)
class RollOpened(OnRoll):
    pass


@dataclass(frozen=True)
class RollObjected(OnRoll):
    objection_id: int


@dataclass(frozen=True)
class RollObjectionAnswered(OnRoll):
    objection_id: int


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


@dataclass(frozen=True)
class MotionExtended(InMeeting):
    motion_id: int
