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
