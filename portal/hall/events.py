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
class OfVoices:
    batch: str
    person_id: int
    voices: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"batch:{self.batch}",)


@dataclass(frozen=True)
class VoicesRecorded(OfVoices):
    """Somebody wrote down what others said: it waits for a witness."""


@dataclass(frozen=True)
class VoicesWitnessed(OfVoices):
    pass


@dataclass(frozen=True)
class VoiceTakenBack(InHall):
    voice_id: int


@dataclass(frozen=True)
class VoiceClaimed(InHall):
    """What was recorded for `from_id`, who had no account, is `person_id`'s own."""

    from_id: int
    person_id: int


@dataclass(frozen=True)
class OfPost(InHall):
    post_id: int
    person_id: int


@dataclass(frozen=True)
class StanceTaken(InHall):
    """Somebody stands somewhere now, or nowhere any more: where is not told."""

    person_id: int


@dataclass(frozen=True)
class Nodded(OfPost):
    """有道理, given or taken back."""


@dataclass(frozen=True)
class PostEdited(OfPost):
    pass


@dataclass(frozen=True)
class PostWithdrawn(OfPost):
    pass
