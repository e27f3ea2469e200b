"""Whom the notice of a meeting has reached, home by home. Of votes no more than whether one was cast, and that only for
who gave a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from portal.accounts import queries as accounts
from portal.database.reading import column
from portal.kit import clock, masking
from portal.kit.errors import Missing
from portal.meetings import rules
from portal.meetings.models import (
    Ballot,
    Delivery,
    DeliveryPhoto,
    DoorHelper,
    DoorLook,
    Meeting,
    Motion,
    RightHome,
)
from portal.meetings.queries.meetings import meeting_for
from portal.meetings.queries.reach import (
    Reach,
    all_groups,
    delivered_homes,
    groups_of,
    motions_with_homes,
    noticed_from,
)
from portal.meetings.rules import deliveries as law
from portal.places import queries as places
from portal.policy import CONVENERS, Actor


@dataclass(frozen=True)
class DoorsFor:
    """A meeting as whoever goes from door to door finds it. `helps`: the convener asked this actor to."""

    meeting: Meeting
    helps: bool

    @property
    def path(self) -> str:
        return self.meeting.path

    @property
    def convener_id(self) -> int:
        return self.meeting.convener_id

    @property
    def stand_in_id(self) -> int | None:
        return self.meeting.stand_in_id


@dataclass(frozen=True)
class DeliveryFor(DoorsFor):
    delivery: Delivery


@dataclass(frozen=True)
class DoorHome:
    """One home of the list. `voted` is None where nobody looked, or it has no right in what is open now."""

    id: int
    label: str
    floor: int
    unit_id: int
    reached: bool
    outcome: str
    occurred_at: datetime | None
    voted: bool | None

    @property
    def to_do(self) -> bool:
        return not self.reached or self.voted is False


@dataclass(frozen=True)
class DoorUnit:
    """A stairwell, or a building that has none (梯)."""

    id: int
    name: str
    homes: list[DoorHome]
    names: dict[int, list[str]] = field(default_factory=dict)

    @property
    def reach(self) -> Reach:
        return Reach(len(self.homes), sum(home.reached for home in self.homes))

    @property
    def to_do(self) -> list[DoorHome]:
        return [home for home in self.homes if home.to_do]

    @property
    def floors(self) -> list[tuple[int, list[DoorHome]]]:
        """From the top: one takes the lift up and walks down."""
        levels = sorted({home.floor for home in self.homes}, reverse=True)
        return [(level, [home for home in self.homes if home.floor == level]) for level in levels]


async def doors_for(actor: Actor, meeting_id: int) -> DoorsFor:
    return DoorsFor(await meeting_for(actor, meeting_id), await _helps(actor, meeting_id))


async def delivery_for(actor: Actor, delivery_id: int) -> DeliveryFor:
    delivery = await Delivery.filter(id=delivery_id).first()
    if delivery is None:
        raise Missing()
    meeting_id = delivery.meeting_id
    return DeliveryFor(await meeting_for(actor, meeting_id), await _helps(actor, meeting_id), delivery)


async def _helps(actor: Actor, meeting_id: int) -> bool:
    return actor.id is not None and await DoorHelper.exists(meeting_id=meeting_id, slot=actor.id)


async def units_of(meeting: Meeting, *, looking: bool = False) -> list[DoorUnit]:
    """The whole list by stairwell. `looking` adds whether a vote of each home has been cast in all that is open."""
    motions = await motions_with_homes(meeting.id)
    groups = all_groups(await groups_of(motions)) if motions else []
    ids = sorted({home for group in groups for home in group})
    if not ids:
        return []
    last = await _last_of(meeting.id)
    reached = law.reached(groups, await delivered_homes(meeting.id, await noticed_from(meeting)))
    voted = await _homes_voted(motions) if looking else {}
    doors: dict[int, list[DoorHome]] = {}
    for home in await places.homes_with(ids):
        outcome, at = last.get(home.id, ("", None))
        unit = int(home.path.strip("/").rpartition("/")[2])
        doors.setdefault(unit, []).append(
            DoorHome(home.id, home.label, home.floor, unit, home.id in reached, outcome, at, voted.get(home.id))
        )
    names = await places.unit_names(sorted(doors))
    return [
        DoorUnit(unit, names.get(unit, ""), sorted(doors[unit], key=lambda door: (door.floor, door.label)))
        for unit in sorted(doors)
    ]


async def _last_of(meeting_id: int) -> dict[int, tuple[str, datetime]]:
    rows = Delivery.filter(meeting_id=meeting_id, struck_at=None).order_by("occurred_at", "id")
    return {
        int(home): (str(said), at) for home, said, at in await rows.values_list("home_id", "outcome", "occurred_at")
    }


async def _homes_voted(motions: Iterable[Motion]) -> dict[int, bool]:
    """Of what is open now: of each home behind a right in it, whether a ballot is in the box for all of its rights."""
    open_ones = [motion.id for motion in motions if motion.stage == rules.Stage.OPEN]
    voted = set(await _rights_voted(open_ones)) if open_ones else set()
    found: dict[int, bool] = {}
    rows = RightHome.filter(right__motion_id__in=open_ones or [0])
    for right, home in await rows.values_list("right_id", "home_id"):
        found[int(home)] = found.get(int(home), True) and int(right) in voted
    return found


async def _rights_voted(motions: list[int]) -> list[int]:
    rows = await Ballot.filter(motion_id__in=motions, revision=1).values_list("right_id")
    return [int(right) for (right,) in rows]


async def with_names(units: Sequence[DoorUnit]) -> list[DoorUnit]:
    """The same with whom the register names behind each door, masked: enough to know whom to ask for. One query."""
    names = await places.owner_names_of([home.id for unit in units for home in unit.homes])
    masked = {home: [masking.name(name) for name in found] for home, found in names.items()}
    return [replace(unit, names=masked) for unit in units]


async def home_on_list(meeting: Meeting, home_id: int) -> str:
    """The label of a home of this meeting's list. Raises Missing."""
    homes = await places.homes_with([home_id])
    if not homes or not homes[0].path.startswith(meeting.path):
        raise Missing()
    return homes[0].label


