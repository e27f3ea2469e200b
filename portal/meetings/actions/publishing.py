"""What becomes of a result: laid open, doubted, answered, and in the end final or annulled.

Every deed holds the lock of its motion: an objection and the end of the notice never pass each other unseen.
"""

from datetime import timedelta

from portal.database.reading import column
from portal.hall.actions import moderating
from portal.hall.rules.publishing import Writer
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.actions.running import locked, reshape
from portal.meetings.events import (
    ResultAnnulled,
    ResultFinal,
    ResultHeldUp,
    ResultObjected,
    ResultObjectionAnswered,
    ResultPublished,
    VoteExported,
)
from portal.meetings.forms import AnnulResult, AnswerResultObjection, ObjectToResult
from portal.meetings.models import Motion, ResultNotice, ResultObjection
from portal.meetings.rules import Stage, inspection
from portal.meetings.rules import publishing as rules
from portal.meetings.rules.bundle import bundle_hash, without_codes
from portal.meetings.rules.publishing import ResultDeed, ResultState
from portal.policy import STRANGER, Actor, Role
from portal.unit_of_work import action, happened

AT_ONCE = 200
STREET = frozenset({Role.STREET_STAFF})
LONG_AGO = timedelta(days=60)  # what closed before that was laid open by other means


async def _found(motion_id: int) -> tuple[Motion, ResultNotice | None]:
    """The locked motion, which is closed, with its notice where there is one. Raises ResultMovedOn."""
    motion = await locked(motion_id)
    if motion.stage != Stage.CLOSED:
        raise rules.ResultMovedOn()
    return motion, await ResultNotice.get_or_none(motion_id=motion_id)


def _state(notice: ResultNotice | None) -> str:
    return notice.state if notice else ResultState.CLOSED


@action
async def publish_result(actor: Actor, motion_id: int) -> None:
    """公示 begins: the figures stay as they are from here on. Raises ResultMovedOn."""
    motion, notice = await _found(motion_id)
    await _publish(motion, notice, actor.id)


async def _publish(motion: Motion, notice: ResultNotice | None, by_id: int | None) -> None:
    to, now = rules.result_after(_state(notice), ResultDeed.PUBLISH), clock.now()
    figures = without_codes(await queries.bundle_of(motion))
    found = await ResultNotice.create(
        motion_id=motion.id, state=to, published_at=now, published_by_id=by_id,
        until=rules.period_of(motion.rule_code).end(now), figures=figures, bundle_hash=bundle_hash(figures),
    )  # fmt: skip
    await reshape(motion.meeting_id)
    happened(ResultPublished(motion.meeting_id, motion.id, found.id))


@action
async def object_to_result(actor: Actor, motion_id: int, said: ObjectToResult) -> int:
    """Raises NotYetPublic, ResultNoticeOver, ResultMovedOn, ObjectedToResult, NamesSomebody and what is wrong with
    the words."""
    assert actor.id is not None
    motion, notice = await _found(motion_id)
    await moderating.must_be_fit(motion.path, said.text, writer=Writer.AT_ONCE)
    now = clock.now()
    until = notice.until if notice else None
    rules.must_be_objectable(_state(notice), until, now, inspection.told(until) if until else "")
    assert notice is not None
    if await ResultObjection.exists(notice_id=notice.id, person_id=actor.id):
        raise rules.ObjectedToResult()
    objection = await ResultObjection.create(
        notice_id=notice.id, person_id=actor.id, text=said.text, at=now, due_at=rules.result_reply_due(now)
    )
    await reshape(motion.meeting_id)
    happened(ResultObjected(motion.meeting_id, motion.id, objection.id))
    return objection.id


@action
async def answer_result_objection(actor: Actor, objection_id: int, said: AnswerResultObjection) -> None:
    """Upheld, it ends the result; else the result stands, and says why.

    Raises ResultObjectionAnswered, ResultAnsweredByAnother, ResultMovedOn.
    """
    motion, objection = await _objection(objection_id)
    rules.must_not_be_own_vote((motion.convener_id, motion.stand_in_id), actor.id)
    notice = await ResultNotice.get(id=objection.notice_id)
    upheld = said.upheld == "yes"
    deed = ResultDeed.UPHOLD if upheld else ResultDeed.ANSWER
    to = rules.result_after(notice.state, deed, said.answer)
    await ResultObjection.filter(id=objection_id).update(
        upheld=upheld, answer=said.answer, answered_by_id=actor.id, answered_at=clock.now()
    )
    happened(ResultObjectionAnswered(motion.meeting_id, motion.id, objection_id))
    if upheld:
        await _end(motion, notice, to, said.answer, actor.id)
    else:
        await reshape(motion.meeting_id)


