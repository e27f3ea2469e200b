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
class Quietly:
    """What neighbours learn nothing of: no bell rings."""

    number: str

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class PostHeld(Quietly):
    """Neighbours do not see it before somebody has looked: then it is `Replied`."""

    post_id: int
    review_id: int


@dataclass(frozen=True)
class MatterHeld(Quietly):
    """… and then it is `MatterRaised`."""

    review_id: int


@dataclass(frozen=True)
class WordsReported(Quietly):
    review_id: int


@dataclass(frozen=True)
class ReviewOpened(Quietly):
    """Staff came across it."""

    review_id: int


@dataclass(frozen=True)
class WordsPublished(InHall):
    """Somebody has looked at what was held or reported: neighbours see it."""

    review_id: int


@dataclass(frozen=True)
class WordsHidden(InHall):
    """`reason_code` is one of the code book's."""

    review_id: int
    reason_code: str


@dataclass(frozen=True)
class WordsRestored(InHall):
    review_id: int


@dataclass(frozen=True)
class HidingAppealed(Quietly):
    review_id: int


@dataclass(frozen=True)
class HidingHeard(Quietly):
    """The appeal is decided; `granted` says for whom."""

    review_id: int
    granted: bool
