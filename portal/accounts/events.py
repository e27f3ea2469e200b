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
class OfDataCorrection(OfAccount):
    correction_id: int


@dataclass(frozen=True)
class DataCorrectionAsked(OfDataCorrection):
    pass


@dataclass(frozen=True)
class DataCorrectionAnswered(OfDataCorrection):
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


@dataclass(frozen=True)
class ResidenceEnding(OfAccount):
    """A residence lapses within 30 days, unless it is confirmed anew."""

    home_id: int


@dataclass(frozen=True)
class ResidenceLapsed(OfAccount):
    home_id: int


@dataclass(frozen=True)
class FamilyConfirmed(OfAccount):
    """Somebody's home was confirmed by another who lives in it."""

    request_id: int


@dataclass(frozen=True)
class ResidencesChecked(OfAccount):
    """A second pair of eyes went over confirmations. `person_id` is whose eyes; the numbers are the residences'."""

    residences: tuple[int, ...]
    holdings: tuple[int, ...]


@dataclass(frozen=True)
class SlipsMade(OfAccount):
    batch_id: int
    count: int


@dataclass(frozen=True)
class SheetFetched(OfAccount):
    batch_id: int


@dataclass(frozen=True)
class SlipsRevoked(OfAccount):
    """`slip_id` 0: the whole sheet."""

    batch_id: int
    slip_id: int


@dataclass(frozen=True)
class SlipTaken(OfAccount):
    """Somebody used a slip: told to who lives there."""

    slip_id: int
    home_id: int


@dataclass(frozen=True)
class OfOffice(OfAccount):
    """`person_id` holds, or held, the office."""

    office_id: int


@dataclass(frozen=True)
class OfficeGiven(OfOffice):
    pass


@dataclass(frozen=True)
class OfficeEnded(OfOffice):
    pass


@dataclass(frozen=True)
class OfficeResigned(OfOffice):
    pass


@dataclass(frozen=True)
class OfficeEnding(OfOffice):
    """The period ends within 30 days."""


@dataclass(frozen=True)
class DeputyNamed(OfOffice):
    """`person_id` is the deputy."""


@dataclass(frozen=True)
class TrailExported(OfAccount):
    rows: int


@dataclass(frozen=True)
class TrailChecked(OfAccount):
    """`broken` is the first record that does not hold; 0 when all do."""

    broken: int
