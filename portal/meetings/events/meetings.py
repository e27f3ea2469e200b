"""A meeting is called, changed and called off, and what stands on its agenda."""

from dataclasses import dataclass

from portal.meetings.events.base import InMeeting


@dataclass(frozen=True)
class MeetingCalled(InMeeting):
    pass


@dataclass(frozen=True)
class TopicAdded(InMeeting):
    item_id: int


@dataclass(frozen=True)
class Reminded(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class MeetingChanged(InMeeting):
    """Another time or place; `anew` where the days of notice are counted from now."""

    edition: int
    anew: bool


@dataclass(frozen=True)
class MeetingCancelled(InMeeting):
    edition: int


@dataclass(frozen=True)
class ItemAdded(InMeeting):
    item_id: int
    edition: int


@dataclass(frozen=True)
class WordingChanged(InMeeting):
    item_id: int
    edition: int


@dataclass(frozen=True)
class ItemWithdrawn(InMeeting):
    item_id: int
    edition: int


@dataclass(frozen=True)
class StandInNamed(InMeeting):
    person_id: int | None


@dataclass(frozen=True)
class MeetingTakenOver(InMeeting):
    person_id: int


@dataclass(frozen=True)
class MeetingComing(InMeeting):
    """`which`: 1 a day before, 2 two hours before."""

    which: int


@dataclass(frozen=True)
class DisplayMade(InMeeting):
    pass
