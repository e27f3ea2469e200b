"""Hands are counted by two."""

from dataclasses import dataclass

from portal.meetings.events.base import InMeeting


@dataclass(frozen=True)
class OfHands(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class HandsOpened(OfHands):
    pass


@dataclass(frozen=True)
class HandsCounted(OfHands):
    pass


@dataclass(frozen=True)
class HandsEntered(OfHands):
    pass


@dataclass(frozen=True)
class HandsDiffered(OfHands):
    pass


@dataclass(frozen=True)
class HandsRecounted(OfHands):
    pass
