"""What holds of places: kinds of area, sizes as exact integers, and who is one voter among owners."""

from portal.places.rules.areas import BODIES, INSIDE_AN_ESTATE, AreaKind, EstateType
from portal.places.rules.register import (
    DEVELOPER,
    LARGEST_HOME,
    Entitlement,
    HomeKind,
    HomeState,
    NotASize,
    SizeNotPositive,
    SizeSource,
    SizeTooFine,
    SizeTooLarge,
    Unit,
    electorate_hash,
    entitlements,
    parse_size,
    voter_key,
)

__all__ = [
    "AreaKind",
    "BODIES",
    "DEVELOPER",
    "Entitlement",
    "EstateType",
    "HomeKind",
    "HomeState",
    "INSIDE_AN_ESTATE",
    "LARGEST_HOME",
    "NotASize",
    "SizeNotPositive",
    "SizeSource",
    "SizeTooFine",
    "SizeTooLarge",
    "Unit",
    "electorate_hash",
    "entitlements",
    "parse_size",
    "voter_key",
]
