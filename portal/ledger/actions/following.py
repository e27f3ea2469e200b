"""How the timeline follows the hall, and how what was decided becomes a promise: reactions, in the cause's transaction."""

from portal.hall import queries as hall_queries
from portal.hall.actions import moving as hall
from portal.hall.events import (
    AppealDecided,
    AppealMade,
    MatterAnswered,
    MatterLate,
    MatterMerged,
    MatterMoved,
    ObjectionReplied,
    OpinionAdopted,
    OpinionObjected,
    OpinionPublished,
)
from portal.hall.queries import lifecycle
from portal.hall.rules.lifecycle import STAGE_OF, Deed, State
from portal.kit import clock
from portal.ledger.actions import note_concern, write_step
from portal.ledger.events import DoneReported, PromiseMade
from portal.ledger.models import Promise
from portal.ledger.queries import concerned_with
from portal.ledger.rules import Stage
from portal.policy import STRANGER
from portal.unit_of_work import happened

# These deeds have a line of their own, richer than the bare step.
TOLD_ELSEWHERE = frozenset({
    Deed.REACH_LINE, Deed.ANSWER, Deed.SCHEDULE, Deed.PROMISE, Deed.REPORT_DONE, Deed.CONFIRM, Deed.REOPEN,
    Deed.PUBLISH_OPINION, Deed.DRAFT_OPINION, Deed.LAPSE, Deed.TAKE_BACK, Deed.CALL_OFF,
})  # fmt: skip


async def note_moved(event: MatterMoved) -> None:
    if event.deed in TOLD_ELSEWHERE:
        return
    last = await lifecycle.last_passage(event.number)
    facts = {"code": last.reason_code, "reason": last.reason} if last else {}
    stage = STAGE_OF.get(State(event.after)) or STAGE_OF[State(event.before)]
    await write_step(event.number, stage, event.deed, **facts)


async def note_late(event: MatterLate) -> None:
    matter = await hall_queries.matter_for(STRANGER, event.number)
    await write_step(event.number, matter.stage, "late", waits_for=event.due_for)


async def note_merged(event: MatterMerged) -> None:
    """Whom the one concerned the other concerns."""
    for person_id in await concerned_with(event.number):
        await note_concern(event.into, person_id)
    matter = await hall_queries.matter_for(STRANGER, event.into)
    merged = await hall_queries.matter_for(STRANGER, event.number)
    await write_step(event.into, matter.stage, "took-in", number=event.number, title=merged.title)


async def note_appeal(event: AppealMade) -> None:
    await write_step(event.number, STAGE_OF[State.REJECTED], "appealed")


async def note_appeal_upheld(event: AppealDecided) -> None:
    if not event.granted:
        appeal = await lifecycle.appeal_with(event.appeal_id)
        await write_step(event.number, STAGE_OF[State.REJECTED], "appeal-declined", reason=appeal.reason)


async def note_notice(event: OpinionPublished) -> None:
    opinion = await lifecycle.opinion_with(event.opinion_id)
    assert opinion.notice_until is not None
    await write_step(
        event.number,
        STAGE_OF[State.NOTICE],
        "notice",
        until=opinion.notice_until.isoformat(),
        executor=opinion.executor,
    )


async def note_objection(event: OpinionObjected) -> None:
    objection = await lifecycle.objection_with(event.objection_id)
    await note_concern(event.number, objection.person_id)
    await write_step(event.number, STAGE_OF[State.NOTICE], "objected")


async def note_reply(event: ObjectionReplied) -> None:
    await write_step(event.number, STAGE_OF[State.NOTICE], "objection-answered")


async def promise_what_was_adopted(event: OpinionAdopted) -> None:
    """Who is to carry it out has promised it, until the day that the opinion names."""
    opinion = await lifecycle.opinion_with(event.opinion_id)
    await _promise(
        event.number, opinion.body[:200], opinion.executor, opinion.written_by_id, done=False, opinion_id=opinion.id
    )
    await hall.follow(event.number, Deed.PROMISE)


async def ask_whether_settled(event: MatterAnswered) -> None:
    """An answer on the instant track is a promise that is reported done at once: those concerned say whether it is."""
    matter = await hall_queries.matter_for(STRANGER, event.number)
    if matter.state == State.ANSWERED:
        answer = await hall_queries.answer_with(event.answer_id)
        await _promise(event.number, answer.body[:200], answer.office, answer.author_id, done=True)


async def _promise(
    number: str, what: str, owner: str, made_by_id: int, *, done: bool, opinion_id: int | None = None
) -> None:
    matter = await hall_queries.matter_for(STRANGER, number)
    now = clock.now()
    due_on = (await lifecycle.opinion_with(opinion_id)).deadline if opinion_id else clock.today()
    promise = await Promise.create(
        matter_number=number, area_id=matter.area_id, what=what, owner=owner, made_by_id=made_by_id, made_at=now,
        due_on=due_on, stage=Stage.DONE if done else Stage.OPEN, done_at=now if done else None,
    )  # fmt: skip
    if done:
        happened(DoneReported(number, promise.id))
        return
    await write_step(number, STAGE_OF[State.IMPLEMENTING], "promised", what=what, owner=owner, due=due_on.isoformat())
    happened(PromiseMade(number, promise.id))
