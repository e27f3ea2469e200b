"""Who says that they come: one's own answer, the count, and the forecast of whether enough will."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tortoise.functions import Count

from portal.meetings import rules
from portal.meetings.models import Coming, Meeting, Motion, Proxy, Right
from portal.meetings.queries.electorate import roll_of
from portal.meetings.rules.coming import Comes, Forecast, forecast
from portal.places import queries as places
from portal.places.queries import RollEntry
from portal.policy import Actor


@dataclass(frozen=True)
class Asked:
    """`titles` are what one electorate decides by one rule; `doors` says that its rights are homes, one each."""

    titles: list[str]
    forecast: Forecast
    doors: bool


async def own_coming(actor: Actor, meeting_id: int) -> str:
    """The answer given, or nothing."""
    if actor.id is None:
        return ""
    found = await Coming.get_or_none(meeting_id=meeting_id, slot=f"person:{actor.id}")
    return found.answer if found else ""


async def count_coming(meeting_id: int) -> int:
    """How many said that they come: all that neighbours are told."""
    return await Coming.filter(meeting_id=meeting_id, answer=Comes.COME).count()


async def answers_of(meeting_id: int) -> dict[str, int]:
    """How many gave each answer: for whoever runs the meeting."""
    rows = (
        await Coming.filter(meeting_id=meeting_id).annotate(n=Count("id")).group_by("answer").values_list("answer", "n")
    )
    return {str(answer): int(n) for answer, n in rows}


async def electorate_of(motion: Motion) -> Sequence[RollEntry]:
    """Who may vote on a motion: as frozen once it was opened, as the register says until then."""
    if motion.opened_at is None:
        return await roll_of(motion.area.path, rules.rule_of(motion.rule_code))
    rights = await Right.filter(motion_id=motion.id).prefetch_related("holders").order_by("id")
    return [RollEntry(r.key, r.label, r.size, tuple(sorted(h.holder for h in r.holders))) for r in rights]


def by_door(entry: RollEntry) -> list[tuple[int, str]]:
    """In the order in which one goes through a house: 2 before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", entry.label)]


async def main_electorate(meeting: Meeting) -> Sequence[RollEntry]:
    """Whom the door counts: the electorate of the motion that asks most widely, of these the first; without any, the
    homes of whose meeting it is."""
    found = Motion.filter(meeting_id=meeting.id).exclude(stage=rules.Stage.CALLED_OFF)
    motions = await found.select_related("area").order_by("item__position", "id")
    widest = min(motions, key=lambda motion: len(motion.area.path.split("/")), default=None)
    return sorted(await (electorate_of(widest) if widest else places.homes_roll(meeting.path)), key=by_door)


async def forecasts_of(meeting: Meeting) -> list[Asked]:
    """Whether enough will come, for each electorate and rule of what is still to be decided."""
    found = Motion.filter(meeting_id=meeting.id, stage__in=[rules.Stage.DRAFT, rules.Stage.OPEN])
    motions = await found.select_related("area").order_by("item__position", "id")
    together: dict[tuple[int, str], list[Motion]] = {}
    for motion in motions:
        together.setdefault((motion.area_id, motion.rule_code), []).append(motion)
    if not together:
        return []
    coming, staying = await _said(meeting.id)
    return [await _asked(group, coming, staying) for group in together.values()]


async def _asked(group: Sequence[Motion], coming: set[str], staying: set[str]) -> Asked:
    rule = rules.rule_of(group[0].rule_code)
    roll = await electorate_of(group[0])
    told = forecast(((entry.holders, entry.size) for entry in roll), coming, staying, rule.quorum, by_area=rule.by_area)
    members = rule.basis == rules.Basis.MEMBERS
    doors = not members and not any("、" in entry.label for entry in roll)
    return Asked([motion.wording for motion in group], told, doors)


async def _said(meeting_id: int) -> tuple[set[str], set[str]]:
    """The names under which rights are held by who comes or is represented, and by who stays away."""
    coming: set[str] = set()
    staying: set[str] = set()
    for said in await Coming.filter(meeting_id=meeting_id).only("id", "keys", "answer"):
        if said.answer == Comes.COME:
            coming.update(said.keys)
        elif said.answer == Comes.STAY:
            staying.update(said.keys)
    proxies = Proxy.filter(meeting_id=meeting_id, revoked_at=None, accepted_at__isnull=False)
    coming.update(key for proxy in await proxies for key in proxy.keys)
    return coming, staying
