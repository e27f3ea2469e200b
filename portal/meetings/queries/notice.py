"""What was posted about a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.kit import clock
from portal.kit.errors import Missing
from portal.meetings import rules
from portal.meetings.models import AgendaItem, Meeting, Motion, PostedNotice
from portal.meetings.queries.meetings import meeting_for
from portal.meetings.queries.silence import articles_of
from portal.meetings.rules import announcing
from portal.places import queries as places
from portal.policy import Actor


@dataclass(frozen=True)
class PostedEdition:
    """One edition of a meeting's notice; `latest` is the number of the one in force."""

    meeting: Meeting
    edition: int
    said: dict[str, Any]
    hash: str
    posted_at: datetime
    kind: str
    why: str

    @property
    def path(self) -> str:
        return self.meeting.path

    @property
    def latest(self) -> int:
        return self.meeting.edition


async def said_now(meeting: Meeting) -> dict[str, Any]:
    """All that the notice of this meeting says as it stands now."""
    motions = {m.item_id: m for m in await Motion.filter(meeting_id=meeting.id)}
    listed = AgendaItem.filter(meeting_id=meeting.id, withdrawn_at=None)
    articles = await articles_of(meeting.id)
    items = [_item(item, motions.get(item.id), meeting, articles) for item in await listed.order_by("position")]
    return {
        "title": meeting.title, "form": meeting.form, "area": await places.full_name(meeting.path), "place": meeting.place,
        "starts_at": _iso(meeting.starts_at), "closes_at": _iso(meeting.ends_at), "items": items,
        "cancelled": meeting.cancelled_at is not None,
    }  # fmt: skip


def _item(item: AgendaItem, motion: Motion | None, meeting: Meeting, articles: dict[int, str]) -> dict[str, Any]:
    said: dict[str, Any] = {"topic": item.title, "matter": item.matter_number or ""}
    if motion is None or motion.stage == rules.Stage.CALLED_OFF:
        return said
    noticed = item.noticed_at or meeting.called_at
    if motion.id in articles:
        said["silent"] = articles[motion.id]
    if motion.options:
        said["options"] = motion.options
    if motion.extends_to is not None:
        said |= {"extends_to": _iso(motion.extends_to), "extended": motion.extended_at is not None}
    return said | {
        "wording": motion.wording, "rule": motion.rule_code, "kind": motion.kind, "indicative": motion.indicative,
        "noticed_at": _iso(noticed), "possible": rules.first_possible(motion.rule_code, noticed).isoformat(),
        "closes_at": _iso(motion.closes_at),
    }  # fmt: skip


def _iso(moment: datetime) -> str:
    return clock.in_city(moment).isoformat(timespec="seconds")


async def noticed_at(motion: Motion) -> datetime:
    """From when the days of notice of this motion's item count."""
    item = await AgendaItem.get(id=motion.item_id).select_related("meeting")
    return item.noticed_at or item.meeting.called_at


async def edition_of(actor: Actor, meeting_id: int, edition: int) -> PostedEdition:
    """Raises Missing."""
    meeting = await meeting_for(actor, meeting_id)
    if not 1 <= edition <= meeting.edition:
        raise Missing()
    return await _edition(meeting, edition)


async def edition_in_force(actor: Actor, meeting_id: int) -> PostedEdition:
    meeting = await meeting_for(actor, meeting_id)
    return await _edition(meeting, meeting.edition)


async def _edition(meeting: Meeting, edition: int) -> PostedEdition:
    """As it was posted; of a meeting whose notices were not kept yet, as it stands."""
    posted = await PostedNotice.filter(meeting_id=meeting.id, edition=edition).first()
    if posted is not None:
        return PostedEdition(meeting, edition, posted.said, posted.hash, posted.posted_at, posted.kind, posted.why)
    said = await said_now(meeting)
    return PostedEdition(meeting, edition, said, announcing.notice_hash(said), meeting.called_at, "called", "")


async def editions_of(meeting_id: int) -> list[PostedNotice]:
    """Every edition, the newest first, without what it said."""
    found = PostedNotice.filter(meeting_id=meeting_id).order_by("-edition").limit(50)
    return await found.only("id", "edition", "kind", "why", "posted_at", "meeting_id")
