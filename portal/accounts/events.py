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


@dataclass(frozen=True)
class OfConsent(OfAccount):
    """Which line of the ledger, never for what: that is between the person and the ledger."""

    consent_id: int


@dataclass(frozen=True)
class ConsentGiven(OfConsent):
    pass


@dataclass(frozen=True)
class ConsentWithdrawn(OfConsent):
    pass


@dataclass(frozen=True)
class DetailsLookedAt(OfAccount):
    """Somebody in office opened what is kept of this person."""

    look_id: int


@dataclass(frozen=True)
class OwnDataTaken(OfAccount):
    """The person took everything that is kept of them."""


@dataclass(frozen=True)
class NameChanged(OfAccount):
    pass


@dataclass(frozen=True)
class OfNameChange(OfAccount):
    change_id: int


@dataclass(frozen=True)
class NameChangeAsked(OfNameChange):
    pass


@dataclass(frozen=True)
class NameChangeDecided(OfNameChange):
    pass


@dataclass(frozen=True)
class OfCorrection(OfAccount):
    correction_id: int


@dataclass(frozen=True)
class CorrectionAsked(OfCorrection):
    pass


@dataclass(frozen=True)
class CorrectionAnswered(OfCorrection):
    pass


@dataclass(frozen=True)
class AccountClosed(OfAccount):
    """For seven days it can be undone by signing in. What holds the person back raises in a reaction."""


@dataclass(frozen=True)
class AccountReopened(OfAccount):
    pass


@dataclass(frozen=True)
class AccountErased(OfAccount):
    """The seven days are over: each room forgets the person. What was decided and counted stays as it is."""
