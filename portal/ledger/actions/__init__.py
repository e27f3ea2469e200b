"""What is done with promises, and how every room writes the timeline of a matter."""

from tortoise.expressions import F

from portal.database.reading import column
from portal.hall import queries as hall_queries
from portal.hall.actions import moving as hall
from portal.hall.actions.moderating import must_be_fit
from portal.hall.events import LineReached, MatterAnswered, MatterRaised, MatterSeconded, Replied, VoiceClaimed
from portal.hall.rules.lifecycle import Deed
from portal.hall.rules.lifecycle import Stage as MatterStage
from portal.hall.rules.publishing import Writer
from portal.kit import clock
from portal.ledger import rules
from portal.ledger.events import (
    DoneReported,
    DueMoved,
    ProgressReported,
    PromiseConfirmed,
    PromiseMade,
    PromiseReopened,
)
from portal.ledger.forms import ConfirmPromise, MakePromise, MoveDue, ReportDone, ReportProgress
from portal.ledger.models import Concern, Confirmation, DueChange, Promise, Step
from portal.ledger.rules import AlreadyAnswered, Stage
from portal.meetings import queries as meetings
from portal.meetings.events import ItemAdded, MeetingCalled, MotionClosed, MotionOpened, TopicAdded
from portal.places import queries as places
from portal.places.events import AreaMerged
from portal.policy import STRANGER, Actor
from portal.reporting import queries as reporting
from portal.reporting.events import ClaimConfirmed, NeedPublished
from portal.unit_of_work import action, happened
from portal.volunteers import queries as volunteers
from portal.volunteers.events import ActivityPublished


@action
async def make_promise(actor: Actor, number: str, said: MakePromise) -> int:
    """Somebody will do it by a day. Raises DueInThePast, PrivateNumbers, NamesSomebody, UnwantedWords."""
    assert actor.id is not None
    rules.must_be_ahead(said.due_on, clock.today())
    matter = await hall_queries.matter_for(actor, number)
    await must_be_fit(matter.path, said.what, said.owner)
    promise = await Promise.create(
        matter_number=number,
        area_id=matter.area_id,
        what=said.what,
        owner=said.owner,
        made_by_id=actor.id,
        made_at=clock.now(),
        due_on=said.due_on,
        stage=Stage.OPEN,
    )
    await hall.follow(number, Deed.PROMISE)
    await write_step(number, MatterStage.DO, "promised", what=said.what, owner=said.owner, due=said.due_on.isoformat())
    happened(PromiseMade(number, promise.id))
    return promise.id


async def _held(promise_id: int, *words: str, writer: Writer = Writer.OFFICE) -> Promise:
    """The promise, under its lock, for what somebody says of it. Raises what is wrong with the words."""
    promise = await Promise.filter(id=promise_id).select_for_update().get()
    area = await places.area_found(promise.area_id)
    await must_be_fit(area.path if area else "", *words, writer=writer)
    return promise


@action
async def report_done(actor: Actor, promise_id: int, said: ReportDone) -> None:
    """It is done, say those who promised; now those concerned are asked. Raises NotOpen, and what is wrong
    with the words."""
    promise = await _held(promise_id, said.evidence)
    rules.must_be_open(promise.stage)
    promise.stage, promise.done_at, promise.evidence = Stage.DONE, clock.now(), said.evidence
    await promise.save(update_fields=["stage", "done_at", "evidence"])
    if rules.matter_is_done(await stages_of(promise.matter_number)):
        await hall.follow(promise.matter_number, Deed.REPORT_DONE)
    await write_step(
        promise.matter_number, MatterStage.DO, "done", what=promise.what, owner=promise.owner, evidence=said.evidence
    )
    happened(DoneReported(promise.matter_number, promise.id))


