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


@dataclass(frozen=True)
class MatterFollowed(Quietly):
    """Nobody else learns of it."""


@dataclass(frozen=True)
class MatterUnfollowed(Quietly):
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
