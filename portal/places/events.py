"""What can happen to the tree of areas and to a register. Numbers only: no name, door or file is among them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfImport:
    import_id: int
    area_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class RegisterReceived(OfImport):
    """A file is being brought, `size` bytes long."""

    size: int


@dataclass(frozen=True)
class RegisterStaged(OfImport):
    """The whole file is read and checked; nothing of it is in the register yet."""

    rows: int
    faults: int


@dataclass(frozen=True)
class RegisterCommitted(OfImport):
    """The file stands in the register. `by` is who brought it, where a person did."""

    by: int | None
    homes_new: int
    homes_changed: int
    homes_ended: int
    begun: int
    ended: int


@dataclass(frozen=True)
class RegisterWithdrawn(OfImport):
    pass


@dataclass(frozen=True)
class RegisterRefused(OfImport):
    """The file could not be read, for a reason with a name."""

    why: str


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
