"""Kinds of area and of estate."""

from enum import StrEnum


class AreaKind(StrEnum):
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"
    ESTATE = "estate"
    BUILDING = "building"
    STAIRWELL = "stairwell"


INSIDE_AN_ESTATE = frozenset({AreaKind.ESTATE, AreaKind.BUILDING, AreaKind.STAIRWELL})


class EstateType(StrEnum):
    """成形物业, 老旧自管, 散居院落, 安置: decides which bodies an estate has."""

    MANAGED = "managed"
    SELF_MANAGED = "self_managed"
    SCATTERED = "scattered"
    RESETTLEMENT = "resettlement"


# Which bodies an estate of each type has, by the names of their offices.
BODIES: dict[EstateType, frozenset[str]] = {
    EstateType.MANAGED: frozenset({"owners_committee", "property_staff"}),
    EstateType.SELF_MANAGED: frozenset({"self_management"}),
    EstateType.SCATTERED: frozenset({"self_management"}),
    EstateType.RESETTLEMENT: frozenset({"owners_committee", "self_management", "property_staff"}),
}
