"""What a motion lets one choose between, set while it is a draft."""

import secrets

from portal.kit import clock, sealing
from portal.meetings import rules
from portal.meetings.actions.changing import locked
from portal.meetings.actions.noticing import post_notice
from portal.meetings.actions.proxies import forget_instructions
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import OptionsOffered, WordingChanged
from portal.meetings.forms import OfferOptions
from portal.meetings.models import AgendaItem, Motion
from portal.meetings.rules import Method, agenda
from portal.meetings.rules.announcing import Edition
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def offer_options(_actor: Actor, motion_id: int, said: OfferOptions) -> None:
    """Let a motion choose between options. They are part of its one text, and so of its hash: other options are
    another question, whose days of notice begin anew, and everybody is told where there are any.

    Raises AlreadyOpened, ClosesTooSoon, TooFewOptions, TooManyOptions, OptionsAlike, OptionTooLong, MethodDoesNotFit,
    SameAsBefore, ClosesBeforeNotice, NotOnTheEvening and what `must_be_changeable` and `must_be_fit_to_post` raise.
    """
    meeting, motions = await locked((await Motion.get(id=motion_id)).meeting_id)
    motion, now = next(each for each in motions if each.id == motion_id), clock.now()
    await must_be_fit_to_post(meeting.path, {"options": said.options})
    rules.must_be_draft(motion.stage, motion.closes_at, now)
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, [m.stage for m in motions], now)
    before = _text(motion)
    _offer(motion, said)
    if _text(motion) == before:
        raise agenda.SameAsBefore()
    agenda.must_be_amendable(motion.rule_code, meeting.starts_at, motion.closes_at, now)
    motion.seed = secrets.token_hex(8)
    await motion.save()
    await forget_instructions(motion)
    await AgendaItem.filter(id=motion.item_id).update(noticed_at=now)
    edition = await post_notice(meeting, Edition.AGENDA)
    happened(OptionsOffered(motion.meeting_id, motion.id))
    if rules.rule_of(motion.rule_code).notice_days:
        happened(WordingChanged(meeting.id, motion.item_id, edition))


def _offer(motion: Motion, said: OfferOptions) -> None:
    options = [line.strip() for line in said.options.splitlines() if line.strip()]
    rules.must_be_clear(options)
    method = Method(said.method)
    rules.must_suit(method, rules.Kind(motion.kind), by_area=rules.rule_of(motion.rule_code).by_area)
    motion.method, motion.options = method, options
    motion.least, motion.most, motion.seats = rules.limits(method, len(options), said.most, said.seats)
    motion.wording_hash = sealing.digest(rules.ballot_text(motion.wording, options))


def _text(motion: Motion) -> tuple[object, ...]:
    return motion.wording_hash, motion.method, motion.most, motion.seats