@action
async def confirm_promise(actor: Actor, promise_id: int, said: ConfirmPromise) -> str:
    """真的好了吗？ "还没有" reopens the matter, whoever said "好了" before. Raises NothingToConfirm, AlreadyAnswered, and
    what is wrong with the words."""
    assert actor.id is not None
    promise = await _held(promise_id, said.note, writer=Writer.AT_ONCE)
    if await Confirmation.exists(promise_id=promise_id, round=promise.round, person_id=actor.id):
        raise AlreadyAnswered()
    rules.must_await_answer(promise.stage)
    await Confirmation.create(
        promise_id=promise_id,
        round=promise.round,
        person_id=actor.id,
        answer=said.answer,
        note=said.note,
        at=clock.now(),
    )
    stage = rules.after_answer(promise.stage, said.answer)
    await (_reopen(promise, said.note) if stage == Stage.OPEN else _settle(promise))
    return promise.matter_number


async def _reopen(promise: Promise, note: str) -> None:
    await Promise.filter(id=promise.id).update(stage=Stage.OPEN, round=F("round") + 1, done_at=None)
    await hall.follow(promise.matter_number, Deed.REOPEN)
    await write_step(promise.matter_number, MatterStage.REVIEW, "reopened", what=promise.what, note=note)
    happened(PromiseReopened(promise.matter_number, promise.id))


async def _settle(promise: Promise) -> None:
    if promise.stage == Stage.CONFIRMED:
        return
    await Promise.filter(id=promise.id).update(stage=Stage.CONFIRMED)
    if all(stage == Stage.CONFIRMED for stage in await stages_of(promise.matter_number)):
        await hall.follow(promise.matter_number, Deed.CONFIRM)
    await write_step(promise.matter_number, MatterStage.REVIEW, "confirmed", what=promise.what)
    happened(PromiseConfirmed(promise.matter_number, promise.id))


async def stages_of(number: str) -> list[str]:
    """A step: where each promise of a matter is."""
    return [str(stage) for stage in await column(Promise.filter(matter_number=number), "stage")]


async def write_step(number: str, stage: str, kind: str, /, **facts: object) -> None:
    """A step: one line of a matter's timeline."""
    await Step.create(matter_number=number, at=clock.now(), stage=stage, kind=kind, facts=facts)


async def note_concern(number: str, person_id: int) -> None:
    """A step: the matter is this person's business from now on."""
    await Concern.get_or_create(matter_number=number, person_id=person_id)


@action
async def report_progress(actor: Actor, promise_id: int, said: ReportProgress) -> None:
    """How far it is: one line of the timeline. Raises NotOpen, and what is wrong with the words."""
    promise = await _held(promise_id, said.note)
    rules.must_be_open(promise.stage)
    promise.reminded_at = clock.now()
    await promise.save(update_fields=["reminded_at"])
    await write_step(promise.matter_number, MatterStage.DO, "progress", owner=promise.owner, note=said.note)
    happened(ProgressReported(promise.matter_number, promise.id))


@action
async def move_due(actor: Actor, promise_id: int, said: MoveDue) -> None:
    """Another day, with its reason; nobody loses sight of the first one. Raises NotOpen, DueInThePast, SameDay, and
    what is wrong with the words."""
    assert actor.id is not None
    promise = await _held(promise_id, said.reason)
    rules.must_be_open(promise.stage)
    rules.must_be_ahead(said.due_on, clock.today())
    if said.due_on == promise.due_on:
        raise rules.SameDay()
    await DueChange.create(
        promise_id=promise_id,
        before=promise.due_on,
        after=said.due_on,
        reason=said.reason,
        person_id=actor.id,
        at=clock.now(),
    )
    facts = {"before": promise.due_on.isoformat(), "after": said.due_on.isoformat(), "reason": said.reason}
    promise.due_on, promise.told_late_at = said.due_on, None  # type: ignore[assignment]
    await promise.save(update_fields=["due_on", "told_late_at"])
    await write_step(promise.matter_number, MatterStage.DO, "due_moved", owner=promise.owner, **facts)
    happened(DueMoved(promise.matter_number, promise.id))


# What other rooms bring about in a matter: reactions, in the transaction of their cause.


