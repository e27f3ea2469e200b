"""Areas from the city to the stairwell, the homes in them, and who owns each home."""

from portal.places.models.areas import Area, AreaSpell, AreaSuccession, Estate, Facility
from portal.places.models.register import Home, HomeMove, Owner, Ownership

__all__ = ["Area", "AreaSpell", "AreaSuccession", "Estate", "Facility", "Home", "HomeMove", "Owner", "Ownership"]
