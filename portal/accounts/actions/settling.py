"""Let somebody be known as living in a home, whichever way it was confirmed: steps, inside the caller's work."""

from portal.accounts.actions.steps import in_turn
from portal.accounts.models import Residency
from portal.accounts.rules.verifying import TRUSTED, Method, renew_by
from portal.kit import clock


async def move_in(person_id: int, home_id: int, kind: str, method: Method, by: int | None, level: int = 2) -> None:
    """A step: a new residence, or one more term of the one there is. A head's word does not replace a better one."""
    await in_turn(person_id)
    now = clock.now()
    mine = await Residency.filter(person_id=person_id, home_id=home_id, until=None).first()
    if mine is None:
        await Residency.create(
            person_id=person_id, home_id=home_id, kind=kind, level=level, since=now, method=method, confirmed_by_id=by,
            renew_by=renew_by(kind, level, now),
        )  # fmt: skip
        return
    level = max(mine.level, level)
    now_known: dict[str, object] = {"kind": kind, "level": level, "reminded_at": None}
    now_known["renew_by"] = renew_by(kind, level, now)
    if method in TRUSTED:
        now_known |= {"method": method, "confirmed_by_id": by, "checked_by_id": None, "checked_at": None}
    await Residency.filter(id=mine.id).update(**now_known)
