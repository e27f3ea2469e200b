"""What can happen to a team's work. Numbers and codes only: which ledger somebody chose is never among them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TeamFounded:
    team_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class TeamHandedOver:
    team_id: int
    leader_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"actor:{self.leader_id}",)


@dataclass(frozen=True)
class OfActivity:
    activity_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"activity:{self.activity_id}",)


@dataclass(frozen=True)
class ActivityChanged(OfActivity):
    """What neighbours read of it has changed, and some have signed up."""


@dataclass(frozen=True)
class ActivityPublished(OfActivity):
    pass


@dataclass(frozen=True)
class OfShift:
    shift_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"shift:{self.shift_id}",)


@dataclass(frozen=True)
class SignedUp(OfShift):
    sign_up_id: int


@dataclass(frozen=True)
class Withdrew(OfShift):
    sign_up_id: int


@dataclass(frozen=True)
class PlaceFound(OfShift):
    """Somebody on the waitlist has a place now."""

    sign_up_id: int


@dataclass(frozen=True)
class ShiftChanged(OfShift):
    pass


@dataclass(frozen=True)
class ShiftCancelled(OfShift):
    pass


@dataclass(frozen=True)
class ShiftComing(OfShift):
    """The shift is tomorrow or sooner: those who have a place are reminded."""


@dataclass(frozen=True)
class OfService:
    service_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"service:{self.service_id}",)


@dataclass(frozen=True)
class ServiceStarted(OfService):
    pass


@dataclass(frozen=True)
class ServiceFinished(OfService):
    pass


@dataclass(frozen=True)
class ServiceForgotten(OfService):
    """Nobody signed the end: it waits for the organiser, and is credited by nobody else."""


@dataclass(frozen=True)
class ServiceConfirmed(OfService):
    pass


@dataclass(frozen=True)
class ServiceObjected(OfService):
    pass


@dataclass(frozen=True)
class ServiceCorrected(OfService):
    replaces_id: int


@dataclass(frozen=True)
class ObjectionAnswered(OfService):
    pass
