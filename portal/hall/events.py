"""What can happen in the hall."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InHall:
    number: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"matter:{self.number}",)


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
class Replied(InHall):
    post_id: int
    person_id: int


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
class VoiceHeld(InHall):
    """A voice note waits to be heard. `post_id` is 0 where it belongs to the matter itself."""

    voice_id: int
    post_id: int


@dataclass(frozen=True)
class VoicePublished(InHall):
    voice_id: int
    person_id: int


@dataclass(frozen=True)
class VoiceRefused(InHall):
    """`reason` is a code of `hall.rules.media.REASONS`."""

    voice_id: int
    person_id: int
    reason: str
