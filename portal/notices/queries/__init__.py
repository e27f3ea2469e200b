"""What waits for a person, and what they have been told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.queryset import QuerySet

from portal.hall.queries import copies
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
    await _veil(actor, rows)
    return Inbox(list(rows[:PER_PAGE]), rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None)


async def _veil(actor: Actor, notices: Sequence[Notice]) -> None:
    """Of a matter that the hall has put away since, a line says that it was, and no longer its title. Read only."""
    numbers = {notice.id: rules.matter_behind(notice.href) for notice in notices}
    stubs = await copies.stubs_of(actor, {number for number in numbers.values() if number})
    for notice in notices:
        if numbers[notice.id] in stubs and "title" in notice.facts:
            notice.facts = notice.facts | {"title": stubs[numbers[notice.id]]}


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person was told, in the words they read; but for words of others that were put away since."""
    told = await Notice.filter(person_id=person_id).order_by("id")
    await _veil(Actor(id=person_id), told)
    return {
        "notice": [
            {"at": each.at.isoformat(), "text": _(rules.SENTENCES[each.kind], **each.facts), "read": bool(each.read_at)}
            for each in told
        ],
        "notice_choice": await own_choices(person_id),
    }
