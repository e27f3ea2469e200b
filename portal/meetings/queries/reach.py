"""How far the notice of a meeting has reached, home by home, and what hangs on it: rights that nobody reached, ballots that
somebody brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.database.reading import column
from portal.meetings import rules
from portal.meetings.models import AgendaItem, Delivery, Meeting, Motion, RightHome
from portal.meetings.queries.electorate import roll_of
from portal.meetings.queries.notice import noticed_at
from portal.meetings.rules import deliveries as law

Groups = dict[str, list[int]]  # the homes behind each right, by its key


@dataclass(frozen=True)
class Reach:
    """How many homes stand on the list, and how many of them the notice has reached."""

    homes: int
    reached: int

    @property
    def missing(self) -> int:
        return self.homes - self.reached


async def motions_with_homes(meeting_id: int) -> list[Motion]:
    """What is or was put to the vote there of owners or households: members of a committee are sent for themselves."""
    found = Motion.filter(meeting_id=meeting_id).exclude(stage=rules.Stage.CALLED_OFF)
    motions = await found.select_related("area").order_by("id")
    return [each for each in motions if rules.rule_of(each.rule_code).basis != rules.Basis.MEMBERS]


async def groups_of(motions: Sequence[Motion]) -> dict[int, Groups]:
    """By motion, the homes behind each right: frozen where it has opened, else as the register stands."""
    found: dict[int, Groups] = {motion.id: {} for motion in motions}
    opened = [motion.id for motion in motions if motion.opened_at is not None]
    frozen = RightHome.filter(right__motion_id__in=opened or [0]).order_by("id")
    for motion_id, key, home in await frozen.values_list("right__motion_id", "right__key", "home_id"):
        found[int(motion_id)].setdefault(str(key), []).append(int(home))
    now: dict[tuple[str, str], Groups] = {}
    for motion in motions:
        if motion.opened_at is None:
            of = (motion.area.path, rules.rule_of(motion.rule_code).basis)
            now[of] = now.get(of) or await _groups_now(motion)
            found[motion.id] = now[of]
    return found


async def _groups_now(motion: Motion) -> Groups:
    roll = await roll_of(motion.area.path, rules.rule_of(motion.rule_code))
    return {entry.key: list(entry.homes) for entry in roll if entry.homes}


async def delivered_homes(meeting_id: int, since: datetime, until: datetime | None = None) -> set[int]:
    """The homes that somebody, or the portal, has reached since the notice that counts; up to a moment where one is
    given. Who only has a notice that was replaced by a new one knows nothing of that."""
    counted = Delivery.filter(
        meeting_id=meeting_id, struck_at=None, outcome__in=sorted(law.REACHED), occurred_at__gte=since
    )
    rows = await (counted.filter(occurred_at__lte=until) if until else counted).values_list("home_id", flat=True)
    return {int(home) for home in rows}  # type: ignore[call-overload] # flat rows are the values themselves


async def unreached_of(motion: Motion) -> dict[str, int]:
    """How many rights were not reached when it opened, and when it closes; nothing where no log was kept at all."""
    if not await Delivery.exists(meeting_id=motion.meeting_id):
        return {}
    groups = list((await groups_of([motion]))[motion.id].values())
    if not groups:
        return {}
    since = await noticed_at(motion)
    at_opening = await delivered_homes(motion.meeting_id, since, motion.opened_at)
    return {
        "undelivered": law.unreached(groups, await delivered_homes(motion.meeting_id, since)),
        "undelivered_at_opening": law.unreached(groups, at_opening),
    }


async def ballots_delivered(motion: Motion) -> set[str]:
    """The keys of the rights whose ballot somebody brought while the vote was open: where silence follows the majority,
    only theirs does (§3.7). What the portal sent is no ballot in the hand, and whoever runs the vote does not vouch for
    it alone."""
    meeting = await Meeting.get(id=motion.meeting_id)
    brought = Delivery.filter(
        meeting_id=meeting.id, struck_at=None, outcome__in=sorted(law.REACHED), occurred_at__gte=motion.opened_at
    ).exclude(method=law.Method.PORTAL)
    rows = await brought.exclude(by_id__in=[meeting.convener_id, meeting.stand_in_id or 0]).values_list(
        "home_id", flat=True
    )
    there = {int(home) for home in rows}  # type: ignore[call-overload] # flat rows are the values themselves
    return {key for key, homes in (await groups_of([motion]))[motion.id].items() if not there.isdisjoint(homes)}


async def reach_of(meeting_id: int) -> Reach:
    motions = await motions_with_homes(meeting_id)
    groups = all_groups(await groups_of(motions)) if motions else []
    homes = {home for group in groups for home in group}
    if not homes:
        return Reach(0, 0)
    since = await noticed_from(await Meeting.get(id=meeting_id))
    return Reach(len(homes), len(law.reached(groups, await delivered_homes(meeting_id, since))))


def all_groups(by_motion: Mapping[int, Groups]) -> list[list[int]]:
    return [homes for groups in by_motion.values() for homes in groups.values()]


async def is_on_list(meeting_id: int, home_id: int) -> bool:
    by_motion = await groups_of(await motions_with_homes(meeting_id))
    return any(home_id in group for group in all_groups(by_motion))


async def noticed_from(meeting: Meeting) -> datetime:
    """From when a delivery can be: the first notice, of those in force, of any of its items. A meeting whose days were
    begun anew has to be told anew."""
    found = await column(AgendaItem.filter(meeting_id=meeting.id, withdrawn_at=None), "noticed_at")
    return min((noticed or meeting.called_at for noticed in found), default=meeting.called_at)


async def last_close(meeting_id: int) -> datetime | None:
    """When the last vote closed, where all are closed; None while one is still to come or open."""
    motions = await motions_with_homes(meeting_id)
    closed = [motion.closed_at for motion in motions if motion.closed_at is not None]
    return max(closed) if closed and len(closed) == len(motions) else None
