"""Run a meeting: open a vote, remind once, and close by the clock of the notice."""

from collections.abc import Sequence
from datetime import timedelta

from tortoise.expressions import F

from portal.accounts import queries as accounts
from portal.database.reading import column
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings import queries, rules
from portal.meetings.actions.calling import add_item
from portal.meetings.actions.counting import count
from portal.meetings.actions.forgetting import forget_rehearsal
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import DisplayMade, MotionClosed, MotionOpened, Reminded, TopicAdded
from portal.meetings.models import (
    Display,
    Meeting,
    Motion,
    Right,
    RightHolder,
    RightHome,
    RollInspection,
    TimePoll,
)
from portal.meetings.queries.silence import article_of
from portal.meetings.rules import Stage
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.meetings.rules.silence import with_silence
from portal.places import rules as places_rules
from portal.places.events import AreaMerged, AreaSplit
from portal.places.queries import RollEntry
from portal.policy import Actor
from portal.unit_of_work import action, happened


class AlreadyReminded(Refused):
    message = N_("已经提醒过一次了。一次表决只提醒一次。")


COMMUNITY = N_("社区工作者")


class NobodyMayVote(Refused):
    message = N_("名册上还没有人有这一票，不能开始表决。请先请社区把名册补好。")


@action
async def open_motion(_actor: Actor, motion_id: int) -> None:
    """Freeze rule and electorate, and let the vote begin.

    Raises AlreadyOpened, MotionCalledOff, NoticeTooShort, NobodyMayVote, RestsOnConvener.
    """
    motion = await _locked(motion_id)
    await begin(motion, Stage.OPEN)
    happened(MotionOpened(motion.meeting_id, motion.id))


async def begin(motion: Motion, stage: Stage) -> None:
    """A step: rule and electorate are frozen, and the vote begins. Raises what `open_motion` names."""
    now = clock.now()
    rules.must_be_draft(motion.stage, motion.closes_at, now)
    rules.must_be_noticed(motion.rule_code, motion.item.noticed_at or motion.meeting.called_at, now)
    roll = await queries.roll_of(motion.area.path, rules.rule_of(motion.rule_code))
    if not roll:
        raise NobodyMayVote()
    await _must_be_known_by_two(motion, roll)
    await freeze(motion, roll)
    await forget_rehearsal(motion.meeting_id)
    motion.stage, motion.opened_at = stage, now
    await motion.save()
    await _reshape(motion.meeting_id)


async def _must_be_known_by_two(motion: Motion, roll: Sequence[RollEntry]) -> None:
    who = await accounts.staff_over(motion.area.path)
    rules.must_not_rest_on_convener(
        motion.kind, await known_to_convener_alone(motion, roll), "、".join(who) or COMMUNITY
    )


async def known_to_convener_alone(motion: Motion, roll: Sequence[RollEntry]) -> int:
    """How many rights could be used by an account that nobody but the convener, or who stands in, has confirmed."""
    runners = {motion.convener_id, motion.stand_in_id or motion.convener_id}
    alone = set[str]().union(*[await queries.known_to_alone(motion, runner) for runner in sorted(runners)])
    return sum(any(holder in alone for holder in entry.holders) for entry in roll) if alone else 0


async def electorate_now(motion: Motion) -> tuple[int, int, int]:
    """How many rights, how much area, and how many known to the convener alone, if the vote opened now."""
    roll = await queries.roll_of(motion.area.path, rules.rule_of(motion.rule_code))
    formal = motion.kind != rules.Kind.STRAW_POLL
    alone = await known_to_convener_alone(motion, roll) if formal else 0
    return len(roll), sum(entry.size for entry in roll), alone


async def freeze(motion: Motion, roll: Sequence[RollEntry]) -> None:
    """A step: write down who may vote, and by which rule, with their hashes. The motion is not saved here."""
    article = await article_of(motion.id)
    rule = with_silence(rules.rule_of(motion.rule_code), article, options=bool(motion.options))
    await Right.bulk_create(
        [Right(motion_id=motion.id, key=entry.key, label=entry.label, size=entry.size) for entry in roll],
        batch_size=500,
    )
    ids = {str(key): int(id) for id, key in await Right.filter(motion_id=motion.id).values_list("id", "key")}
    holders = [RightHolder(right_id=ids[entry.key], holder=holder) for entry in roll for holder in entry.holders]
    await RightHolder.bulk_create(holders, batch_size=500)
    homes = [RightHome(right_id=ids[entry.key], home_id=home) for entry in roll for home in entry.homes]
    await RightHome.bulk_create(homes, batch_size=500)
    motion.rule, motion.rule_hash = rules.snapshot(rule), rules.snapshot_hash(rule)
    motion.electorate_hash = places_rules.electorate_hash((entry.key, entry.size) for entry in roll)
    motion.rights_count, motion.rights_size = len(roll), sum(entry.size for entry in roll)


