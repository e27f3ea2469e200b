"""What every phone of a meeting is told, again and again, and by which door it comes to hear it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar

from portal.database import bulk
from portal.kit import clock
from portal.kit.errors import Missing
from portal.meetings import rules
from portal.policy import Actor


class Staged(Protocol):
    @property
    def stage(self) -> str: ...


M = TypeVar("M", bound=Staged)


@dataclass(frozen=True)
class Followed:
    """A meeting as whoever follows it is judged by it, and no more: after a restart all phones come back at once."""

    id: int
    path: str
    convener_id: int
    stand_in_id: int | None


async def meeting_followed(_actor: Actor, meeting_id: int) -> Followed:
    """Raises Missing."""
    found = await bulk.records(
        "SELECT m.id, a.path, m.convener_id, m.deputy_id, m.taken_over_at FROM meeting m JOIN area a ON a.id = m.area_id"
        " WHERE m.id = ?",
        meeting_id,
    )
    if not found:
        raise Missing()
    number, path, convener_id, deputy_id, taken_over_at = found[0]
    return Followed(number, path, convener_id, deputy_id if taken_over_at is not None else None)


def current_of(motions: Sequence[M]) -> M | None:
    """What the room is about: the motion that is open; else the last result, until the next is opened."""
    motions = [motion for motion in motions if motion.stage != rules.Stage.CALLED_OFF]
    found = next((motion for motion in motions if motion.stage in rules.VOTING), None)
    closed = [motion for motion in motions if motion.stage == rules.Stage.CLOSED]
    return found or (closed[-1] if closed else motions[0] if motions else None)


class _Told(NamedTuple):
    """What a tick tells of a motion."""

    id: int
    stage: str
    turnout_count: int
    turnout_size: int
    closes_at: datetime


async def tick_of(meeting_id: int) -> dict[str, Any]:
    """The state that every phone is sent: shape, turnout, arrivals and the clock. Two questions, no split, no door.
    Asked after every ballot of every room, and so in plain words."""
    version, desk, came, present = (
        await bulk.records(
            "SELECT m.version, m.desk, m.came + (SELECT COUNT(*) FROM arrival a WHERE a.meeting_id = m.id),"
            " (SELECT COUNT(*) FROM presence p WHERE p.meeting_id = m.id AND p.slot IS NOT NULL)"
            " FROM meeting m WHERE m.id = ?",
            meeting_id,
        )
    )[0]
    motions = await bulk.records(
        "SELECT o.id, o.stage, o.turnout_count, o.turnout_size, o.closes_at FROM motion o"
        " JOIN agenda_item i ON i.id = o.item_id WHERE o.meeting_id = ? ORDER BY i.position",
        meeting_id,
    )
    current = current_of([_Told(*row) for row in motions])
    tick: dict[str, Any] = {"v": version, "d": desk, "h": came, "r": present}
    if current is not None:
        tick |= {"m": current.id, "o": int(current.stage == rules.Stage.OPEN), "c": current.turnout_count}
        tick |= {"a": current.turnout_size, "e": _ms(bulk.read_moment(current.closes_at))}
    return tick | {"t": _ms(clock.now())}


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
