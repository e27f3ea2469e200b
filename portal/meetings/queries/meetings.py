"""What a meeting's pages show. Before the close nothing here says how anybody voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q

from portal.database.reading import below
from portal.hall.queries import copies
from portal.kit import clock, sealing
from portal.kit.errors import Missing
from portal.kit.words import N_
from portal.meetings import rules
from portal.meetings.models import (
    AgendaItem,
    Arrival,
    Display,
    Meeting,
    Motion,
)
from portal.meetings.queries.door import rights_present
from portal.meetings.queries.tick import current_of
from portal.places import queries as places
from portal.policy import STAFF, STRANGER, Actor

if TYPE_CHECKING:
    from portal.places.models import Area
PER_PAGE = 20


@dataclass(frozen=True)
class Item:
    item: AgendaItem
    motion: Motion | None


@dataclass(frozen=True)
class RoomState:
    """What everybody in the room sees. `current` is what it is about now, `next` the motion to be opened after it."""

    meeting: Meeting
    place: str
    items: list[Item]
    current: Motion | None
    next: Motion | None
    position: int
    arrived: int
    present: int
    rule: rules.DecisionRule | None


@dataclass(frozen=True)
class Listed:
    upcoming: list[Meeting]
    past: list[Meeting]
    next: int | None
    open_motions: dict[int, Motion] = field(default_factory=dict)


async def meeting_for(_actor: Actor, meeting_id: int) -> Meeting:
    meeting = await Meeting.filter(id=meeting_id).select_related("area").first()
    if meeting is None:
        raise Missing()
    return meeting


async def meeting_shown(_actor: Actor, token: str) -> Meeting:
    """The meeting of a display link, until the link ends."""
    display = await Display.filter(token=sealing.digest(token), expires_at__gt=clock.now()).first()
    if display is None:
        raise Missing()
    return await Meeting.filter(id=display.meeting_id).select_related("area").get()


async def agenda_of(meeting_id: int) -> list[AgendaItem]:
    return await AgendaItem.filter(meeting_id=meeting_id, withdrawn_at=None).order_by("position")


async def _seen_agenda_of(meeting_id: int) -> list[AgendaItem]:
    """The agenda as everybody may read it: of what the hall has put away since, that it was, and why. Read only."""
    items = await agenda_of(meeting_id)
    numbers = [item.matter_number for item in items if item.matter_number]
    matters, statements = await copies.stubs_of(STRANGER, numbers), await copies.statement_stubs(numbers)
    for item in items:
        number = item.matter_number or ""
        item.title = matters.get(number) or (number and statements.get(item.title)) or item.title
    return items


async def item_with(item_id: int) -> AgendaItem:
    return await AgendaItem.get(id=item_id).select_related("meeting")


async def item_run_by(_actor: Actor, topic_id: int) -> AgendaItem:
    """An item as whoever runs its meeting finds it."""
    item = await AgendaItem.filter(id=topic_id).select_related("meeting__area").first()
    if item is None:
        raise Missing()
    return item


async def room_of(meeting: Meeting) -> RoomState:
    motions = {m.item_id: m for m in await Motion.filter(meeting_id=meeting.id).select_related("area", "meeting")}
    items = [Item(item, motions.get(item.id)) for item in await _seen_agenda_of(meeting.id)]
    current = current_of([item.motion for item in items if item.motion])
    return RoomState(
        meeting=meeting,
        place=await places.full_name(meeting.area.path),
        items=items,
        current=current,
        next=next(
            (m for item in items if (m := item.motion) and m.stage == rules.Stage.DRAFT and m is not current), None
        ),
        position=next((n for n, item in enumerate(items, 1) if item.motion is current and current), 0),
        arrived=meeting.came + await Arrival.filter(meeting_id=meeting.id).count(),
        present=await rights_present(meeting.id),
        rule=rules.rule_of(current.rule_code) if current else None,
    )


async def meetings_listed(paths: Sequence[str], before: int | None = None) -> Listed:
    """Meetings whose area lies above or below one of `paths`; all of them where `paths` is empty."""
    found = Meeting.all().select_related("area")
    if paths:
        areas = {path for own in paths for path in places.trail(own)}
        below = [area.path for area in await places.areas_below(list(paths), rules.MEETING_AREAS, ended=True)]
        found = found.filter(area__path__in=[*areas, *below])
    now = clock.now()
    upcoming = await found.filter(ends_at__gte=now).order_by("starts_at").limit(PER_PAGE)
    gone = found.filter(ends_at__lt=now)
    if before is not None:
        gone = gone.filter(id__lt=before)
    past = await gone.order_by("-starts_at", "-id").limit(PER_PAGE + 1)
    open_ones = await Motion.filter(meeting_id__in=[m.id for m in upcoming], stage__in=rules.VOTING)
    more = past[PER_PAGE - 1].id if len(past) > PER_PAGE else None
    return Listed(upcoming, past[:PER_PAGE], more, {motion.meeting_id: motion for motion in open_ones})


async def meetings_to_add_to(actor: Actor, path: str) -> list[Meeting]:
    """Meetings to come of an area at, above or below `path` that the actor runs, the next first."""
    found = Meeting.filter(ends_at__gte=clock.now(), cancelled_at=None).filter(
        Q(area__path__in=places.trail(path)) | Q(area__path__startswith=path)
    )
    listed = await found.select_related("area").order_by("starts_at", "id").limit(PER_PAGE)
    return [
        each for each in listed if actor.id in (each.convener_id, each.stand_in_id) or actor.holds(STAFF, each.path)
    ]


async def next_meetings_for(actor: Actor, limit: int = 3) -> list[Meeting]:
    paths = {path for own in actor.lives_at + actor.owns_at for path in places.trail(own)}
    if not paths:
        return []
    held = Meeting.filter(area__path__in=list(paths), ends_at__gte=clock.now(), cancelled_at=None)
    coming = held.select_related("area")
    return await coming.order_by("starts_at").limit(limit)


async def has_arrived(actor: Actor, meeting_id: int) -> bool:
    return bool(actor.id) and await Arrival.exists(meeting_id=meeting_id, person_id=actor.id)


async def areas_convened_by(actor: Actor, roles: frozenset[Any]) -> list[Area]:
    """Where this actor may call a meeting: at or below what the role is bound to."""
    paths = [held.path for held in actor.roles if held.role in roles]
    return (await places.areas_below(paths, rules.MEETING_AREAS))[:60] if paths else []


async def meetings_ahead(path: str) -> places.Consequence:
    """How many meetings of the areas at or below `path` are still to come: for whoever is about to change it."""
    ahead = Meeting.filter(area__path__startswith=path, ends_at__gt=clock.now(), cancelled_at=None)
    return places.Consequence(N_("还没开完的会"), await ahead.count())


async def meetings_between(paths: Sequence[str], start: datetime, end: datetime) -> list[Meeting]:
    """Meetings below these areas that begin within this time and are not over, the next first."""
    found = Meeting.filter(
        below("area__path", paths), starts_at__gte=start, starts_at__lt=end, ends_at__gt=clock.now(), cancelled_at=None
    )
    return await found.select_related("area").order_by("starts_at", "id").limit(PER_PAGE)


async def meetings_on(number: str) -> list[Meeting]:
    """Meetings that have this matter on their agenda and are not over, the next first."""
    items = AgendaItem.filter(matter_number=number, withdrawn_at=None, meeting__ends_at__gt=clock.now())
    held = await items.filter(meeting__cancelled_at=None).limit(PER_PAGE).only("meeting_id")
    found = Meeting.filter(id__in=[item.meeting_id for item in held] or [0])
    return await found.order_by("starts_at", "id").limit(PER_PAGE)


async def matters_of_ended(since: datetime, until: datetime) -> list[str]:
    """The numbers of matters that stood on the agenda of a meeting that ended in this time, with no vote still open."""
    ended = AgendaItem.filter(
        meeting__ends_at__gt=since, meeting__ends_at__lte=until, matter_number__isnull=False, withdrawn_at=None,
        meeting__cancelled_at=None,
    )  # fmt: skip
    items = await ended.order_by("id").limit(500)
    voting = await Motion.filter(item_id__in=[item.id for item in items], stage__in=rules.VOTING) if items else []
    open_ones = {motion.item_id for motion in voting}
    return [str(item.matter_number) for item in items if item.id not in open_ones]
