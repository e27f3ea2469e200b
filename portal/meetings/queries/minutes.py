"""What the portal knows of a meeting that was held, and what was written of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.database.reading import column
from portal.kit import clock
from portal.kit.errors import Missing
from portal.meetings import rules
from portal.meetings.models import (
    ActionItem,
    AgendaItem,
    Arrival,
    Delivery,
    Disposition,
    Hand,
    Meeting,
    Minutes,
    Motion,
)
from portal.meetings.queries.box import channels_in
from portal.meetings.queries.door import rights_present
from portal.meetings.queries.hands import counters_of
from portal.meetings.queries.reach import reach_of
from portal.meetings.rules.hands import channel_of
from portal.places import queries as places
from portal.policy import Actor


@dataclass(frozen=True)
class MinutesFor:
    """The minutes of a meeting: `frozen` versions, the newest first, and the draft where one is written."""

    meeting: Meeting
    frozen: list[Minutes]
    draft: Minutes | None
    actions: list[ActionItem]
    dispositions: list[Disposition]

    def shown(self, version: int | None) -> Minutes | None:
        """The version asked for; the newest where none is."""
        return next((each for each in self.frozen if version is None or each.version == version), None)

    def actions_of(self, minutes: Minutes | None) -> list[ActionItem]:
        """What had been agreed up to this version; what was added since, where no version is given."""
        return [each for each in self.actions if self._in(minutes, each.minutes_id)]

    def dispositions_of(self, minutes: Minutes | None) -> list[Disposition]:
        """In the same way, what became of what was said."""
        return [each for each in self.dispositions if self._in(minutes, each.minutes_id)]

    def _in(self, minutes: Minutes | None, confirmed_with: int | None) -> bool:
        if minutes is None:
            return confirmed_with is None
        return confirmed_with in {each.id for each in self.frozen if each.version <= minutes.version}


async def minutes_of(meeting: Meeting) -> MinutesFor:
    versions = await Minutes.filter(meeting_id=meeting.id).order_by("-version").limit(50)
    actions = await ActionItem.filter(meeting_id=meeting.id).select_related("item").order_by("id")
    return MinutesFor(
        meeting=meeting,
        frozen=[each for each in versions if each.frozen_at is not None],
        draft=next((each for each in versions if each.frozen_at is None), None),
        actions=actions,
        dispositions=await Disposition.filter(meeting_id=meeting.id).order_by("id"),
    )


async def minutes_confirmed_of(_actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, where its minutes are confirmed: a paper is made of nothing else. Raises Missing."""
    found = await Meeting.filter(id=meeting_id).select_related("area").first()
    if found is None or not await Minutes.exists(meeting_id=meeting_id, frozen_at__isnull=False):
        raise Missing()
    return found


async def minutes_with(minutes_id: int) -> Minutes:
    return await Minutes.filter(id=minutes_id).select_related("meeting__area").get()


async def minutes_waiting_for(actor: Actor) -> list[Minutes]:
    """The drafts that wait for this actor's hand: of whoever wrote them, or whose meeting it was."""
    wrote = Q(recorder_id=actor.id, recorder_confirmed_at=None)
    called = Q(meeting__convener_id=actor.id, host_confirmed_at=None) & ~Q(recorder_id=actor.id)
    waiting = Minutes.filter(wrote | called, frozen_at=None, meeting__ends_at__lt=clock.now())
    return await waiting.select_related("meeting").order_by("id").limit(20)


async def who_came_to(meeting_id: int) -> set[int]:
    return {int(person) for person in await column(Arrival.filter(meeting_id=meeting_id), "person_id")}


@dataclass(frozen=True)
class OfMeeting:
    """Something that was written down with the minutes, as the act is judged: by its meeting."""

    written: ActionItem | Disposition

    @property
    def path(self) -> str:
        return self.written.meeting.path

    @property
    def convener_id(self) -> int:
        return self.written.meeting.convener_id


async def action_for(_actor: Actor, action_id: int) -> OfMeeting:
    found = await ActionItem.filter(id=action_id).select_related("meeting__area").first()
    if found is None:
        raise Missing()
    return OfMeeting(found)


async def disposition_for(_actor: Actor, disposition_id: int) -> OfMeeting:
    found = await Disposition.filter(id=disposition_id).select_related("meeting__area").first()
    if found is None:
        raise Missing()
    return OfMeeting(found)


async def how_many_spoke_at(meeting_id: int) -> int:
    """As the list of speakers knows it: each hand that was called and heard."""
    return await Hand.filter(meeting_id=meeting_id, ended="spoke").count()


async def actions_agreed_in(minutes_id: int) -> list[ActionItem]:
    return await ActionItem.filter(minutes_id=minutes_id).select_related("item").order_by("id")


async def facts_of(meeting: Meeting) -> dict[str, Any]:
    """Time, place, who called it, how many came, and each item of the agenda with what was voted: plain values."""
    motions = {motion.item_id: motion for motion in await Motion.filter(meeting_id=meeting.id).order_by("id")}
    items = await AgendaItem.filter(meeting_id=meeting.id).order_by("position")
    channels = await channels_in([motion.id for motion in motions.values()])
    counters = await counters_of([motion.id for motion in motions.values() if channel_of(motion.result)])
    return {
        "title": meeting.title, "form": meeting.form, "place": meeting.place,
        "area": await places.full_name(meeting.area.path), "called_at": meeting.called_at.isoformat(),
        "starts_at": meeting.starts_at.isoformat(), "ends_at": meeting.ends_at.isoformat(),
        "convener": await accounts.shown_name_of(meeting.convener_id),
        "arrived": meeting.came + await Arrival.filter(meeting_id=meeting.id).count(),
        "present": await rights_present(meeting.id),
        "reach": await _reach(meeting.id),
        "items": [_item(item, motions.get(item.id), channels, counters) for item in items],
    }  # fmt: skip


async def _reach(meeting_id: int) -> dict[str, int] | None:
    """How many homes the notice reached; None where nobody kept a log of it."""
    if not await Delivery.exists(meeting_id=meeting_id):
        return None
    return asdict(await reach_of(meeting_id))


def _item(
    item: AgendaItem, motion: Motion | None, channels: dict[int, dict[str, int]], counters: dict[int, list[str]]
) -> dict[str, Any]:
    told: dict[str, Any] = {"position": item.position, "title": item.title, "matter": item.matter_number}
    if motion is None:
        return told | {"motion": None}
    ways = channels.get(motion.id) or channel_of(motion.result)
    return told | {"motion": _motion(motion, ways, counters.get(motion.id, []))}


def _motion(motion: Motion, channels: dict[str, int], counters: list[str]) -> dict[str, Any]:
    rule = rules.rule_of(motion.rule_code)
    return {
        "id": motion.id, "wording": motion.wording, "wording_hash": motion.wording_hash, "kind": motion.kind,
        "indicative": motion.indicative, "rule": rule.name, "source": rule.source, "by_area": rule.by_area,
        "stage": motion.stage, "closes_at": motion.closes_at.isoformat(), "result": motion.result, "channels": channels,
        "counters": counters,
    }  # fmt: skip
