"""Give somebody one's vote for one meeting, take it on, and take it back."""

from collections.abc import Mapping

from tortoise.exceptions import IntegrityError

from portal.kit import clock
from portal.meetings import queries, rules
from portal.meetings.actions.changing import locked
from portal.meetings.events import ProxyAccepted, ProxyGiven, ProxyRevoked
from portal.meetings.models import Motion, Proxy
from portal.meetings.rules import proxies as law
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def give_proxy(actor: Actor, meeting_id: int, instructions: Mapping[str, str]) -> int:
    """A written authority that somebody still has to take on by its link.

    Raises NoProxiesHere, ProxyGivenAlready, UnknownOption.
    """
    assert actor.id is not None
    # Held, so that no other options slip in under an instruction that was written for the old ones.
    _meeting, motions = await locked(meeting_id)
    law.must_allow(most_for_one(motions))
    said = {str(m.id): choice for m in motions if (choice := instructions.get(str(m.id), ""))}
    for motion in motions:
        if str(motion.id) in said:
            rules.must_be_written(queries.question_of(motion), said[str(motion.id)])
    if await Proxy.exists(meeting_id=meeting_id, slot=actor.id):
        raise law.ProxyGivenAlready()
    try:
        proxy = await Proxy.create(
            meeting_id=meeting_id, principal_id=actor.id, keys=sorted(actor.holders), instructions=said,
            given_at=clock.now(), slot=actor.id,
        )  # fmt: skip
    except IntegrityError as twice:
        raise law.ProxyGivenAlready() from twice
    happened(ProxyGiven(meeting_id, proxy.id))
    return proxy.id


async def forget_instructions(motion: Motion) -> None:
    """A step: other words or other options are another question. What was written of the old one leaves the new one to
    the holder, as the principal reads on the proxy."""
    for proxy in await Proxy.filter(meeting_id=motion.meeting_id, revoked_at=None):
        if proxy.instructions.pop(str(motion.id), None) is not None:
            await proxy.save(update_fields=["instructions"])


@action
async def accept_proxy(actor: Actor, proxy_id: int) -> None:
    """Raises ProxyGone, OwnProxy, MayNotHoldProxies, TooManyProxies. Two who take it at once: the first has it."""
    assert actor.id is not None
    proxy = await Proxy.get(id=proxy_id)
    # The meeting's lock stands for the count of what one person holds there.
    meeting, motions = await locked(proxy.meeting_id)
    proxy = await Proxy.get(id=proxy_id)
    if proxy.revoked_at is not None or proxy.accepted_at is not None:
        raise law.ProxyGone()
    held = await Proxy.filter(meeting_id=meeting.id, holder_id=actor.id, revoked_at=None).count()
    here = [r.role for r in actor.roles if meeting.path.startswith(r.path) or r.path.startswith(meeting.path)]
    law.must_be_able_to_hold(actor.id, proxy.principal_id, here, held, most_for_one(motions))
    await Proxy.filter(id=proxy.id).update(holder_id=actor.id, accepted_at=clock.now())
    happened(ProxyAccepted(meeting.id, proxy.id))


@action
async def revoke_proxy(_actor: Actor, proxy_id: int) -> None:
    """From this moment the holder's ballots are refused. What was cast stays, and the principal's own outranks it."""
    proxy = await Proxy.get(id=proxy_id)
    # Each motion's lock: a ballot cast in the same second is before or after, never both.
    await locked(proxy.meeting_id)
    if await Proxy.filter(id=proxy_id, revoked_at=None).update(revoked_at=clock.now(), slot=None):
        happened(ProxyRevoked(proxy.meeting_id, proxy.id))


def most_for_one(motions: list[Motion]) -> int:
    """How many one person may hold where these are decided: the strictest of their rules."""
    decided = [motion for motion in motions if motion.stage != rules.Stage.CALLED_OFF]
    return min((rules.rule_of(motion.rule_code).proxies for motion in decided), default=0)
