"""A ballot on paper is recorded and read again."""

from dataclasses import dataclass

from portal.meetings.events.base import InMeeting


@dataclass(frozen=True)
class OfPaper(InMeeting):
    motion_id: int
    paper_id: int


@dataclass(frozen=True)
class PaperRecorded(OfPaper):
    pass


@dataclass(frozen=True)
class PaperCounted(OfPaper):
    pass


@dataclass(frozen=True)
class PaperDiffered(OfPaper):
    pass


@dataclass(frozen=True)
class PaperWithdrawn(OfPaper):
    pass


@dataclass(frozen=True)
class PaperLookedAt(OfPaper):
    pass
