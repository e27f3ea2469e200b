"""What a motion lets one choose between, set while it is a draft."""

import secrets

from portal.kit import clock, sealing
from portal.meetings import rules
from portal.meetings.actions.proxies import forget_instructions
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import OptionsOffered
from portal.meetings.forms import OfferOptions
from portal.meetings.models import Motion
from portal.meetings.rules import Method
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def offer_options(_actor: Actor, motion_id: int, said: OfferOptions) -> None:
    """Let a motion choose between options. They are part of its one text, and so of its hash.

    Raises AlreadyOpened, ClosesTooSoon, TooFewOptions, TooManyOptions, OptionsAlike, OptionTooLong, MethodDoesNotFit
    and what `must_be_fit_to_post` does.
    """
    motion = await Motion.filter(id=motion_id).select_for_update().get()
    await motion.fetch_related("area")
    await must_be_fit_to_post(motion.path, {"options": said.options})
    rules.must_be_draft(motion.stage, motion.closes_at, clock.now())
    options = [line.strip() for line in said.options.splitlines() if line.strip()]
    rules.must_be_clear(options)
    method = Method(said.method)
    rules.must_suit(method, rules.Kind(motion.kind), by_area=rules.rule_of(motion.rule_code).by_area)
    motion.method, motion.options, motion.seed = method, options, secrets.token_hex(8)
    motion.least, motion.most, motion.seats = rules.limits(method, len(options), said.most, said.seats)
    motion.wording_hash = sealing.digest(rules.ballot_text(motion.wording, options))
    await motion.save()
    await forget_instructions(motion)
    happened(OptionsOffered(motion.meeting_id, motion.id))
