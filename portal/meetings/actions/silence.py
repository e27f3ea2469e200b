"""未表态的: what silence means, said in the notice before the vote; and that a ballot was brought to each door."""

from portal.kit import clock
from portal.meetings import rules
from portal.meetings.actions.altering import alterable
from portal.meetings.actions.noticing import post_notice
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import SilenceSet, WordingChanged
from portal.meetings.forms import SetSilence
from portal.meetings.models import Motion, SilentRule
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
    await must_be_fit_to_post(meeting.path, {"article": said.article, "why": said.why})
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
    happened(WordingChanged(meeting.id, item.id, edition))
