"""What every event of a meeting tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InMeeting:
    meeting_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}",)