async def log_of(meeting_id: int, home_id: int) -> list[Delivery]:
    """Everything noted of one home, what was struck out too, the last first."""
    found = Delivery.filter(meeting_id=meeting_id, home_id=home_id).select_related("by", "struck_by")
    return await found.order_by("-occurred_at", "-id").limit(100)


async def photographed(log: Sequence[Delivery]) -> set[int]:
    """Of these deliveries, those with a photo as proof."""
    ids = [each.id for each in log]
    return (
        {int(each) for each in await column(DeliveryPhoto.filter(delivery_id__in=ids), "delivery_id")} if ids else set()
    )


async def photo_of(delivery_id: int) -> DeliveryPhoto | None:
    return await DeliveryPhoto.get_or_none(delivery_id=delivery_id)


async def looks_at(meeting_id: int) -> list[DoorLook]:
    return await DoorLook.filter(meeting_id=meeting_id).select_related("person").order_by("-id").limit(20)


async def is_looking(actor: Actor, meeting_id: int) -> bool:
    """Whether this actor gave a reason for this round of the doors."""
    since = clock.now() - law.LOOKING
    return actor.id is not None and await DoorLook.exists(meeting_id=meeting_id, person_id=actor.id, at__gt=since)


async def helpers_of(meeting_id: int) -> list[DoorHelper]:
    found = DoorHelper.filter(meeting_id=meeting_id, slot__isnull=False).select_related("person")
    return await found.order_by("id")


async def who_can_help(meeting: Meeting) -> list[tuple[int, str]]:
    """Those in office over the meeting's area, or over a part of it, who may call meetings."""
    found = await accounts.in_office_around(meeting.path, CONVENERS)
    return [(person, name) for person, name in found if person not in (meeting.convener_id, meeting.stand_in_id)]
