"""What can happen to an account."""

from dataclasses import dataclass

SIGN_OUTS = "sign-outs"  # the topic on which open sockets hear that somebody is gone


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
    @property
    def topics(self) -> tuple[str, ...]:
        return (*super().topics, SIGN_OUTS)


@dataclass(frozen=True)
class Proved(OfAccount):
    """Entered a code once more, before changing what matters."""


@dataclass(frozen=True)
class ContactAdded(OfAccount):
    contact_id: int


@dataclass(frozen=True)
class ContactRemoved(OfAccount):
    contact_id: int


@dataclass(frozen=True)
class FactorMade(OfAccount):
    pass


@dataclass(frozen=True)
class FactorPassed(OfAccount):
    """The second factor was shown; `spare` where it was a code on paper."""

    spare: bool


@dataclass(frozen=True)
class FactorReset(OfAccount):
    by_id: int


@dataclass(frozen=True)
class OfMandate(OfAccount):
    """`person_id` is the principal."""

    helper_id: int
    mandate_id: int


@dataclass(frozen=True)
class MandateGiven(OfMandate):
    pass


@dataclass(frozen=True)
class MandateEnded(OfMandate):
    pass


@dataclass(frozen=True)
class MandateUsed(OfMandate):
    """The helper begins to act."""


@dataclass(frozen=True)
class OfRecovery(OfAccount):
    recovery_id: int


@dataclass(frozen=True)
class RecoveryIssued(OfRecovery):
    """Somebody stands at the community's desk without a phone. The old addresses are told."""


@dataclass(frozen=True)
class RecoveryUsed(OfRecovery):
    pass


@dataclass(frozen=True)
class RecoveryStopped(OfRecovery):
    pass


@dataclass(frozen=True)
class RecoveryDone(OfRecovery):
    @property
    def topics(self) -> tuple[str, ...]:
        return (*super().topics, SIGN_OUTS)


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
