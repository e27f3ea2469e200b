"""What every event of the hall says: of which matter it is, and who is rung."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InHall:
    number: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"matter:{self.number}",)


@dataclass(frozen=True)
class Quietly:
    """What neighbours learn nothing of: no bell rings."""

    number: str

    @property
    def topics(self) -> tuple[str, ...]:
        return ()
