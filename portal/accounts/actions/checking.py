"""A second pair of eyes on who was confirmed, and what lapses by itself."""

from collections.abc import Collection

from portal.accounts.events import ResidenceEnded, ResidenceEnding, ResidenceLapsed, ResidencesChecked
from portal.accounts.models import Holding, Residency
from portal.accounts.queries.verifying import waiting_for_check
from portal.accounts.rules import verifying
from portal.database.reading import column
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened

AT_ONCE = 200


@action
async def check_residences(actor: Actor, path: str, chosen: Collection[str]) -> int:
    """Stand behind the confirmations of another (`r12` a residence, `h7` an owner's), and say how many it were.

    Only what waits below `path`, and never one's own. Raises NothingChosen.
    """
    assert actor.id is not None
    waiting = {each.key for each in await waiting_for_check(actor, path)} & set(chosen)
    residences = [int(key[1:]) for key in sorted(waiting) if key.startswith("r")]
    holdings = [int(key[1:]) for key in sorted(waiting) if key.startswith("h")]
    seen = {"checked_by_id": actor.id, "checked_at": clock.now()}
    done = await Residency.filter(id__in=residences, checked_by_id=None).update(**seen) if residences else 0
    done += await Holding.filter(id__in=holdings, checked_by_id=None).update(**seen) if holdings else 0
    if not done:
        raise verifying.NothingChosen()
    happened(ResidencesChecked(actor.id, tuple(residences), tuple(holdings)))
    return done


async def end_lapsed(actor: Actor) -> int:
    """Residences that nobody confirmed anew end, each in a unit of work of its own. Returns how many."""
    due = await column(Residency.filter(until=None, renew_by__lte=clock.now()).limit(AT_ONCE), "id")
    for residency_id in due:
        await _end_lapsed(actor, int(residency_id))
    return len(due)


@action
async def _end_lapsed(_actor: Actor, residency_id: int) -> None:
    lapsed = Residency.filter(id=residency_id, until=None, renew_by__lte=clock.now())
    found = await lapsed.first()
    if found is not None and await lapsed.update(until=clock.now()):
        happened(ResidenceEnded(found.person_id, found.home_id))
        happened(ResidenceLapsed(found.person_id, found.home_id))


@action
async def remind_to_renew(_actor: Actor) -> None:
    """Once, 30 days ahead."""
    now = clock.now()
    soon = Residency.filter(
        until=None, reminded_at=None, renew_by__gt=now, renew_by__lte=now + verifying.REMIND_BEFORE
    ).limit(AT_ONCE)
    found = await soon
    await Residency.filter(id__in=[each.id for each in found]).update(reminded_at=now)
    for each in found:
        happened(ResidenceEnding(each.person_id, each.home_id))
