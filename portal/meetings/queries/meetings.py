"""What a meeting's pages show. Before the close nothing here says how anybody voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tortoise.functions import Count

from portal.database.reading import below, column, rows_of
from portal.kit import clock, sealing
from portal.kit.errors import Missing
from portal.kit.words import N_
from portal.meetings import rules
from portal.meetings.models import (
    AgendaItem,
    Arrival,
    Ballot,
    Display,
    Meeting,
    Motion,
    Right,
    RightHolder,
    RollInspection,
    RollObjection,
)
from portal.places import queries as places
from portal.policy import Actor

if TYPE_CHECKING:
    from portal.places.models import Area
PER_PAGE = 20
RECEIPTS_PER_PAGE = 120


@dataclass(frozen=True)
class OwnRight:
    """A right this actor may use, and the receipt of the ballot that counts now, if there is one."""

    right: Right
    receipt: str
    revision: int
    cast_at: datetime | None


@dataclass(frozen=True)
class MotionFor:
    """A motion as one actor finds it."""

    motion: Motion
    rights: list[OwnRight]

    @property
    def path(self) -> str:
        return self.motion.path

    @property
    def waits(self) -> bool:
        """Whether a vote of this actor is still to be cast."""
        return self.motion.stage == rules.Stage.OPEN and any(not own.receipt for own in self.rights)


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


async def motion_with(motion_id: int) -> Motion:
    motion = await Motion.filter(id=motion_id).select_related("area", "item", "meeting").first()
    if motion is None:
        raise Missing()
    return motion


async def motion_for(actor: Actor, motion_id: int) -> MotionFor:
    motion = await motion_with(motion_id)
    return MotionFor(motion, await rights_of(actor, [motion.id]))


async def motion_result(_actor: Actor, motion_id: int) -> Motion:
    return await motion_with(motion_id)


async def motion_run_by(_actor: Actor, motion_id: int) -> Motion:
    """A motion as its convener finds it: RUN_MEETING is judged by the meeting's."""
    return await motion_with(motion_id)


async def rights_of(actor: Actor, motions: Sequence[int]) -> list[OwnRight]:
    """The rights this actor holds in these motions, with the receipts that count; two queries."""
    if not actor.holders or not motions:
        return []
    mine = Right.filter(motion_id__in=list(motions), holders__holder__in=sorted(actor.holders))
    rights = await mine.distinct().order_by("id")
    ballots = await Ballot.filter(right_id__in=[r.id for r in rights]).order_by("revision") if rights else []
    last = {ballot.right_id: ballot for ballot in ballots}
    return [_own(right, last.get(right.id)) for right in rights]


def _own(right: Right, ballot: Ballot | None) -> OwnRight:
    if ballot is None:
        return OwnRight(right, "", 0, None)
    return OwnRight(right, ballot.receipt, ballot.revision, ballot.cast_at)


async def agenda_of(meeting_id: int) -> list[AgendaItem]:
    return await AgendaItem.filter(meeting_id=meeting_id).order_by("position")


async def room_of(meeting: Meeting) -> RoomState:
    motions = {m.item_id: m for m in await Motion.filter(meeting_id=meeting.id).select_related("area")}
    items = [Item(item, motions.get(item.id)) for item in await agenda_of(meeting.id)]
    current = _current([item.motion for item in items if item.motion])
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
        rule=rules.rule_of(current.rule_code) if current else None,
    )


def _current(motions: Sequence[Motion]) -> Motion | None:
    """What the room is about: the motion that is open; else the last result, until the next is opened."""
    found = next((motion for motion in motions if motion.stage == rules.Stage.OPEN), None)
    closed = [motion for motion in motions if motion.stage == rules.Stage.CLOSED]
    return found or (closed[-1] if closed else motions[0] if motions else None)


async def tick_of(meeting_id: int) -> dict[str, Any]:
    """The state that every phone is sent: shape, turnout, arrivals and the clock. Two queries, no split, no door."""
    meeting = await Meeting.get(id=meeting_id)
    motions = await Motion.filter(meeting_id=meeting_id).order_by("item__position").only(
        "id", "stage", "turnout_count", "turnout_size", "closes_at", "item_id", "meeting_id"
    )  # fmt: skip
    current = _current(motions)
    tick: dict[str, Any] = {
        "v": meeting.version,
        "h": meeting.came + await Arrival.filter(meeting_id=meeting_id).count(),
    }
    if current is not None:
        tick |= {"m": current.id, "o": int(current.stage == rules.Stage.OPEN), "c": current.turnout_count}
        tick |= {"a": current.turnout_size, "e": _ms(current.closes_at)}
    return tick | {"t": _ms(clock.now())}


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


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
    open_ones = await Motion.filter(meeting_id__in=[m.id for m in upcoming], stage=rules.Stage.OPEN)
    more = past[PER_PAGE - 1].id if len(past) > PER_PAGE else None
    return Listed(upcoming, past[:PER_PAGE], more, {motion.meeting_id: motion for motion in open_ones})


