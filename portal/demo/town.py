"""What the seed has made so far."""

from collections.abc import Callable
from datetime import datetime

from portal.accounts.models import Person
from portal.places.models import Area, Home

Tell = Callable[[str, int, int], None]


class Town:
    """What the seed has made so far, by the codes and labels of its plan."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.areas: dict[str, Area] = {}
        self.homes: dict[tuple[str, str], Home] = {}
        self.owner_of: dict[int, int] = {}  # owner by home
        self.people: dict[str, Person] = {}
