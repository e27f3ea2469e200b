"""Who goes from door to door, and what they brought."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AtDoors:
    """Of who was reached at home: no open room looks different for it."""

    meeting_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class NoticeDelivered(AtDoors):
    delivery_id: int


@dataclass(frozen=True)
class DeliveryStruck(AtDoors):
    delivery_id: int


@dataclass(frozen=True)
class DoorHelperNamed(AtDoors):
    person_id: int


@dataclass(frozen=True)
class DoorHelperEnded(AtDoors):
    person_id: int


@dataclass(frozen=True)
class DoorsLookedAt(AtDoors):
    """`why`: the code of a reason."""

    why: str
