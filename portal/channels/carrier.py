"""How a letter leaves the house: the promise that every channel keeps."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outgoing:
    """A letter opened for its way out. `id` stays the same however often it is tried.

    `stop` is an address that stops letters of its kind, where there is one.
    """

    id: int
    lane: str
    address: str
    subject: str
    body: str
    stop: str = ""


class Undeliverable(Exception):
    """It did not leave. `for_ever`: trying again would not help."""

    def __init__(self, *, for_ever: bool) -> None:
        super().__init__("for ever" if for_ever else "for now")
        self.for_ever = for_ever


class Carrier(Protocol):
    async def carry(self, letter: Outgoing) -> None:
        """Raises Undeliverable."""
        ...
