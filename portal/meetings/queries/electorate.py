"""Who could vote now, by any rule, anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.kit.errors import Missing
from portal.meetings import rules
from portal.places import queries as places
from portal.places.queries import RollEntry
from portal.places.rules import AreaKind
from portal.policy import Actor

if TYPE_CHECKING:
    from portal.meetings.models import Motion
    from portal.places.models import Area

COUNTED = (AreaKind.ESTATE, AreaKind.BUILDING, AreaKind.STAIRWELL)
BELOW: dict[str, tuple[str, ...]] = {AreaKind.ESTATE: (AreaKind.BUILDING,), AreaKind.BUILDING: (AreaKind.STAIRWELL,)}


async def roll_of(path: str, rule: rules.DecisionRule, *, parking: bool | None = None) -> list[RollEntry]:
    """Who holds a right now, by the rule: owners by the register, households by their homes, adults by where they are
    registered as living, members by office.

    `parking` None: bays count as the estate's own rules say.
    """
    if rule.basis == rules.Basis.OWNERS:
        return await places.owners_roll(path, parking=parking)
    if rule.basis == rules.Basis.HOUSEHOLDS:
        return await places.homes_roll(path)
    if rule.basis == rules.Basis.ADULTS:
        return [_of_person(p, f"{home} {name}"[:120], 0) for p, name, home in await accounts.adults_below(path)]
    members = await accounts.members_of(path, rule.members)
    return [_of_person(p, name, int(bool(rule.reps) and role == rule.members[0])) for p, name, role in members]


async def known_to_alone(motion: Motion, person_id: int) -> set[str]:
    """The names under which rights of this motion's kind are held by accounts that this person alone has confirmed."""
    if rules.rule_of(motion.rule_code).basis == rules.Basis.ADULTS:
        return await accounts.adults_resting_on(person_id)
    return await accounts.resting_on(person_id)


def _of_person(person: int, label: str, size: int) -> RollEntry:
    return RollEntry(f"person:{person}", label, size, (f"person:{person}",))


async def figures_of(path: str, rule: rules.DecisionRule, *, parking: bool | None = None) -> rules.Figures:
    roll = await roll_of(path, rule, parking=parking)
    return rules.figures((entry.key, entry.size) for entry in roll)


async def area_counted(actor: Actor, area_id: int) -> Area:
    """An estate, building or stairwell that there is now. Raises Missing."""
    area = await places.area_for(actor, area_id)
    if area.kind not in COUNTED or area.ended_at is not None:
        raise Missing()
    return area


async def area_coded(code: str) -> Area:
    """Raises Missing."""
    area = await places.area_coded(code)
    if area is None or area.kind not in COUNTED:
        raise Missing()
    return area


async def areas_counted(actor: Actor, roles: frozenset[str]) -> list[tuple[int, str]]:
    """The estates, buildings and stairwells that this actor may reckon for, by their full names."""
    paths = [held.path for held in actor.roles if held.role in roles]
    found = await places.areas_below(paths, COUNTED[:2]) if paths else []
    return await places.named(found[:300])
