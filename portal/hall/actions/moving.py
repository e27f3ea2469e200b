"""How a matter goes on: the one place that changes its state."""

from datetime import datetime

from tortoise.expressions import F

from portal.hall.events import MatterMoved
from portal.hall.models import Matter, Passage, Post
from portal.hall.rules import lifecycle, moderation
from portal.hall.rules.clocks import clock_of
from portal.hall.rules.lifecycle import Deed, Shown, State, StepNotPossible
from portal.kit import clock
from portal.unit_of_work import happened


async def locked(matter_id: int) -> Matter:
    """A step: the matter with its area, and nobody else changes it meanwhile."""
    # The lock keeps two who second at once from both counting from the same number.
    matter = await Matter.filter(id=matter_id).select_for_update().get()
    await matter.fetch_related("area")
    return matter


async def changed(matter: Matter, *columns: str) -> None:
    """A step: write these columns; whoever has the page open is told that there is a newer one."""
    matter.version += 1
    matter.changed_at = clock.now()
    await matter.save(update_fields=["version", "changed_at", *columns])


async def count_reply(parent_id: int | None, more: int) -> None:
    """A step: one more, or less, of the replies to a post that can be seen."""
    if parent_id is not None:
        await Post.filter(id=parent_id).update(replies_count=F("replies_count") + more)


async def move(
    matter: Matter,
    deed: Deed,
    *,
    person_id: int | None = None,
    reason_code: str = "",
    reason: str = "",
    until: datetime | None = None,
) -> State:
    """A step: the locked matter goes on by `deed`, and its next clock begins; `until` where that one is not the usual.

    Raises StepNotPossible, ReasonMissing, and NotShownYet for one that nobody has looked at yet.
    """
    if matter.shown == Shown.HELD:
        raise moderation.NotShownYet()
    before = matter.state
    to = lifecycle.after(before, deed, suspended_from=matter.suspended_from, reason=reason or reason_code)
    matter.suspended_from = before if to == State.SUSPENDED else ""
    matter.state, matter.stage = to, lifecycle.stage_of(to, matter.suspended_from)
    matter.due_for, usual = clock_of(to, clock.now())
    matter.late_since = None  # type: ignore[assignment]
    matter.due_at = until or usual  # type: ignore[assignment] # a column that may be empty
    await Passage.create(
        matter_id=matter.id, deed=deed, from_state=before, to_state=to, person_id=person_id,
        reason_code=reason_code, reason=reason, at=clock.now(),
    )  # fmt: skip
    await changed(matter, "state", "stage", "suspended_from", "due_for", "due_at", "late_since")
    happened(MatterMoved(matter.number, deed, before, to))
    return to


async def follow(number: str, deed: Deed) -> bool:
    """A step: what happened in another room moves the matter on, where that is possible. Says whether it was."""
    found = await Matter.get_or_none(number=number)
    if found is None:
        return False
    matter = await locked(found.id)
    try:
        await move(matter, deed)
    except (StepNotPossible, moderation.NotShownYet):
        return False
    return True
