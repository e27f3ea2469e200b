"""The list of those who may vote lies open."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OnRoll:
    inspection_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"roll:{self.inspection_id}",)


@dataclass(frozen=True)
class RollOpened(OnRoll):
    pass


@dataclass(frozen=True)
class RollObjected(OnRoll):
    objection_id: int


@dataclass(frozen=True)
class RollObjectionAnswered(OnRoll):
    objection_id: int
