"""What the community makes of a matter: takes it up, sends it elsewhere, prepares it, or lays it aside for a while."""

from portal.hall.actions.moderating import must_be_fit
from portal.hall.actions.moving import changed, locked, move
from portal.hall.actions.speaking import reach_line
from portal.hall.events import AppealDecided, AppealMade, FactsWritten, MatterMerged
from portal.hall.forms.triage import DecideAppeal, Give, Triage, WriteFacts
from portal.hall.models import Appeal, Facts, Matter, Passage, Second
from portal.hall.rules import triage
from portal.hall.rules.lifecycle import SETTLED, Deed, ReasonMissing, Track
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def triage_matter(actor: Actor, matter_id: int, said: Triage) -> str:
    """Where it goes, with the reason that whoever raised it reads.

    Raises StepNotPossible, ReasonMissing, ReasonNotListed, NotIntoItself, NothingToMergeInto, and what is wrong with
    the words.
    """
    deed = Deed(said.deed)
    matter, target = await _both(matter_id, said.into) if deed == Deed.MERGE else (await locked(matter_id), None)
    await must_be_fit(matter.path, said.reason)
    if deed in (Deed.REJECT, Deed.MERGE, Deed.REDIRECT) and len(said.reason) < 4:
        raise ReasonMissing()
    if deed == Deed.REJECT:
        triage.must_be_listed(said.code, triage.REJECTIONS)
    if deed == Deed.REDIRECT:
        triage.must_be_listed(said.code, triage.REDIRECTS)
    matter.track = {Deed.ACCEPT_INSTANT: Track.INSTANT, Deed.ACCEPT_IN_DEPTH: Track.IN_DEPTH}.get(deed, matter.track)
    matter.merged_into_id = target.id if target else None
    await changed(matter, "track", "merged_into_id")
    await move(matter, deed, person_id=actor.id, reason_code=target.number if target else said.code, reason=said.reason)
    if target:
        await _carry_over(matter, target)
    if deed == Deed.ACCEPT_IN_DEPTH:
        await reach_line(matter)
    return matter.number


async def _both(matter_id: int, number: str) -> tuple[Matter, Matter]:
    """The matter and the one that it becomes part of. Raises NotIntoItself, NothingToMergeInto."""
    found = await Matter.get_or_none(number=number)
    if found is None:
        raise triage.NothingToMergeInto()
    if found.id == matter_id:
        raise triage.NotIntoItself()
    # In the order of their ids: two that are merged into each other at once must not wait for each other for ever.
    held = {each: await locked(each) for each in sorted((matter_id, found.id))}
    if held[found.id].state in SETTLED:
        raise triage.NothingToMergeInto()
    return held[matter_id], held[found.id]


async def _carry_over(matter: Matter, target: Matter) -> None:
    """Who stood behind the one stands behind the other, each counted once; and so does whoever raised it."""
    behind = {second.person_id for second in await Second.filter(matter_id=matter.id)} | {matter.raised_by_id}
    there = {second.person_id for second in await Second.filter(matter_id=target.id)} | {target.raised_by_id}
    now, new = clock.now(), sorted(behind - there)
    await Second.bulk_create([Second(matter_id=target.id, person_id=person, at=now) for person in new])
    target.seconds += len(new)
    await changed(target, "seconds")
    happened(MatterMerged(matter.number, target.number))
    await reach_line(target)


@action
async def appeal_triage(actor: Actor, matter_id: int, said: Give) -> int:
    """Once, within seven days, by whoever raised it. Raises NothingToAppeal, AppealTooLate, AppealedAlready."""
    assert actor.id is not None
    matter = await locked(matter_id)
    if await Appeal.exists(matter_id=matter_id):
        raise triage.AppealedAlready()
    last = await Passage.filter(matter_id=matter_id).order_by("-id").first()
    triage.must_be_appealable(matter.state, last.at if last else None, clock.now())
    now = clock.now()
    appeal = await Appeal.create(
        matter_id=matter_id, person_id=actor.id, words=said.reason, at=now, due_at=triage.appeal_due(now)
    )
    await changed(matter)
    happened(AppealMade(matter.number, appeal.id))
    return appeal.id


@action
async def decide_appeal(actor: Actor, appeal_id: int, said: DecideAppeal) -> str:
    """By the street, and never by whoever sent it back. Raises AppealDecided, DecidedByYou."""
    appeal = await Appeal.filter(id=appeal_id).select_for_update().get()
    if appeal.decided_at is not None:
        raise triage.AppealDecided()
    matter = await locked(appeal.matter_id)
    last = await Passage.filter(matter_id=matter.id).order_by("-id").first()
    if last is not None and last.person_id == actor.id:
        raise triage.DecidedByYou()
    await must_be_fit(matter.path, said.reason)
    appeal.granted, appeal.reason = said.granted == "yes", said.reason
    appeal.decided_by_id, appeal.decided_at = actor.id, clock.now()
    await appeal.save(update_fields=["granted", "reason", "decided_by_id", "decided_at"])
    if appeal.granted:
        matter.merged_into_id = None
        await changed(matter, "merged_into_id")
        await move(matter, Deed.GRANT_APPEAL, person_id=actor.id, reason=said.reason)
        await reach_line(matter)
    else:
        await changed(matter)
    happened(AppealDecided(matter.number, appeal.id, appeal.granted))
    return matter.number


@action
async def write_facts(actor: Actor, matter_id: int, said: WriteFacts) -> None:
    """What one has to know, and what there is to choose; every version stays readable.

    Raises PrivateNumbers, NamesSomebody, UnwantedWords.
    """
    assert actor.id is not None
    matter = await locked(matter_id)
    await must_be_fit(matter.path, said.facts, said.options)
    if (matter.facts, matter.options) == (said.facts, said.options):
        return
    await Facts.create(
        matter_id=matter_id, facts=said.facts, options=said.options, written_by_id=actor.id, at=clock.now()
    )
    matter.facts, matter.options = said.facts, said.options
    await changed(matter, "facts", "options")
    happened(FactsWritten(matter.number, actor.id))


@action
async def open_deliberation(actor: Actor, matter_id: int) -> None:
    """Raises StepNotPossible."""
    await move(await locked(matter_id), Deed.OPEN_DELIBERATION, person_id=actor.id)


@action
async def suspend_matter(actor: Actor, matter_id: int, said: Give) -> None:
    """Laid aside, for an emergency or while something is looked into. Raises StepNotPossible, and what is wrong with
    the words."""
    matter = await locked(matter_id)
    await must_be_fit(matter.path, said.reason)
    await move(matter, Deed.SUSPEND, person_id=actor.id, reason=said.reason)


@action
async def resume_matter(actor: Actor, matter_id: int) -> None:
    """It goes on where it was, and its clock begins anew. Raises StepNotPossible."""
    await move(await locked(matter_id), Deed.RESUME, person_id=actor.id)