async def note_raised(event: MatterRaised) -> None:
    await note_concern(event.number, event.person_id)
    matter = await hall_queries.matter_for(STRANGER, event.number)
    await write_step(event.number, MatterStage.RAISE, "raised", title=matter.title)


async def note_seconded(event: MatterSeconded) -> None:
    await note_concern(event.number, event.person_id)


async def note_line_reached(event: LineReached) -> None:
    await write_step(event.number, MatterStage.DISCUSS, "line_reached", seconds=event.seconds)


async def note_reply(event: Replied) -> None:
    await note_concern(event.number, event.person_id)


async def follow_claim(event: VoiceClaimed) -> None:
    """What concerned whoever was recorded concerns the account that they have now."""
    await note_concern(event.number, event.person_id)
    await Concern.filter(matter_number=event.number, person_id=event.from_id).delete()


async def note_answer(event: MatterAnswered) -> None:
    answer = await hall_queries.answer_with(event.answer_id)
    await write_step(event.number, MatterStage.DISCUSS, "answered", office=answer.office)


async def note_meeting(event: MeetingCalled) -> None:
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    for item in await meetings.agenda_of(meeting.id):
        if item.matter_number:
            await hall.follow(item.matter_number, Deed.SCHEDULE)
            await write_step(
                item.matter_number, MatterStage.DECIDE, "on_agenda", meeting=meeting.title, meeting_id=meeting.id,
                starts_at=meeting.starts_at.isoformat(), place=meeting.place, topic=item.title,
            )  # fmt: skip


async def note_topic(event: TopicAdded | ItemAdded) -> None:
    """A meeting that was called already takes a matter up."""
    item = await meetings.item_with(event.item_id)
    if item.matter_number:
        await hall.follow(item.matter_number, Deed.SCHEDULE)
        await write_step(
            item.matter_number, MatterStage.DECIDE, "on_agenda", meeting=item.meeting.title, meeting_id=item.meeting_id,
            starts_at=item.meeting.starts_at.isoformat(), place=item.meeting.place, topic=item.title,
        )  # fmt: skip


async def note_vote_opened(event: MotionOpened) -> None:
    motion = await meetings.motion_with(event.motion_id)
    if motion.item.matter_number:
        await write_step(
            motion.item.matter_number, MatterStage.DECIDE, "vote_opened", kind=motion.kind, indicative=motion.indicative,
            rights=motion.rights_count, closes_at=motion.closes_at.isoformat(), meeting_id=motion.meeting_id,
        )  # fmt: skip


async def note_vote_closed(event: MotionClosed) -> None:
    motion = await meetings.motion_with(event.motion_id)
    if motion.item.matter_number and motion.result:
        await write_step(
            motion.item.matter_number, MatterStage.DECIDE, "vote_closed", verdict=motion.result["verdict"],
            kind=motion.kind, indicative=motion.indicative, motion_id=motion.id,
        )  # fmt: skip
        await hall.follow(motion.item.matter_number, Deed.MEET)


async def note_activity(event: ActivityPublished) -> None:
    activity = await volunteers.activity_with(event.activity_id)
    if activity.matter_number:
        await write_step(
            activity.matter_number, MatterStage.DO, "activity", title=activity.title, team=activity.team.name,
            activity_id=activity.id,
        )  # fmt: skip


async def note_need(event: NeedPublished) -> None:
    need = await reporting.need_with(event.need_id)
    if need.matter_number:
        await write_step(need.matter_number, MatterStage.DO, "need", title=need.title, people=need.people)


async def note_helped(event: ClaimConfirmed) -> None:
    need = (await reporting.claim_with(event.claim_id)).need
    if need.matter_number:
        await write_step(need.matter_number, MatterStage.DO, "helped", title=need.title)


async def follow_merge(event: AreaMerged) -> None:
    """A step: what was promised to an area that ends is owed to what it became."""
    await Promise.filter(area_id=event.area_id).update(area_id=event.into_id)
