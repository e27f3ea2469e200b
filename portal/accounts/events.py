"""What can happen to an account."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfAccount:
    person_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"actor:{self.person_id}",)


@dataclass(frozen=True)
class SignedIn(OfAccount):
    pass


@dataclass(frozen=True)
class SignedOut(OfAccount):
    pass


@dataclass(frozen=True)
class ResidenceAsked(OfAccount):
    request_id: int


@dataclass(frozen=True)
class ResidenceConfirmed(OfAccount):
    request_id: int


@dataclass(frozen=True)
class ResidenceDeclined(OfAccount):
    request_id: int


@dataclass(frozen=True)
class ResidenceEnded(OfAccount):
    """Somebody moved out of a home."""

    home_id: int
