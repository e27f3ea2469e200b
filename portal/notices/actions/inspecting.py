"""Of a roll that lies open."""

from portal.accounts import queries as accounts
from portal.meetings import queries as meetings
from portal.meetings.events import RollObjected, RollObjectionAnswered, RollOpened
from portal.meetings.rules import inspection as rules
from portal.notices.actions.telling import tell
from portal.places import queries as places
from portal.policy import STRANGER


async def tell_of_roll(event: RollOpened) -> None:
    inspection = await meetings.inspection_for(STRANGER, event.inspection_id)
    people = await accounts.belonging_to(inspection.path)
    place, day = await places.full_name(inspection.path), rules.told(inspection.until)
    await tell(people, "roll_opened", f"/rolls/{inspection.id}", place=place, day=day)


async def tell_of_roll_objection(event: RollObjected) -> None:
    """To the community's desk: nobody is named here."""
    inspection = await meetings.inspection_for(STRANGER, event.inspection_id)
    desk = await accounts.desk_of(inspection.path)
    await tell(desk, "roll_objected", f"/rolls/{inspection.id}/desk", place=await places.full_name(inspection.path))


async def tell_of_roll_answer(event: RollObjectionAnswered) -> None:
    objection = await meetings.objection_for(STRANGER, event.objection_id)
    place = await places.full_name(objection.path)
    await tell({objection.person_id}, "roll_answered", f"/rolls/{event.inspection_id}", place=place)
