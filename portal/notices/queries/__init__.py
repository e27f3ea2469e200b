"""What waits for a person, and what they have been told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.queryset import QuerySet

from portal.kit.words import _
from portal.notices import rules
from portal.notices.models import Notice
from portal.notices.queries.choosing import own_choices
from portal.policy import Actor

PER_PAGE = 30


@dataclass(frozen=True)
class Inbox:
    notices: list[Notice]
    next: int | None


async def unread_of(actor: Actor) -> int:
    return await _notices_of(actor).filter(read_at=None).count() if actor.id else 0


def _notices_of(actor: Actor) -> QuerySet[Notice]:
    """What the actor may read of their inbox: a helper sees nothing that is for the principal's eyes alone."""
    found = Notice.filter(person_id=actor.id)
    return found.exclude(kind__in=sorted(rules.OWN_ALONE)) if actor.by_id is not None else found


async def inbox_of(actor: Actor, before: int | None = None) -> Inbox:
    found = _notices_of(actor)
    if before is not None:
        found = found.filter(id__lt=before)
    rows: Sequence[Notice] = await found.order_by("-id").limit(PER_PAGE + 1)
    return Inbox(list(rows[:PER_PAGE]), rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None)


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person was told, in the words they read."""
    return {
        "notice": [
            {"at": each.at.isoformat(), "text": _(rules.SENTENCES[each.kind], **each.facts), "read": bool(each.read_at)}
            for each in await Notice.filter(person_id=person_id).order_by("id")
        ],
        "notice_choice": await own_choices(person_id),
    }
