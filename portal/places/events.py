"""What can happen to the tree of areas."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfArea:
    area_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"area:{self.area_id}",)


@dataclass(frozen=True)
class AreaCreated(OfArea):
    parent_id: int


@dataclass(frozen=True)
class AreaRenamed(OfArea):
    pass


@dataclass(frozen=True)
class AreaMoved(OfArea):
    """It stands under another area now, with all that is below it."""

    from_id: int
    into_id: int


@dataclass(frozen=True)
class AreaSplit(OfArea):
    """A part of it has become an area of its own."""

    new_id: int


@dataclass(frozen=True)
class AreaMerged(OfArea):
    """It has ended, and what was in it belongs to the other now."""

    into_id: int


@dataclass(frozen=True)
class DeskSet(OfArea):
    pass


@dataclass(frozen=True)
class FacilityAdded(OfArea):
    facility_id: int


@dataclass(frozen=True)
class FacilityRemoved(OfArea):
    facility_id: int
