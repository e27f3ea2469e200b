"""Maps of opinions are drawn off the way of any request: at most once a minute for a matter, of told answers alone."""

import asyncio

from portal.database.reading import column
from portal.hall.actions.moving import changed, locked
from portal.hall.events import OpinionsMapped
from portal.hall.models import OpinionMap, Statement, Tap
from portal.hall.queries.seeing import SHOWN
from portal.hall.rules import mapping as rules
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened

AT_A_TIME = 20  # maps in one minute; the others are next


async def draw_maps(actor: Actor) -> int:
    """A job of every minute: whatever was told since, however often, is one drawing. Returns how many were drawn."""
    if not rules.can_draw():
        return 0
    stale = await OpinionMap.filter(stale=True).order_by("drawn_at", "id").limit(AT_A_TIME)
    for each in stale:
        await _draw(actor, each.matter_id)
    return len(stale)


async def _draw(actor: Actor, matter_id: int) -> None:
    # What is told between the two marks the map stale again, so nothing is lost.
    await OpinionMap.filter(matter_id=matter_id).update(stale=False)
    shown = await column(Statement.filter(matter_id=matter_id, shown=SHOWN), "id")
    rows = Tap.filter(statement_id__in=shown).exclude(told="")
    taps = [(int(p), int(s), str(t)) for p, s, t in await rows.values_list("person_id", "statement_id", "told")]
    drawn = await asyncio.to_thread(rules.draw, taps)
    await keep_map(actor, matter_id, rules.hash_of(taps), drawn)


@action
async def keep_map(_actor: Actor, matter_id: int, taps_hash: str, drawn: rules.Grouped) -> None:
    """The picture takes the place of the last; whose group is which is dropped here."""
    matter = await locked(matter_id)
    kept = await OpinionMap.get(matter_id=matter_id)
    if kept.taps_hash == taps_hash:
        return
    kept.version, kept.taps_hash, kept.picture, kept.drawn_at = kept.version + 1, taps_hash, drawn.picture, clock.now()
    await kept.save(update_fields=["version", "taps_hash", "picture", "drawn_at"])
    await changed(matter)
    happened(OpinionsMapped(matter.number, kept.version, len(drawn.picture.get("groups", []))))
