"""Find what an address names, for whoever asks: a draft and somebody else's record are not there."""

from __future__ import annotations

from dataclasses import dataclass

from portal.kit.errors import Missing
from portal.policy import Act, Actor, permits
from portal.volunteers.models import Activity, ServiceTime, Shift, SignUp, Team
from portal.volunteers.rules import UNSEEN, Source


async def team_for(_actor: Actor, team_id: int) -> Team:
    team = await Team.filter(id=team_id).select_related("area", "leader").first()
    if team is None:
        raise Missing()
    return team


async def activity_for(actor: Actor, activity_id: int) -> Activity:
    """A draft, and one that was dropped, is seen by those who run the team only."""
    activity = await Activity.filter(id=activity_id).select_related("team__area", "team__leader").first()
    if activity is None:
        raise Missing()
    if activity.stage in UNSEEN and not permits(actor, Act.RUN_TEAM, activity):
        raise Missing()
    return activity


async def shift_for(actor: Actor, shift_id: int) -> Shift:
    shift = await Shift.filter(id=shift_id).select_related("activity__team__area", "activity__team__leader").first()
    if shift is None:
        raise Missing()
    if shift.activity.stage in UNSEEN and not permits(actor, Act.RUN_TEAM, shift):
        raise Missing()
    return shift


@dataclass(frozen=True)
class OfShift:
    """A row of a shift's roster, with what the policy needs to judge who runs it."""

    id: int
    person_id: int
    shift: Shift

    @property
    def path(self) -> str:
        return self.shift.path

    @property
    def leader_id(self) -> int:
        return self.shift.leader_id


async def sign_up_for(actor: Actor, sign_up_id: int) -> OfShift:
    found = await SignUp.get_or_none(id=sign_up_id)
    if found is None:
        raise Missing()
    return OfShift(found.id, found.person_id, await shift_for(actor, found.shift_id))


async def service_for(actor: Actor, service_id: int) -> OfShift:
    """A record that came from a shift: its organiser confirms it."""
    found = await ServiceTime.get_or_none(id=service_id, source=Source.SHIFT)
    if found is None:
        raise Missing()
    return OfShift(found.id, found.person_id, await shift_for(actor, found.source_id))


async def own_service_for(actor: Actor, service_id: int) -> ServiceTime:
    """One's own record of a shift, whose leader answers objections. Somebody else's is not there at all."""
    found = await ServiceTime.get_or_none(id=service_id, person_id=actor.id or 0, source=Source.SHIFT)
    if found is None:
        raise Missing()
    return found


async def team_with(team_id: int) -> Team:
    return await Team.get(id=team_id)


async def teams_at(path: str) -> list[Team]:
    """The teams of an area, and of what lies in it."""
    return await Team.filter(area__path__startswith=path).order_by("id").limit(20)
