"""What the passing of time does to matters: what is late shows itself, and what nobody may hold back goes on."""

from portal.hall.actions.moving import locked, move
from portal.hall.events import MatterLate
from portal.hall.models import Matter
from portal.hall.rules.clocks import BY_ITSELF, SHOWS_ITSELF
from portal.kit import clock
from portal.policy import STRANGER, Actor
from portal.unit_of_work import action, happened

AT_ONCE = 200


async def keep_time(actor: Actor = STRANGER) -> int:
    """Every matter whose clock has run out, one transaction each. Returns how many something was done to."""
    due = Matter.filter(due_at__lt=clock.now(), late_since=None, due_for__in=[*SHOWS_ITSELF, *BY_ITSELF])
    ids = [matter.id for matter in await due.order_by("due_at").limit(AT_ONCE).only("id")]
    return sum([await _keep(actor, matter_id) for matter_id in ids])


@action
async def _keep(actor: Actor, matter_id: int) -> int:
    matter = await locked(matter_id)
    # Another process may have been here first, or whoever was waited for.
    if matter.due_at is None or matter.due_at >= clock.now() or matter.late_since is not None:
        return 0
    deed = BY_ITSELF.get(matter.due_for)
    if deed is not None:
        await move(matter, deed)
        return 1
    matter.late_since = clock.now()
    matter.version += 1
    await matter.save(update_fields=["late_since", "version"])
    happened(MatterLate(matter.number, matter.due_for))
    return 1