async def _objection(objection_id: int) -> tuple[Motion, ResultObjection]:
    """The motion is locked first, as everywhere; then what is said against it is read anew."""
    found = await ResultObjection.filter(id=objection_id).select_related("notice").get()
    motion = await locked(found.notice.motion_id)
    objection = await ResultObjection.get(id=objection_id)
    if objection.answered_at is not None:
        raise rules.ResultObjectionAnswered()
    return motion, objection


@action
async def annul_result(actor: Actor, motion_id: int, said: AnnulResult) -> None:
    """By the community or the street, and once it is final by the street alone. Raises OnlyTheStreet, ResultMovedOn."""
    motion, notice = await _found(motion_id)
    rules.must_be_the_street(_state(notice), street=actor.holds(STREET, motion.path))
    rules.must_not_be_own_vote((motion.convener_id, motion.stand_in_id), actor.id)
    to = rules.result_after(_state(notice), ResultDeed.ANNUL, said.reason)
    notice = notice or await ResultNotice.create(motion_id=motion.id, state=ResultState.CLOSED)
    await _end(motion, notice, to, said.reason, actor.id)


async def _end(motion: Motion, notice: ResultNotice, to: ResultState, reason: str, by_id: int | None) -> None:
    notice.state, notice.ended_at, notice.reason = to, clock.now(), reason
    notice.ended_by_id = by_id
    await notice.save(update_fields=["state", "ended_at", "reason", "ended_by_id"])
    await reshape(motion.meeting_id)
    ended = ResultFinal if to == ResultState.FINAL else ResultAnnulled
    happened(ended(motion.meeting_id, motion.id, notice.id))


async def publish_due_results(actor: Actor = STRANGER) -> int:
    """What nobody has laid open in time is laid open by the portal. Returns how many."""
    now = clock.now()
    waiting = Motion.filter(stage=Stage.CLOSED, result_notice__id__isnull=True, closed_at__gt=now - LONG_AGO)
    due = await waiting.filter(closed_at__lt=now - timedelta(days=rules.ITSELF_AFTER)).order_by("id").limit(AT_ONCE)
    return sum([await _publish_due(actor, motion.id) for motion in due])


@action
async def _publish_due(_actor: Actor, motion_id: int) -> int:
    motion, notice = await _found(motion_id)
    if notice is not None or motion.closed_at is None or clock.now() < rules.publishes_itself(motion.closed_at):
        return 0
    await _publish(motion, None, None)
    return 1


async def finish_results(actor: Actor = STRANGER) -> int:
    """Every notice whose days are over, one transaction each. Returns how many something was done to."""
    over = ResultNotice.filter(state=ResultState.PUBLISHED, until__lte=clock.now()).order_by("until").limit(AT_ONCE)
    return sum([await _finish(actor, int(motion_id)) for motion_id in await column(over, "motion_id")])


@action
async def _finish(_actor: Actor, motion_id: int) -> int:
    """Final where nobody waits for an answer; else that shows itself, once."""
    motion, notice = await _found(motion_id)
    if notice is None or notice.until is None:
        return 0
    waiting = await ResultObjection.filter(notice_id=notice.id, answered_at=None).count()
    if rules.may_be_final(notice.state, notice.until, clock.now(), waiting):
        await _end(motion, notice, rules.result_after(notice.state, ResultDeed.FINISH), "", None)
        return 1
    if notice.state != ResultState.PUBLISHED or notice.late_at is not None:
        return 0
    await ResultNotice.filter(id=notice.id).update(late_at=clock.now())
    happened(ResultHeldUp(motion.meeting_id, motion.id, notice.id))
    return 1


@action
async def note_export(_actor: Actor, motion_id: int) -> None:
    """The figures of a vote were taken as a file: the trail says so."""
    motion, _notice = await _found(motion_id)
    happened(VoteExported(motion.meeting_id, motion_id))
