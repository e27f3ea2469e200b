"""What can happen to venues, bookings and the guide. Numbers and codes only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfVenue:
    venue_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"venue:{self.venue_id}",)


@dataclass(frozen=True)
class VenueOpened(OfVenue):
    pass


@dataclass(frozen=True)
class VenueChanged(OfVenue):
    pass


@dataclass(frozen=True)
class VenueClosed(OfVenue):
    pass


@dataclass(frozen=True)
class HoursChanged(OfVenue):
    pass


@dataclass(frozen=True)
class OfBooking:
    booking_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"booking:{self.booking_id}",)


@dataclass(frozen=True)
class VenueBooked(OfBooking):
    venue_id: int
    stage: str


@dataclass(frozen=True)
class BookingConfirmed(OfBooking):
    pass


@dataclass(frozen=True)
class BookingWithdrawn(OfBooking):
    """By whoever had booked."""


@dataclass(frozen=True)
class BookingCancelled(OfBooking):
    """By the community, with a reason; also because the place shuts."""


@dataclass(frozen=True)
class OfGuide:
    item_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class GuideWritten(OfGuide):
    pass


@dataclass(frozen=True)
class GuideChecked(OfGuide):
    pass


@dataclass(frozen=True)
class GuideEnded(OfGuide):
    pass


@dataclass(frozen=True)
class OfCorrection:
    correction_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class CorrectionSent(OfCorrection):
    pass


@dataclass(frozen=True)
class CorrectionReplied(OfCorrection):
    pass
