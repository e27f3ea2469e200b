"""Know who holds a cookie, and let what is in use not run out."""

from datetime import datetime, timedelta

from portal.accounts import queries, rules
from portal.accounts.models import Session
from portal.accounts.rules.sessions import WORTH_A_WRITE
from portal.database.connection import is_outage
from portal.database.reading import rows_changed
from portal.kit import clock
from portal.kit.lately import Lately
from portal.policy import Actor

# Nobody is remembered past any change of a row: who signs out, or loses an office, is gone at once. What ends by the
# hour alone ends so much later at most.
REMEMBERED_FOR = timedelta(seconds=2)
_known: Lately[tuple[tuple[int, int], datetime, Actor]] = Lately(2000)


async def who_holds(token: str) -> Actor | None:
    """The actor of a cookie, asked for once while nothing has changed (SQLite)."""
    mark, now = rows_changed(), clock.now()
    known = _known.get(token) if mark else None
    if known is not None and known[0] == mark and timedelta() <= now - known[1] < REMEMBERED_FOR:
        return known[2]
    actor = await _who_holds(token)
    if mark is not None and actor is not None:
        _known.put(token, (mark, now, actor))
    return actor


async def _who_holds(token: str) -> Actor | None:
    """Looking at a page keeps the session from running out, at most once a while."""
    cookie = await queries.cookie_with(token)
    if cookie is None:
        return None
    actor = await queries.actor_by(cookie)
    if actor is not None:
        await _slide(cookie)
    return actor


async def _slide(cookie: queries.Cookie) -> None:
    now, changes = clock.now(), {}
    if _gains(cookie.idle_until, rules.idle_end(now, cookie.expires_at), WORTH_A_WRITE["idle"]):
        changes["idle_until"] = rules.idle_end(now, cookie.expires_at)
    strong, end = cookie.strong_until, rules.strong_end(now, cookie.expires_at)
    # What has lapsed is not brought back by looking.
    if strong is not None and strong > now and _gains(strong, end, WORTH_A_WRITE["strong"]):
        changes["strong_until"] = end
    if not changes:
        return
    try:
        await Session.filter(id=cookie.session_id).update(**changes)
    except Exception as problem:
        # A page can still be read while nothing can be written.
        if not is_outage(problem):
            raise


def _gains(before: datetime | None, after: datetime, worth: timedelta) -> bool:
    return before is None or after - before >= worth