async def votes_waiting_for(actor: Actor) -> list[MotionFor]:
    """The open motions in which this actor holds a right; those not voted in yet come first."""
    if not actor.holders:
        return []
    motions = await Motion.filter(stage=rules.Stage.OPEN, rights__holders__holder__in=sorted(actor.holders)).distinct()
    ids = [motion.id for motion in motions]
    rights = await rights_of(actor, ids)
    full = (
        await Motion.filter(id__in=ids).select_related("area", "item", "meeting").order_by("closes_at") if ids else []
    )
    found = [MotionFor(motion, [own for own in rights if own.right.motion_id == motion.id]) for motion in full]
    return sorted(found, key=lambda one: not one.waits)


async def next_meetings_for(actor: Actor, limit: int = 3) -> list[Meeting]:
    paths = {path for own in actor.lives_at + actor.owns_at for path in places.trail(own)}
    if not paths:
        return []
    coming = Meeting.filter(area__path__in=list(paths), ends_at__gte=clock.now()).select_related("area")
    return await coming.order_by("starts_at").limit(limit)


async def has_arrived(actor: Actor, meeting_id: int) -> bool:
    return bool(actor.id) and await Arrival.exists(meeting_id=meeting_id, person_id=actor.id)


async def channels_of(motion_id: int) -> dict[str, int]:
    """By which way the ballots came, one per right; counts only."""
    rows = (
        await Ballot.filter(motion_id=motion_id, revision=1)
        .annotate(n=Count("id"))
        .group_by("channel")
        .values_list("channel", "n")
    )
    return {str(channel): int(n) for channel, n in rows}


async def holders_of(motion_id: int) -> set[str]:
    return {str(h) for h in await column(RightHolder.filter(right__motion_id=motion_id), "holder")}


async def holders_without_ballot(motion_id: int) -> set[str]:
    voted = await column(Ballot.filter(motion_id=motion_id, revision=1), "right_id")
    rows = await RightHolder.filter(right__motion_id=motion_id).values_list("right_id", "holder")
    done = set(voted)
    return {str(holder) for right, holder in rows if right not in done}


async def entitlements_of(motion_id: int) -> list[rules.Entitlement]:
    """The frozen electorate of a motion."""
    rights = await Right.filter(motion_id=motion_id).prefetch_related("holders").order_by("key")
    return [rules.Entitlement(r.key, (), r.size, tuple(sorted(h.holder for h in r.holders))) for r in rights]


async def receipts_of(motion_id: int) -> list[str]:
    """The codes of the ballots that count, in no order that means anything."""
    last: dict[int, tuple[int, str]] = {}
    for right, revision, code in await Ballot.filter(motion_id=motion_id).values_list(
        "right_id", "revision", "receipt"
    ):
        last[int(right)] = max(last.get(int(right), (0, "")), (int(revision), str(code)))
    return sorted(code for _, code in last.values())


async def results_for(number: str) -> list[Motion]:
    """The motions on a matter, the first first."""
    return await Motion.filter(item__matter_number=number).select_related("area", "item", "meeting").order_by("id")


async def areas_convened_by(actor: Actor, roles: frozenset[Any]) -> list[Area]:
    """Where this actor may call a meeting: at or below what the role is bound to."""
    paths = [held.path for held in actor.roles if held.role in roles]
    return (await places.areas_below(paths, rules.MEETING_AREAS))[:60] if paths else []


async def meeting_coded(code: str) -> Meeting:
    """The meeting near now that has this 会议号. Raises Missing."""
    now = clock.now()
    near = Meeting.filter(code=code, starts_at__lt=now + timedelta(days=1), ends_at__gt=now - timedelta(hours=2))
    meeting = await near.order_by("starts_at").first()
    if meeting is None:
        raise Missing()
    return meeting


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person convened, came to and voted on, by table. A copy that can be saved never shows the choice."""
    return {
        "meeting": await rows_of(Meeting.filter(convener_id=person_id), "form", "title", "place", "starts_at"),
        "arrival": await rows_of(Arrival.filter(person_id=person_id), "meeting__title", "at"),
        "ballot": await rows_of(
            Ballot.filter(cast_by_id=person_id), "motion__wording", "channel", "cast_at", "receipt"
        ),
        "roll_inspection": await rows_of(
            RollInspection.filter(opened_by_id=person_id), "area__name", "opened_at", "until"
        ),
        "roll_objection": await rows_of(
            RollObjection.filter(person_id=person_id), "kind", "text", "at", "upheld", "answer", "answered_at"
        ),
    }


async def meetings_ahead(path: str) -> places.Consequence:
    """How many meetings of the areas at or below `path` are still to come: for whoever is about to change it."""
    ahead = Meeting.filter(area__path__startswith=path, ends_at__gt=clock.now())
    return places.Consequence(N_("还没开完的会"), await ahead.count())


async def meetings_between(paths: Sequence[str], start: datetime, end: datetime) -> list[Meeting]:
    """Meetings below these areas that begin within this time and are not over, the next first."""
    found = Meeting.filter(below("area__path", paths), starts_at__gte=start, starts_at__lt=end, ends_at__gt=clock.now())
    return await found.select_related("area").order_by("starts_at", "id").limit(PER_PAGE)
