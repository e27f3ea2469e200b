"""What came out of a matter: write the opinion, lay it open, hear who is against it, and adopt it or not."""

from portal.accounts import queries as accounts
from portal.hall import rules
from portal.hall.actions import moderating
from portal.hall.actions.moving import changed, locked, move
from portal.hall.events import MatterLate, ObjectionReplied, OpinionAdopted, OpinionObjected, OpinionPublished
from portal.hall.forms.outcomes import Object, ReplyToObjection, WriteOpinion
from portal.hall.forms.triage import Give
from portal.hall.models import Matter, Objection, Opinion
from portal.hall.rules import outcomes
from portal.hall.rules.lifecycle import Deed, State
from portal.hall.rules.publishing import Writer
from portal.kit import clock
from portal.policy import STRANGER, Actor
from portal.unit_of_work import action, happened

AT_ONCE = 200


@action
async def write_opinion(actor: Actor, matter_id: int, said: WriteOpinion) -> int:
    """A first version, or the next one. Raises StepNotPossible, MinorityMissing, MinorityReplyMissing, and what is
    wrong with an amount, a day or its words."""
    assert actor.id is not None
    matter = await locked(matter_id)
    await moderating.must_be_fit(matter.path, said.body, said.executor, said.minority, said.minority_reply)
    outcomes.must_answer_the_minority(said.minority, said.minority_reply, matter.opposing)
    outcomes.must_be_ahead(said.deadline, clock.today())
    opinion = await Opinion.create(
        matter_id=matter_id, body=said.body, executor=said.executor, budget=outcomes.amount_of(said.budget),
        fund_source=said.fund_source, deadline=said.deadline, common_parts=said.common_parts == "yes",
        minority=said.minority, minority_reply=said.minority_reply, written_by_id=actor.id, written_at=clock.now(),
    )  # fmt: skip
    if matter.state == State.OPINION:
        await changed(matter)
    else:
        await move(matter, Deed.DRAFT_OPINION, person_id=actor.id)
    return opinion.id


@action
async def publish_opinion(actor: Actor, matter_id: int) -> int:
    """公示 begins. From here on the words stay as they are. Raises StepNotPossible, MinorityMissing."""
    matter = await locked(matter_id)
    opinion = await _present(matter)
    outcomes.must_answer_the_minority(opinion.minority, opinion.minority_reply, matter.opposing)
    now = clock.now()
    until = outcomes.notice_until(now, budget=opinion.budget, common_parts=opinion.common_parts)
    await move(matter, Deed.PUBLISH_OPINION, person_id=actor.id, until=until)
    await Opinion.filter(id=opinion.id).update(published_at=now, notice_until=until)
    happened(OpinionPublished(matter.number, opinion.id))
    return opinion.id


async def _present(matter: Matter) -> Opinion:
    opinion = await Opinion.filter(matter_id=matter.id).order_by("-id").first()
    if opinion is None:
        raise rules.lifecycle.StepNotPossible()
    return opinion


@action
async def object_to_opinion(actor: Actor, matter_id: int, said: Object) -> int:
    """Raises NotOnNotice, NoticeOver, ObjectedAlready, PersonalDetails, UnwantedWords, NamesSomebody.

    Words that somebody should look at first are not held here: the notice may end meanwhile. They are told what is
    wrong, and can word it anew.
    """
    assert actor.id is not None
    matter = await locked(matter_id)  # an adoption in the same second waits, or has been
    await moderating.must_be_fit(matter.path, said.body, writer=Writer.AT_ONCE)
    if matter.state != State.NOTICE:
        raise outcomes.NotOnNotice()
    opinion, now = await _present(matter), clock.now()
    if opinion.notice_until is not None and now >= opinion.notice_until:
        raise outcomes.NoticeOver()
    if await Objection.exists(opinion_id=opinion.id, person_id=actor.id):
        raise outcomes.ObjectedAlready()
    objection = await Objection.create(
        opinion_id=opinion.id, person_id=actor.id, said_as=await accounts.name_to_neighbours(actor), body=said.body,
        at=now, due_at=outcomes.reply_due(now),
    )  # fmt: skip
    await changed(matter)
    happened(OpinionObjected(matter.number, objection.id))
    return objection.id


@action
async def reply_to_objection(actor: Actor, objection_id: int, said: ReplyToObjection) -> str:
    """Raises RepliedAlready, OwnObjection, PrivateNumbers, NamesSomebody, UnwantedWords."""
    objection = await Objection.filter(id=objection_id).select_for_update().get()
    matter = await locked((await Opinion.get(id=objection.opinion_id)).matter_id)
    if objection.replied_at is not None:
        raise outcomes.RepliedAlready()
    if objection.person_id == actor.id:
        raise outcomes.OwnObjection()
    await moderating.must_be_fit(matter.path, said.reply)
    objection.reply, objection.replied_by_id, objection.replied_at = said.reply, actor.id, clock.now()
    await objection.save(update_fields=["reply", "replied_by_id", "replied_at"])
    await changed(matter)
    happened(ObjectionReplied(matter.number, objection.id))
    return matter.number


async def _move_with_reason(actor: Actor, matter_id: int, deed: Deed, reason: str) -> None:
    """Everybody reads the reason. Raises StepNotPossible, PrivateNumbers, NamesSomebody, UnwantedWords."""
    matter = await locked(matter_id)
    await moderating.must_be_fit(matter.path, reason)
    await move(matter, deed, person_id=actor.id, reason=reason)


@action
async def deliberate_again(actor: Actor, matter_id: int, said: Give) -> None:
    """Raises StepNotPossible, and what is wrong with the words."""
    await _move_with_reason(actor, matter_id, Deed.DELIBERATE_AGAIN, said.reason)


@action
async def hand_to_vote(actor: Actor, matter_id: int, said: Give) -> None:
    """What deliberation cannot settle is for those whom the law lets decide. Raises StepNotPossible and what
    is wrong with the words."""
    await _move_with_reason(actor, matter_id, Deed.HAND_TO_VOTE, said.reason)


@action
async def annul_opinion(actor: Actor, matter_id: int, said: Give) -> None:
    """The street corrects what the law does not allow. Raises StepNotPossible, and what is wrong with the words."""
    await _move_with_reason(actor, matter_id, Deed.ANNUL, said.reason)


async def end_notices(actor: Actor = STRANGER) -> int:
    """Every public notice that is over, one transaction each. Returns how many something was done to."""
    over = Matter.filter(state=State.NOTICE, due_at__lt=clock.now()).order_by("due_at").limit(AT_ONCE)
    return sum([await _end_notice(actor, matter.id) for matter in await over.only("id")])


@action
async def _end_notice(actor: Actor, matter_id: int) -> int:
    """Adopted where nobody waits for an answer; else that shows itself, once."""
    matter = await locked(matter_id)
    if matter.state != State.NOTICE or matter.due_at is None or matter.due_at >= clock.now():
        return 0
    opinion = await _present(matter)
    if await Objection.exists(opinion_id=opinion.id, replied_at=None, shown="shown"):
        if matter.late_since is not None:
            return 0
        matter.late_since = clock.now()
        await changed(matter, "late_since")
        happened(MatterLate(matter.number, "objection"))
        return 1
    await move(matter, Deed.ADOPT)
    await Opinion.filter(id=opinion.id).update(adopted_at=clock.now())
    happened(OpinionAdopted(matter.number, opinion.id))
    return 1
