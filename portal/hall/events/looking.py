"""What can happen to words and voices that are looked at, or heard, first."""

from dataclasses import dataclass

from portal.hall.events.bases import InHall, Quietly


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
