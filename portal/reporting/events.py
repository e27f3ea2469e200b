"""What can happen in double reporting. Numbers and codes only: neither membership nor a door is among them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfReport:
    report_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class ReportConfirmed(OfReport):
    pass


@dataclass(frozen=True)
class ReportMoved(OfReport):
    pass


@dataclass(frozen=True)
class Reported(OfReport):
    """Somebody reported in, and waits for the community."""


@dataclass(frozen=True)
class ReportEnded(OfReport):
    """Ended, declined, or moved to another community."""


@dataclass(frozen=True)
class OfUnit:
    unit_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class UnitReported(OfUnit):
    pass


@dataclass(frozen=True)
class UnitAccepted(OfUnit):
    pass


@dataclass(frozen=True)
class UnitDeclined(OfUnit):
    pass


@dataclass(frozen=True)
class OfNeed:
    need_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"need:{self.need_id}",)


@dataclass(frozen=True)
class NeedAsked(OfNeed):
    pass


@dataclass(frozen=True)
class NeedPublished(OfNeed):
    pass


@dataclass(frozen=True)
class NeedClosed(OfNeed):
    pass


@dataclass(frozen=True)
class DoorLookedAt(OfNeed):
    pass


@dataclass(frozen=True)
class OfClaim:
    claim_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"claim:{self.claim_id}",)


@dataclass(frozen=True)
class NeedClaimed(OfClaim):
    pass


@dataclass(frozen=True)
class ClaimAccepted(OfClaim):
    pass


@dataclass(frozen=True)
class ClaimDeclined(OfClaim):
    pass


@dataclass(frozen=True)
class ClaimWithdrawn(OfClaim):
    pass


@dataclass(frozen=True)
class ClaimDone(OfClaim):
    pass


@dataclass(frozen=True)
class ClaimConfirmed(OfClaim):
    pass


@dataclass(frozen=True)
class ClaimNotDone(OfClaim):
    """The person served says that the help did not come."""


@dataclass(frozen=True)
class Called(OfClaim):
    pass
