"""The door: the code that is shown now, which rights are here, and the list of those that may be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal import settings
from portal.kit import clock
from portal.kit.errors import Missing
from portal.meetings.models import Meeting, Presence
from portal.meetings.queries.coming import main_electorate
from portal.meetings.rules import door as rules
from portal.places.queries import RollEntry
from portal.policy import Act, Actor, permits

PER_PAGE = 30


@dataclass(frozen=True)
class DoorCode:
    """What stands at the door until `turns_at`."""

    digits: str
    turns_at: datetime


@dataclass(frozen=True)
class AtDoor:
    """One right on the list; `here` once it is ticked, arrived or on the sheet."""

    entry: RollEntry
    here: Presence | None


@dataclass(frozen=True)
class DoorList:
    rows: list[AtDoor]
    found: int
    whole: int
    next: int | None


def door_code(meeting_id: int) -> DoorCode:
    now = clock.now()
    return DoorCode(rules.code_in(settings.current().secret, meeting_id, rules.window_of(now)), rules.turns_at(now))


async def meeting_at_door(actor: Actor, code: str) -> Meeting:
    """The meeting whose door shows this code now. On a full evening two doors may show the same four digits: then it is
    the one that this actor may enter. Raises Missing."""
    now, secret = clock.now(), settings.current().secret
    open_now = Meeting.filter(starts_at__lt=now + rules.EARLY, ends_at__gt=now, cancelled_at=None).select_related(
        "area"
    )
    doors = await open_now.order_by("starts_at", "id").limit(500)
    showing = [meeting for meeting in doors if rules.is_current(code, secret, meeting.id, now)]
    own = [meeting for meeting in showing if permits(actor, Act.ENTER_MEETING, meeting)]
    if not showing:
        raise Missing()
    return (own or showing)[0]


async def rights_present(meeting_id: int) -> int:
    """How many rights of the electorate are here."""
    return await Presence.filter(meeting_id=meeting_id, slot__isnull=False).count()


async def entry_at(meeting: Meeting, key: str) -> RollEntry:
    """Raises Missing."""
    entry = next((entry for entry in await main_electorate(meeting) if entry.key == key), None)
    if entry is None:
        raise Missing()
    return entry


async def entries_held(meeting: Meeting, holders: Collection[str]) -> list[RollEntry]:
    """The rights of this electorate that whoever has these names may use."""
    return [entry for entry in await main_electorate(meeting) if set(entry.holders) & set(holders)]


async def door_list(meeting: Meeting, said: str, start: int = 0) -> DoorList:
    """Those whose label has these signs, a page from the `start`-th on."""
    roll = await main_electorate(meeting)
    wanted = [entry for entry in roll if _plain(said) in _plain(entry.label)]
    shown = wanted[start : start + PER_PAGE]
    here = await _present(meeting.id, shown)
    more = start + PER_PAGE if len(wanted) > start + PER_PAGE else None
    return DoorList([AtDoor(entry, here.get(entry.key)) for entry in shown], len(wanted), len(roll), more)


async def _present(meeting_id: int, entries: Sequence[RollEntry]) -> dict[str, Presence]:
    found = Presence.filter(meeting_id=meeting_id, slot__in=[entry.key for entry in entries] or [""])
    return {presence.key: presence for presence in await found}


def _plain(label: str) -> str:
    """3-1-2 and 3栋1单元2号 are looked for as they are typed; spaces say nothing."""
    return "".join(label.split()).lower()
