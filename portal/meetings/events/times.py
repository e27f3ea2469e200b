"""A time is looked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OnTimes:
    poll_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"times:{self.poll_id}",)


@dataclass(frozen=True)
class TimesAsked(OnTimes):
    pass


@dataclass(frozen=True)
class TimeTapped(OnTimes):
    pass


@dataclass(frozen=True)
class TimeChosen(OnTimes):
    option_id: int
