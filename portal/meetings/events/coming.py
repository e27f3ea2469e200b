"""Who comes, who sends somebody, and who is there."""

from dataclasses import dataclass

from portal.meetings.events.base import InMeeting


@dataclass(frozen=True)
class OfProxy(InMeeting):
    proxy_id: int


@dataclass(frozen=True)
class ProxyGiven(OfProxy):
    pass


@dataclass(frozen=True)
class ProxyAccepted(OfProxy):
    pass


@dataclass(frozen=True)
class ProxyRevoked(OfProxy):
    pass


@dataclass(frozen=True)
class ComingSaid(InMeeting):
    pass


@dataclass(frozen=True)
class ComingEntered(InMeeting):
    """For neighbours who said so in a chat."""

    count: int


@dataclass(frozen=True)
class Arrived(InMeeting):
    pass


@dataclass(frozen=True)
class PresenceTaken(InMeeting):
    """`way`: by a tick at the door, or from a sheet of paper."""

    way: str


@dataclass(frozen=True)
class PresenceUndone(InMeeting):
    pass
