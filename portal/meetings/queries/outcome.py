"""What a vote came to, for everybody: the figures, the state of the notice, and what was said against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tortoise.expressions import Q

from portal.database.reading import below, rows_of
from portal.kit.errors import Missing
from portal.meetings import rules
from portal.meetings.models import ActionItem, CostPlan, Disposition, Minutes, Motion, ResultNotice, ResultObjection
from portal.meetings.queries.box import channels_of, receipts_of
from portal.meetings.queries.motions import MotionFor, asked_in, motion_with, rights_of
from portal.meetings.rules import bundle as bundles
from portal.meetings.rules.publishing import ResultState
from portal.policy import DESKS, Actor

MOST_OBJECTIONS = 100


@dataclass(frozen=True)
class Standing:
    """Where a result is on its way. `waiting` objections are not answered; `mine` is this actor's own."""

    notice: ResultNotice | None
    objections: list[ResultObjection] = field(default_factory=list)
    mine: ResultObjection | None = None

    @property
    def state(self) -> str:
        return self.notice.state if self.notice else ResultState.CLOSED

    @property
    def waiting(self) -> int:
        return sum(objection.answered_at is None for objection in self.objections)


async def standing_of(actor: Actor, motion: Motion) -> Standing:
    notice = await ResultNotice.get_or_none(motion_id=motion.id)
    if notice is None:
        return Standing(None)
    objections = await ResultObjection.filter(notice_id=notice.id).order_by("id").limit(MOST_OBJECTIONS)
    mine = next((each for each in objections if actor.id is not None and each.person_id == actor.id), None)
    return Standing(notice, objections, mine)


async def motion_closed(_actor: Actor, motion_id: int) -> Motion:
    """Raises Missing for one that is not closed: until then nothing of it can be told."""
    motion = await motion_with(motion_id)
    if motion.stage != rules.Stage.CLOSED or motion.result is None:
        raise Missing()
    return motion


async def closed_motion_for(actor: Actor, motion_id: int) -> MotionFor:
    """With the actor's own rights: who voted for somebody else does not doubt the result for them too."""
    motion = await motion_closed(actor, motion_id)
    return MotionFor(motion, [own for own in await rights_of(actor, [motion.id]) if own.proxy is None])


@dataclass(frozen=True)
class ObjectionToResult:
    objection: ResultObjection
    motion: Motion

    @property
    def path(self) -> str:
        return self.motion.path

    @property
    def person_id(self) -> int:
        return self.objection.person_id


async def result_objection_for(_actor: Actor, result_objection_id: int) -> ObjectionToResult:
    found = await ResultObjection.filter(id=result_objection_id).select_related("notice").first()
    if found is None:
        raise Missing()
    return ObjectionToResult(found, await motion_with(found.notice.motion_id))


async def result_objection_with(objection_id: int) -> ResultObjection:
    return await ResultObjection.get(id=objection_id)


async def objections_to(motion: Motion) -> list[ResultObjection]:
    """With the person: for the desk alone."""
    found = ResultObjection.filter(notice__motion_id=motion.id).select_related("person")
    return await found.order_by("answered_at", "id").limit(MOST_OBJECTIONS)


async def objections_waiting_for(actor: Actor) -> list[ResultObjection]:
    """What this actor may answer: at the desk of the place, not one's own, and not against a vote one has called or
    stood in for."""
    paths = [held.path for held in actor.roles if held.role in DESKS]
    if not paths:
        return []
    waiting = ResultObjection.filter(
        below("notice__motion__area__path", paths), answered_at=None, notice__state=ResultState.PUBLISHED
    )
    others = waiting.exclude(person_id=actor.id).exclude(notice__motion__meeting__convener_id=actor.id)
    found = await others.select_related("notice__motion__meeting").order_by("due_at").limit(MOST_OBJECTIONS)
    return [each for each in found if each.notice.motion.stand_in_id != actor.id]


async def notice_with(notice_id: int) -> ResultNotice:
    return await ResultNotice.get(id=notice_id)


async def bundle_of(motion: Motion) -> dict[str, Any]:
    """Everything that is published of a closed motion: no holder, and no choice of a right. Once it was laid open it
    stays word for word, but for the codes, which go with the ballots."""
    codes, notice = await receipts_of(motion.id), await ResultNotice.get_or_none(motion_id=motion.id)
    if notice is not None and notice.figures:
        return {**notice.figures, "receipts": codes}
    meeting = motion.meeting
    return {
        "bundle": bundles.VERSION,
        "motion": motion.id,
        "meeting": {
            "title": meeting.title, "form": meeting.form, "place": meeting.place, "area": motion.area.code,
            "called_at": meeting.called_at.isoformat(), "starts_at": meeting.starts_at.isoformat(),
        },
        "wording": motion.wording, "wording_hash": motion.wording_hash, "kind": motion.kind,
        "question": asked_in(motion) if motion.options else None, "indicative": motion.indicative, "rule": motion.rule, "rule_hash": motion.rule_hash,
        "opened_at": _told(motion.opened_at), "closes_at": _told(motion.closes_at), "closed_at": _told(motion.closed_at),
        "electorate": {"rights": motion.rights_count, "size": motion.rights_size, "hash": motion.electorate_hash},
        "result": motion.result, "channels": await channels_of(motion.id),
        "receipts_hash": bundles.receipts_hash(codes), "receipts": codes,
    }  # fmt: skip


def _told(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


async def own_outcomes(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person said against results, wrote down and agreed, by table."""
    return {
        "result_objection": await rows_of(
            ResultObjection.filter(person_id=person_id), "notice__motion__wording", "text", "at", "upheld", "answer"
        ),
        "result_notice": await rows_of(
            ResultNotice.filter(Q(published_by_id=person_id) | Q(ended_by_id=person_id)),
            "motion__wording",
            "state",
            "published_at",
            "ended_at",
            "reason",
        ),  # fmt: skip
        "minutes": await rows_of(
            Minutes.filter(Q(recorder_id=person_id) | Q(host_id=person_id)), "meeting__title", "version", "written_at"
        ),
        "action_item": await rows_of(ActionItem.filter(added_by_id=person_id), "what", "owner", "due_on"),
        "disposition": await rows_of(Disposition.filter(added_by_id=person_id), "comment", "outcome", "reason"),
        "cost_plan": await rows_of(CostPlan.filter(made_by_id=person_id), "title", "cost", "made_at"),
    }
