"""How the timeline follows what comes out of a vote: reactions, in the cause's transaction."""

from portal.hall import queries as hall_queries
from portal.hall.actions import moving as hall
from portal.hall.rules.lifecycle import Deed
from portal.hall.rules.lifecycle import Stage as MatterStage
from portal.kit import clock
from portal.ledger.actions import write_step
from portal.ledger.events import PromiseMade
from portal.ledger.models import Promise
from portal.ledger.rules import Stage
from portal.meetings import queries as meetings
from portal.meetings.events import MinutesFrozen, ResultAnnulled, ResultFinal, ResultPublished
from portal.unit_of_work import happened


async def note_publication(event: ResultPublished) -> None:
    motion, notice = await meetings.motion_with(event.motion_id), await meetings.notice_with(event.notice_id)
    number = motion.item.matter_number
    if number and notice.until:
        facts = {"until": notice.until.isoformat(), "motion_id": motion.id}
        await write_step(number, MatterStage.DECIDE, "result_published", **facts)


async def note_final(event: ResultFinal) -> None:
    motion = await meetings.motion_with(event.motion_id)
    if motion.item.matter_number and motion.result:
        facts = {"verdict": motion.result["verdict"], "motion_id": motion.id, "indicative": motion.indicative}
        await write_step(motion.item.matter_number, MatterStage.DECIDE, "result_final", **facts)


async def take_back(event: ResultAnnulled) -> None:
    """What was decided is decided no longer: the matter goes back to where it is talked about."""
    motion, notice = await meetings.motion_with(event.motion_id), await meetings.notice_with(event.notice_id)
    number = motion.item.matter_number
    if number:
        facts = {"reason": notice.reason, "motion_id": motion.id}
        await write_step(number, MatterStage.DECIDE, "result_annulled", **facts)
        await hall.follow(number, Deed.TAKE_BACK)


async def promise_what_was_agreed(event: MinutesFrozen) -> None:
    """What a meeting agreed on a matter is promised: who, what, until when. Without a matter it stands in the minutes."""
    agreed = await meetings.actions_agreed_in(event.minutes_id)
    matters = await hall_queries.matters_numbered(
        [each.item.matter_number for each in agreed if each.item.matter_number]
    )
    for each in agreed:
        matter = matters.get(each.item.matter_number or "")
        if matter is None:
            continue
        promise = await Promise.create(
            matter_number=matter.number, area_id=matter.area_id, what=each.what, owner=each.owner,
            made_by_id=each.added_by_id, made_at=clock.now(), due_on=each.due_on, stage=Stage.OPEN,
        )  # fmt: skip
        await hall.follow(matter.number, Deed.PROMISE)
        facts = {"what": each.what, "owner": each.owner, "due": each.due_on.isoformat()}
        await write_step(matter.number, MatterStage.DO, "promised", **facts)
        happened(PromiseMade(matter.number, promise.id))
