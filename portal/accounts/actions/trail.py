"""What the auditor does: each look at the whole trail is itself in it."""

from portal.accounts.events import TrailChecked, TrailExported
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def note_export(actor: Actor, rows: int) -> None:
    assert actor.id is not None
    happened(TrailExported(actor.id, rows))


@action
async def note_check(actor: Actor, broken: int) -> None:
    """`broken` 0: the whole chain holds."""
    assert actor.id is not None
    happened(TrailChecked(actor.id, broken))
