"""Found a team, join it, leave it."""

from portal.accounts import queries as accounts
from portal.accounts import rules as accounts_rules
from portal.kit import clock
from portal.places import queries as places
from portal.places.events import AreaMerged
from portal.policy import Act, Actor, require
from portal.unit_of_work import action, happened
from portal.volunteers.events import TeamFounded, TeamHandedOver
from portal.volunteers.forms import FoundTeam, HandOver
from portal.volunteers.models import Membership, Team
from portal.volunteers.rules import NotOfTheTeam, UnknownLeader


@action
async def found_team(actor: Actor, said: FoundTeam) -> int:
    """A team of the community's own (志愿服务条例 art. 42). Raises UnknownLeader, NotAnAddress, Forbidden."""
    assert actor.id is not None
    area = await places.area_for(actor, said.area_id)
    require(actor, Act.FOUND_TEAM_HERE, area)
    leader = await _leader(actor.id, said.leader)
    now = clock.now()
    team = await Team.create(
        name=said.name, kind=said.kind, area=area, charter=said.charter, leader_id=leader, founded_at=now
    )
    await Membership.create(team=team, person_id=leader, joined_at=now)
    happened(TeamFounded(team.id))
    return team.id


async def _leader(founder: int, address: str) -> int:
    if not address:
        return founder
    _channel, spelled = accounts_rules.address(address)
    found = await accounts.person_of_address(spelled)
    if found is None:
        raise UnknownLeader()
    return found


@action
async def join_team(actor: Actor, team_id: int) -> None:
    """Joining twice is joining once."""
    now = clock.now()
    member, made = await Membership.get_or_create(team_id=team_id, person_id=actor.id, defaults={"joined_at": now})
    if not made and member.left_at is not None:
        await Membership.filter(id=member.id).update(joined_at=now, left_at=None)


@action
async def leave_team(actor: Actor, team_id: int) -> None:
    """Leaving needs no reason, and takes nothing of one's record away."""
    await Membership.filter(team_id=team_id, person_id=actor.id, left_at=None).update(left_at=clock.now())


@action
async def hand_over(actor: Actor, team_id: int, said: HandOver) -> None:
    """To a member, who from now on leads. Raises NotAnAddress, PhoneTooShort, UnknownLeader, NotOfTheTeam."""
    team = await Team.filter(id=team_id).select_for_update().get()
    leader = await _leader(team.leader_id, said.leader)
    if not await Membership.exists(team_id=team_id, person_id=leader, person__closed_at=None, left_at=None):
        raise NotOfTheTeam()
    if leader != team.leader_id:
        await Team.filter(id=team_id).update(leader_id=leader)
        happened(TeamHandedOver(team_id, leader))


async def follow_merge(event: AreaMerged) -> None:
    """A step: the teams of an area that ends serve what it became."""
    await Team.filter(area_id=event.area_id).update(area_id=event.into_id)
