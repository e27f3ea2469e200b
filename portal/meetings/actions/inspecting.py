"""Open a roll to inspection, object to it, answer."""

from portal.kit import clock
from portal.meetings import queries
from portal.meetings.events import RollObjected, RollObjectionAnswered, RollOpened
from portal.meetings.forms import AnswerRollObjection, ObjectToRoll, OpenRoll
from portal.meetings.models import RollInspection, RollObjection
from portal.meetings.rules import inspection as rules
from portal.places.actions.areas import stand_still
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def open_roll(actor: Actor, area_id: int, said: OpenRoll) -> int:
    """From now until the end of the last of so many full days. Raises AreaEnded, InspectionUnderWay."""
    assert actor.id is not None
    await stand_still(area_id)
    now = clock.now()
    if running := await queries.under_way(area_id, now):
        raise rules.InspectionUnderWay(day=rules.told(running.until))
    inspection = await RollInspection.create(
        area_id=area_id, opened_by_id=actor.id, opened_at=now, until=rules.until(now, said.days)
    )
    happened(RollOpened(inspection.id))
    return inspection.id


@action
async def object_to_roll(actor: Actor, inspection_id: int, said: ObjectToRoll) -> None:
    """Raises InspectionOver, NotYourHome, AlreadyObjected."""
    assert actor.id is not None
    inspection = await RollInspection.filter(id=inspection_id).select_for_update().get()
    await inspection.fetch_related("area")
    now = clock.now()
    rules.must_be_under_way(inspection.until, now)
    own = {each.home.id for each in await queries.own_standing(actor, inspection.path)}
    if said.home is not None and said.home not in own:
        raise rules.NotYourHome()
    slot = f"{actor.id}:{said.kind}:{said.home or ''}"
    if await RollObjection.exists(inspection_id=inspection_id, slot=slot):
        raise rules.AlreadyObjected()
    objection = await RollObjection.create(
        inspection_id=inspection_id, person_id=actor.id, home_id=said.home, kind=said.kind, text=said.text, at=now,
        slot=slot,
    )  # fmt: skip
    happened(RollObjected(inspection_id, objection.id))


@action
async def answer_roll_objection(actor: Actor, objection_id: int, said: AnswerRollObjection) -> None:
    """By the community, and not by whoever opened the roll. Raises ObjectionAnswered, AnswerByAnother."""
    objection = await RollObjection.filter(id=objection_id).select_for_update().get()
    if objection.answered_at is not None:
        raise rules.ObjectionAnswered()
    inspection = await RollInspection.get(id=objection.inspection_id)
    rules.must_be_another(inspection.opened_by_id, actor.id)
    await RollObjection.filter(id=objection_id).update(
        slot=None, upheld=said.upheld == "yes", answer=said.answer, answered_by_id=actor.id, answered_at=clock.now()
    )
    happened(RollObjectionAnswered(inspection.id, objection_id))
