"""Areas from the city to the stairwell, the homes in them, and who owns each home."""

from portal.places.models.areas import Area, Estate
from portal.places.models.register import Home, Owner, Ownership

__all__ = ["Area", "Estate", "Home", "Owner", "Ownership"]