@action
async def remind(_actor: Actor, motion_id: int) -> None:
    """Once, to all who have not voted; the portal knows who, the person who asks for it does not."""
    motion = await _locked(motion_id)
    rules.must_be_open(motion.stage, motion.closes_at, clock.now())
    if motion.reminded_at is not None:
        raise AlreadyReminded()
    await Motion.filter(id=motion_id).update(reminded_at=clock.now())
    await _reshape(motion.meeting_id)
    happened(Reminded(motion.meeting_id, motion_id))


@action
async def close_early(_actor: Actor, motion_id: int) -> None:
    """Only when every right has voted. Raises NotYetEveryone."""
    motion = await _locked(motion_id)
    rules.must_be_open(motion.stage, motion.closes_at, clock.now())
    rules.must_have_everyone(motion.turnout_count, motion.rights_count)
    await finish(motion)


async def close_due_motions(actor: Actor) -> int:
    """Close what the clock says is due, each in a unit of work of its own. Returns how many."""
    due = await column(Motion.filter(stage__in=rules.VOTING, closes_at__lte=clock.now() - rules.GRACE), "id")
    for motion_id in due:
        await _close_due(actor, int(motion_id))
    return len(due)


@action
async def _close_due(_actor: Actor, motion_id: int) -> None:
    motion = await _locked(motion_id)
    if motion.stage in rules.VOTING and motion.closes_at <= clock.now() - rules.GRACE:
        await finish(motion)


async def finish(motion: Motion) -> None:
    """A step: the vote is over, and counted."""
    motion.stage, motion.closed_at = Stage.CLOSED, clock.now()
    motion.result = await count(motion)
    await motion.save(update_fields=["stage", "closed_at", "result"])
    await _reshape(motion.meeting_id)
    happened(MotionClosed(motion.meeting_id, motion.id))


@action
async def add_topic(_actor: Actor, meeting_id: int, title: str) -> None:
    """A topic that is only talked about: what was not announced cannot be voted on. Raises MeetingCalledOff
    and what `must_be_fit_to_post` raises."""
    # Its lock: two who add at once have the next place and the one after it.
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    await meeting.fetch_related("area")
    if meeting.cancelled_at is not None:
        raise MeetingCalledOff()
    await must_be_fit_to_post(meeting.area.path, {"title": title})
    item = await add_item(meeting, title)
    await _reshape(meeting_id)
    happened(TopicAdded(meeting_id, item.id))


@action
async def make_display(_actor: Actor, meeting_id: int, token: str) -> None:
    """A link for the hall's screen, until two hours after the meeting's end. `token` comes hashed."""
    meeting = await Meeting.get(id=meeting_id)
    until = max(clock.now(), meeting.ends_at) + timedelta(hours=2)
    await Display.create(meeting_id=meeting_id, token=token, expires_at=until)
    happened(DisplayMade(meeting_id))


class VoteUnderWay(Refused):
    message = N_("这里还有一项在表决，投完再改。")


async def must_not_be_voting(event: AreaSplit | AreaMerged) -> None:
    """A step: whose vote it is does not change while it lasts. Raises VoteUnderWay."""
    if await Motion.exists(area_id=event.area_id, stage__in=rules.VOTING):
        raise VoteUnderWay()


async def follow_merge(event: AreaMerged) -> None:
    """A step: what was called for an area that ends, and has not been held, is the business of what it became."""
    ahead = Meeting.filter(area_id=event.area_id, ends_at__gt=clock.now())
    await ahead.update(area_id=event.into_id, version=F("version") + 1)
    await Motion.filter(area_id=event.area_id, stage=Stage.DRAFT).update(area_id=event.into_id)
    await TimePoll.filter(area_id=event.area_id, chosen_at=None).update(area_id=event.into_id)
    await RollInspection.filter(area_id=event.area_id, until__gt=clock.now()).update(area_id=event.into_id)


async def _locked(motion_id: int) -> Motion:
    # The lock keeps a ballot from slipping in behind the close.
    motion = await Motion.filter(id=motion_id).select_for_update().get()
    await motion.fetch_related("area", "meeting", "item")
    return motion


async def _reshape(meeting_id: int) -> None:
    """The room looks different now: open pages fetch it anew."""
    await Meeting.filter(id=meeting_id).update(version=F("version") + 1)


# The same two steps, for what comes out of a meeting.


async def locked(motion_id: int) -> Motion:
    """A step: the motion with its area and meeting, and nobody else changes it meanwhile."""
    return await _locked(motion_id)


async def reshape(meeting_id: int) -> None:
    """A step: the room looks different now."""
    await _reshape(meeting_id)
