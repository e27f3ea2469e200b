"""Move the close of a vote to the later one that its notice names, once."""

from portal.kit import clock
from portal.kit.errors import Refused
from portal.meetings import rules
from portal.meetings.actions.changing import locked
from portal.meetings.actions.noticing import post_notice
from portal.meetings.events import MotionExtended
from portal.meetings.models import Motion
from portal.meetings.rules import extension
from portal.meetings.rules.announcing import Edition
from portal.meetings.rules.tally import Count, taking_part_tests
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def extend_motion(_actor: Actor, motion_id: int) -> None:
    """The notice says so in a new edition, to those too who have voted. Raises what `extension.must_be_extendable` names."""
    meeting, motions = await locked((await Motion.get(id=motion_id)).meeting_id)
    motion = next(each for each in motions if each.id == motion_id)
    now = clock.now()
    motion.closes_at = extension.must_be_extendable(_running(motion), now)
    motion.extended_at = now
    await motion.save(update_fields=["closes_at", "extended_at"])
    await post_notice(meeting, Edition.EXTENDED)
    happened(MotionExtended(motion.meeting_id, motion.id))


def _running(motion: Motion) -> extension.Running:
    rule = rules.rule_of(motion.rule_code)
    part = Count(motion.turnout_count, motion.turnout_size)
    enough = all(t.holds for t in taking_part_tests(part, Count(motion.rights_count, motion.rights_size), rule))
    return extension.Running(motion.stage, motion.closes_at, motion.extends_to, motion.extended_at, enough=enough)


def may_extend(motion: Motion) -> bool:
    """Whether the button is shown."""
    try:
        extension.must_be_extendable(_running(motion), clock.now())
    except Refused:
        return False
    return True
