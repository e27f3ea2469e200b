"""A room for a meeting, among those of the neighbourhood that can be booked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.policy import STAFF, Actor
from portal.venues import queries as venues
from portal.venues.actions.steps import book_for, venue_in_turn, withdraw
from portal.venues.rules.booking import BookingStage, Purpose

if TYPE_CHECKING:
    from portal.venues.models import Venue

EVENING = timedelta(hours=2)  # a room is had so long where the votes stay open for days
LONGEST = timedelta(hours=4)


class NoSuchRoom(Refused):
    status = 422
    message = N_("这里约不了这个地方，请从下面选一个。")


def of_a_room(refusal: Refused) -> bool:
    """Whether it is the room that cannot be had."""
    return isinstance(refusal, NoSuchRoom) or type(refusal).__module__.startswith("portal.venues.")


async def book_room(
    actor: Actor, path: str, venue_id: int, title: str, starts: datetime, closes: datetime, *,
    instead_of: int | None = None, why: str = "",
) -> tuple[int, str]:  # fmt: skip
    """A step: the number of the booking, and what the place is called. `instead_of` is a booking that is given back
    for it.

    Raises NoSuchRoom, and what `book_for` raises: taken, shut, not on the quarter …
    """
    room = await _room_with(path, venue_id)
    # The room's lock comes before a booking's, as with whoever shuts it.
    await venue_in_turn(room.id)
    await give_room_back(instead_of, why)
    assert actor.id is not None
    booking = await book_for(
        room.id, actor.id, await accounts.name_to_neighbours(actor), *had_for(starts, closes), purpose=Purpose.MEETING,
        title=title, stage=_stage(actor, room),
    )  # fmt: skip
    return booking, f"{room.name}（{room.place}）"[:80]


def had_for(starts: datetime, closes: datetime) -> tuple[datetime, datetime]:
    """From when to when a meeting has its room."""
    return starts, closes if closes - starts <= LONGEST else starts + EVENING


async def _room_with(path: str, venue_id: int) -> Venue:
    for room in await venues.venues_to_book(path):
        if room.id == venue_id:
            return room
    raise NoSuchRoom()


def _stage(actor: Actor, room: Venue) -> BookingStage:
    waits = room.confirms and not actor.holds(STAFF, room.area.path)
    return BookingStage.ASKED if waits else BookingStage.CONFIRMED


async def give_room_back(booking_id: int | None, why: str) -> None:
    """A step: the meeting is not held there, or not then."""
    if booking_id is not None:
        await withdraw(booking_id, why)
