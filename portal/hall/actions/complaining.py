"""举报: neighbours say that something should not stand there, and staff look."""

from datetime import timedelta

from portal.database.keeping import ago, deleting
from portal.hall.actions.moderating import open_step
from portal.hall.actions.moving import locked
from portal.hall.events import ReviewOpened, WordsReported
from portal.hall.forms.moderation import Complain
from portal.hall.models import Complaint
from portal.hall.queries.things import Thing, thing_with
from portal.hall.rules import moderation as rules
from portal.hall.rules.moderation import Cause
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def complain(actor: Actor, found: Thing, said: Complain) -> str:
    """Once per person; several about one thing are one entry of the queue.

    However many there are, nothing is put away by a number of complaints: a group could silence a neighbour with
    them. A person looks, and signs with a reason. Raises OwnWords, AlreadyComplained, TooManyComplaints, UnknownReason.
    """
    assert actor.id is not None
    rules.must_be_a_reason(said.reason_code)
    thing = await _locked(found)
    if thing.person_id == actor.id:
        raise rules.OwnWords()
    if await Complaint.exists(thing=thing.slot, person_id=actor.id):
        raise rules.AlreadyComplained()
    await _must_be_few(actor.id)
    review = await open_step(thing, Cause.REPORTED)
    review.complaints += 1
    await review.save(update_fields=["complaints"])
    await Complaint.create(
        review_id=review.id, thing=thing.slot, person_id=actor.id, reason_code=said.reason_code, words=said.words, at=clock.now(),
    )  # fmt: skip
    happened(WordsReported(thing.matter.number, review.id))
    return thing.matter.number


async def _locked(found: Thing) -> Thing:
    """As it is now, and nobody decides about it meanwhile."""
    return await thing_with(found.kind, found.id, await locked(found.matter.id))


async def _must_be_few(person_id: int) -> None:
    today = Complaint.filter(person_id=person_id, at__gt=clock.now() - timedelta(days=1))
    if await today.count() >= rules.MOST_COMPLAINTS:
        raise rules.TooManyComplaints()


COMPLAINTS = deleting(lambda: Complaint.filter(at__lt=ago(days=365)), "at")


@action
async def open_review(actor: Actor, found: Thing) -> int:
    """Staff came across it: look at it as at what was reported."""
    thing = await _locked(found)
    review = await open_step(thing, Cause.DESK)
    happened(ReviewOpened(thing.matter.number, review.id))
    return review.id
