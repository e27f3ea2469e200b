"""Write the guide, check it, correct it."""

from portal.kit import clock
from portal.places import queries as places
from portal.policy import STAFF, Act, Actor, require
from portal.unit_of_work import action, happened
from portal.venues import forms
from portal.venues.events import CorrectionReplied, CorrectionSent, GuideChecked, GuideEnded, GuideWritten
from portal.venues.models import Correction, GuideItem, Venue
from portal.venues.rules import guide

MOST_WAITING = 5  # corrections that one person may have without an answer


@action
async def add_to_guide(actor: Actor, said: forms.AddToGuide) -> int:
    """An item for an area where the actor is staff. Raises Missing, Forbidden, WrongVenue."""
    area = await places.area_for(actor, said.area_id)
    require(actor, Act.KEEP_GUIDE, area)
    await _must_be_own_venue(actor, said.venue_id)
    item = await GuideItem.create(**said.model_dump(), found_by=_found_by(said), checked_on=clock.today())
    happened(GuideWritten(item.id))
    return item.id


@action
async def edit_guide(actor: Actor, item_id: int, said: forms.WriteGuide) -> None:
    """What is written anew has been looked at today. Raises ItemEnded, WrongVenue."""
    item = await _in_the_guide(item_id)
    await _must_be_own_venue(actor, said.venue_id)
    facts = said.model_dump() | {"found_by": _found_by(said), "checked_on": clock.today()}
    await item.update_from_dict(facts).save(update_fields=list(facts))
    happened(GuideWritten(item_id))


@action
async def check_guide(actor: Actor, item_id: int) -> None:
    """All of it is still right, today. Raises ItemEnded."""
    item = await _in_the_guide(item_id)
    item.checked_on = clock.today()
    await item.save(update_fields=["checked_on"])
    happened(GuideChecked(item_id))


@action
async def end_guide(actor: Actor, item_id: int) -> None:
    """Raises ItemEnded."""
    item = await _in_the_guide(item_id)
    item.ended_at = clock.now()
    await item.save(update_fields=["ended_at"])
    happened(GuideEnded(item_id))


async def _in_the_guide(item_id: int) -> GuideItem:
    item = await GuideItem.filter(id=item_id).select_for_update().get()
    if item.ended_at is not None:
        raise guide.ItemEnded()
    return item


async def _must_be_own_venue(actor: Actor, venue_id: int | None) -> None:
    if venue_id is None:
        return
    venue = await Venue.filter(id=venue_id, ended_at=None).select_related("area").first()
    if venue is None or not actor.holds(STAFF, venue.area.path):
        raise guide.WrongVenue()


def _found_by(said: forms.WriteGuide) -> str:
    return guide.found_by(said.title, said.keywords, said.summary, said.materials)


@action
async def correct_guide(actor: Actor, item_id: int, said: forms.SendCorrection) -> None:
    """Raises CorrectionsWaiting."""
    item = await GuideItem.get(id=item_id)
    await _send(actor, Correction(area_id=item.area_id, item_id=item_id, what=said.what))


@action
async def correct_venue(actor: Actor, venue_id: int, said: forms.SendCorrection) -> None:
    """Raises CorrectionsWaiting."""
    venue = await Venue.get(id=venue_id)
    await _send(actor, Correction(area_id=venue.area_id, venue_id=venue_id, what=said.what))


async def _send(actor: Actor, correction: Correction) -> None:
    assert actor.id is not None
    if await Correction.filter(person_id=actor.id, replied_at=None).count() >= MOST_WAITING:
        raise guide.CorrectionsWaiting()
    correction.person_id, correction.sent_at = actor.id, clock.now()
    await correction.save()
    happened(CorrectionSent(correction.id))


@action
async def reply_to_correction(actor: Actor, correction_id: int, said: forms.ReplyCorrection) -> None:
    """Raises CorrectionAnswered."""
    correction = await Correction.filter(id=correction_id).select_for_update().get()
    if correction.replied_at is not None:
        raise guide.CorrectionAnswered()
    correction.reply, correction.replied_at, correction.replied_by_id = said.reply, clock.now(), actor.id
    await correction.save(update_fields=["reply", "replied_at", "replied_by_id"])
    happened(CorrectionReplied(correction_id))
