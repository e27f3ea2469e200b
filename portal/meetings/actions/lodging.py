"""A room for a meeting, among those of the neighbourhood that can be booked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.forms import CallMeeting
from portal.policy import STAFF, Actor
from portal.venues import queries as venues
from portal.venues.actions.steps import book_for, withdraw
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
    actor: Actor, path: str, said: CallMeeting, starts: datetime, closes: datetime
) -> tuple[int | None, str]:
    """A step: the number of the booking, if a room was chosen, and where the meeting is.

    Raises NoSuchRoom, and what `book_for` raises: taken, shut, not on the quarter …
    """
    if said.venue is None:
        return None, said.place
    rooms = {room.id: room for room in await venues.venues_to_book(path)}
    room = rooms.get(said.venue)
    if room is None:
        raise NoSuchRoom()
    assert actor.id is not None
    ends = closes if closes - starts <= LONGEST else starts + EVENING
    booking = await book_for(
        room.id, actor.id, await accounts.name_to_neighbours(actor), starts, ends, purpose=Purpose.MEETING,
        title=said.title, stage=_stage(actor, room),
    )  # fmt: skip
    return booking, said.place or f"{room.name}（{room.place}）"[:80]


def _stage(actor: Actor, room: Venue) -> BookingStage:
    waits = room.confirms and not actor.holds(STAFF, room.area.path)
    return BookingStage.ASKED if waits else BookingStage.CONFIRMED


async def give_room_back(booking_id: int | None, why: str) -> None:
    """A step: the meeting is not held there, or not then."""
    if booking_id is not None:
        await withdraw(booking_id, why)
