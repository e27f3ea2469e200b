"""Know who holds a cookie, and let what is in use not run out."""

from datetime import datetime, timedelta

from portal.accounts import queries, rules
from portal.accounts.models import Session
from portal.accounts.rules.sessions import WORTH_A_WRITE
from portal.database.connection import is_outage
from portal.kit import clock
from portal.policy import Actor


async def who_holds(token: str) -> Actor | None:
    """The actor of a cookie. Looking at a page keeps the session from running out, at most once a while."""
    session = await queries.session_with(token)
    if session is None:
        return None
    actor = await queries.actor_in(session)
    if actor is not None:
        await _slide(session)
    return actor


async def _slide(session: Session) -> None:
    now, changes = clock.now(), {}
    if _gains(session.idle_until, rules.idle_end(now, session.expires_at), WORTH_A_WRITE["idle"]):
        changes["idle_until"] = rules.idle_end(now, session.expires_at)
    strong, end = session.strong_until, rules.strong_end(now, session.expires_at)
    # What has lapsed is not brought back by looking.
    if strong is not None and strong > now and _gains(strong, end, WORTH_A_WRITE["strong"]):
        changes["strong_until"] = end
    if not changes:
        return
    try:
        await Session.filter(id=session.id).update(**changes)
    except Exception as problem:
        # A page can still be read while nothing can be written.
        if not is_outage(problem):
            raise


def _gains(before: datetime | None, after: datetime, worth: timedelta) -> bool:
    return before is None or after - before >= worth
