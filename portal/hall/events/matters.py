"""What can happen to a matter on its way."""

from dataclasses import dataclass

from portal.hall.events.bases import InHall, Quietly


@dataclass(frozen=True)
class MatterRaised(InHall):
    person_id: int


@dataclass(frozen=True)
class MatterSeconded(InHall):
    person_id: int
    seconds: int


@dataclass(frozen=True)
class LineReached(InHall):
    seconds: int


@dataclass(frozen=True)
class MatterAnswered(InHall):
    answer_id: int


@dataclass(frozen=True)
class MatterMoved(InHall):
    """`deed` and the states are those of `hall.rules.lifecycle`."""

    deed: str
    before: str
    after: str


@dataclass(frozen=True)
class MatterLate(InHall):
    """What was waited for (`due_for`) did not come in time."""

    due_for: str


@dataclass(frozen=True)
class MatterMerged(InHall):
    into: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"matter:{self.number}", f"matter:{self.into}")


@dataclass(frozen=True)
class AppealMade(InHall):
    appeal_id: int


@dataclass(frozen=True)
class AppealDecided(InHall):
    appeal_id: int
    granted: bool


@dataclass(frozen=True)
class FactsWritten(InHall):
    person_id: int


@dataclass(frozen=True)
class OpinionPublished(InHall):
    opinion_id: int


@dataclass(frozen=True)
class OpinionAdopted(InHall):
    opinion_id: int


@dataclass(frozen=True)
class OpinionObjected(InHall):
    objection_id: int


@dataclass(frozen=True)
class ObjectionReplied(InHall):
    objection_id: int


@dataclass(frozen=True)
class MatterFollowed(Quietly):
    """Nobody else learns of it."""


@dataclass(frozen=True)
class MatterUnfollowed(Quietly):
    pass


@dataclass(frozen=True)
class OfPlace:
    """Nobody else learns of it. `kind` is area or hall."""

    kind: str
    id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class PlaceFollowed(OfPlace):
    pass


@dataclass(frozen=True)
class PlaceUnfollowed(OfPlace):
    pass


@dataclass(frozen=True)
class OfHall:
    hall_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"hall:{self.hall_id}",)


@dataclass(frozen=True)
class HallKept(OfHall):
    pass


@dataclass(frozen=True)
class HallClosed(OfHall):
    pass
