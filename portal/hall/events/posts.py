"""What can happen to what was said."""

from dataclasses import dataclass

from portal.hall.events.bases import InHall, Quietly


@dataclass(frozen=True)
class Replied(InHall):
    post_id: int
    person_id: int


@dataclass(frozen=True)
class StanceTaken(InHall):
    """Somebody stands somewhere now, or nowhere any more: where is not told."""

    person_id: int


@dataclass(frozen=True)
class OfPost(InHall):
    post_id: int
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


@dataclass(frozen=True)
class StatementPut(InHall):
    """Neighbours can answer it now."""

    statement_id: int
    person_id: int


@dataclass(frozen=True)
class StatementHeld(Quietly):
    statement_id: int
    review_id: int


@dataclass(frozen=True)
class StatementMended(InHall):
    statement_id: int


@dataclass(frozen=True)
class StatementTapped(Quietly):
    """How, and whether the answer was given, changed or taken back, is told to nobody."""

    statement_id: int


@dataclass(frozen=True)
class StatementTold(InHall):
    """The numbers of a statement were told anew."""

    statement_id: int


@dataclass(frozen=True)
class OpinionsMapped(InHall):
    """The groups were drawn anew; none where they are 0."""

    version: int
    groups: int


@dataclass(frozen=True)
class OfVoices:
    """Voices that were written down together: the first of them, and how many. Their link is as good as a key."""

    voice_id: int
    person_id: int
    voices: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


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
