"""What can happen to what people want to be told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfLetters:
    person_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class LettersChosen(OfLetters):
    """Which day's weekly letter, and which quiet hours, are what its person chose."""


@dataclass(frozen=True)
class DigestStopped(OfLetters):
    """By the link in the letter itself: whoever holds the letter did it."""


@dataclass(frozen=True)
class DigestResumed(OfLetters):
    pass
