"""Areas from the city to the stairwell, the homes in them, who owns each home, and files that say so."""

from portal.places.models.areas import Area, AreaSpell, AreaSuccession, Estate, Facility
from portal.places.models.importing import ImportFault, RegisterImport, StagedRow
from portal.places.models.register import Home, HomeMove, Owner, Ownership

__all__ = [
    "Area",
    "AreaSpell",
    "AreaSuccession",
    "Estate",
    "Facility",
    "Home",
    "HomeMove",
    "ImportFault",
    "Owner",
    "Ownership",
    "RegisterImport",
    "StagedRow",
]
