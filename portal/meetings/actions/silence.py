"""未表态的: what silence means, said in the notice before the vote; and that a ballot was brought to each door."""

from portal.kit import clock
from portal.meetings import rules
from portal.meetings.actions.altering import alterable
from portal.meetings.actions.noticing import post_notice
from portal.meetings.events import DeliveriesRecorded, SilenceSet
from portal.meetings.forms import RecordDeliveries, SetSilence
from portal.meetings.models import Delivery, Motion, Right, SilentRule
from portal.meetings.rules import agenda, silence
from portal.meetings.rules.announcing import Edition
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def set_silence(actor: Actor, motion_id: int, said: SetSilence) -> None:
    """Whoever is silent follows the majority, by an article of the estate's rules; or, without one, does not take part.
    Owners must know it for all the days of notice: these begin anew.

    Raises SilenceIsNoVote, ArticleMissing, SameAsBefore, ClosesBeforeNotice and what `change_wording` raises.
    """
    assert actor.id is not None
    item, meeting, motion = await alterable((await Motion.get(id=motion_id)).item_id)
    assert motion is not None
    before = await SilentRule.get_or_none(motion_id=motion.id)
    if said.article == (before.article if before else ""):
        raise agenda.SameAsBefore()
    now = clock.now()
    if said.article:
        silence.must_be_lawful(rules.rule_of(motion.rule_code), said.article, options=bool(motion.options))
    rules.must_close_after_notice(motion.rule_code, now, motion.closes_at)
    if before:
        await before.delete()
    if said.article:
        await SilentRule.create(motion_id=motion.id, article=said.article, set_by_id=actor.id, set_at=now)
    item.noticed_at = now
    await item.save(update_fields=["noticed_at"])
    edition = await post_notice(meeting, Edition.AGENDA, said.why)
    happened(SilenceSet(meeting.id, motion.id, edition))


@action
async def record_deliveries(actor: Actor, motion_id: int, said: RecordDeliveries) -> int:
    """Ballots that were brought to these doors: how many are new. None of them is recorded where one is not known.

    Raises MotionNotOpen, VotedByHands, VotingClosed, DoorsUnknown.
    """
    assert actor.id is not None
    motion = await Motion.filter(id=motion_id).select_for_update().get()
    now = clock.now()
    rules.must_be_open(motion.stage, motion.closes_at, now)
    rights = await _rights_at(motion_id, silence.doors_in(said.doors))
    done = {each.right_id for each in await Delivery.filter(motion_id=motion_id)}
    new = [right for right in rights if right not in done]
    await Delivery.bulk_create(
        [
            Delivery(
                motion_id=motion_id, right_id=right, how=said.how, note=said.note, recorded_by_id=actor.id, recorded_at=now
            )
            for right in new
        ],
        batch_size=500,
    )  # fmt: skip
    happened(DeliveriesRecorded(motion.meeting_id, motion_id, len(new)))
    return len(new)


async def _rights_at(motion_id: int, doors: list[str]) -> list[int]:
    """An owner of several homes is reached at any of them. Raises DoorsUnknown."""
    known: dict[str, int] = {}
    for id, label in await Right.filter(motion_id=motion_id).values_list("id", "label"):
        known |= dict.fromkeys([str(label), *str(label).split("、")], int(id))
    strange = [door for door in doors if door not in known]
    if strange or not doors:
        raise silence.DoorsUnknown(doors="、".join(each[:20] for each in strange[:3]) or "—")
    return list(dict.fromkeys(known[door] for door in doors))
