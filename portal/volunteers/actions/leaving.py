"""When an account is closed: who leads hands over first; who is gone leaves their place, and their hours without a name."""

from portal.accounts.events import AccountClosed, AccountErased
from portal.kit import clock
from portal.volunteers.actions.signing_up import give_back
from portal.volunteers.models import Membership, ServiceTime, Shift, SignUp, Team
from portal.volunteers.rules import LeadsATeam, ServiceStage, SignUpStage, StillServing


async def must_be_free_to_leave(event: AccountClosed) -> None:
    """A reaction. Raises LeadsATeam, StillServing."""
    team = await Team.filter(leader_id=event.person_id).first()
    if team is not None:
        raise LeadsATeam(team=team.name)
    if await ServiceTime.exists(person_id=event.person_id, stage=ServiceStage.RUNNING):
        raise StillServing()


async def forget_person(event: AccountErased) -> None:
    """A reaction: places to come are given back; hours stay counted, without words."""
    coming = SignUp.filter(person_id=event.person_id, shift__starts_at__gt=clock.now())
    for mine in await coming.exclude(stage=SignUpStage.WITHDRAWN).order_by("shift_id"):
        shift = await Shift.filter(id=mine.shift_id).select_for_update().get()
        await shift.fetch_related("activity")
        await give_back(shift, mine)
    await SignUp.filter(person_id=event.person_id).update(guardian="")
    await Membership.filter(person_id=event.person_id).delete()
    await ServiceTime.filter(person_id=event.person_id).update(objection="", reply="")
