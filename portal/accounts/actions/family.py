"""One phone, several people: switch who acts, and leave."""

from datetime import timedelta

from portal.accounts.events import SignedOut
from portal.accounts.models import Session
from portal.accounts.queries.sessions import alive
from portal.kit import clock
from portal.kit.errors import Missing
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def switch_person(actor: Actor, session_id: int, token: str) -> int:
    """换人: hand the phone to another who signed in on it. `token` comes hashed: a new one, for whoever acts now.

    Raises Missing where nobody of this phone is meant.
    """
    present = await Session.filter(id=actor.session_id).select_for_update().get()
    other = await Session.filter(alive(), id=session_id, family=present.family).first() if present.family else None
    if other is None:
        raise Missing()
    return await _hand_over(present, other, token)


@action
async def leave_phone(actor: Actor, token: str) -> int:
    """Sign out on a shared phone: it goes to whoever of the others was there first. 0 where nobody is left."""
    present = await Session.filter(id=actor.session_id).select_for_update().get()
    await Session.filter(id=present.id).update(ended_at=clock.now(), family=None, acting_for=None)
    happened(SignedOut(present.person_id))
    others = await Session.filter(alive(), family=present.family).order_by("id") if present.family else []
    if len(others) == 1:
        await Session.filter(id=others[0].id).update(family=None)
    return await _hand_over(present, others[0], token) if others else 0


async def _hand_over(present: Session, other: Session, token: str) -> int:
    """The cookie is overwritten: the token of whoever acted before is held by nobody, and replaced at their turn.

    What was proved on it before, by a code or a second factor, was proved by other hands: an office stays locked.
    """
    await Session.filter(id=present.id).update(acting_for=None)
    stale = clock.now() - timedelta(days=1)
    await Session.filter(id=other.id).update(token=token, acting_for=None, strong_until=None, proved_at=stale)
    return other.id
