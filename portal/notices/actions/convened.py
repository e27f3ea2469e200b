"""Of meetings that were called: what is altered, called off, and near."""

from __future__ import annotations

from portal.accounts import queries as accounts
from portal.meetings import queries as meetings
from portal.meetings import rules
from portal.meetings.events import (
    ItemAdded,
    ItemWithdrawn,
    MeetingCancelled,
    MeetingChanged,
    MeetingComing,
    MeetingTakenOver,
    StandInNamed,
    TimesAsked,
    WordingChanged,
)
from portal.notices.actions.deliberating import of_meeting, paid_by
from portal.notices.actions.telling import reached_before, tell, write
from portal.policy import STRANGER


async def tell_of_change(event: MeetingChanged) -> None:
    await _tell_all(event.meeting_id, event.edition, "meeting_changed")


async def tell_of_cancelling(event: MeetingCancelled) -> None:
    await _tell_all(event.meeting_id, event.edition, "meeting_cancelled")


async def tell_of_item(event: ItemAdded) -> None:
    await _tell_of(event.meeting_id, event.item_id, event.edition, "item_added")


async def tell_of_wording(event: WordingChanged) -> None:
    await _tell_of(event.meeting_id, event.item_id, event.edition, "wording_changed")


async def tell_of_withdrawal(event: ItemWithdrawn) -> None:
    item = await meetings.item_with(event.item_id)
    await _tell_all(event.meeting_id, event.edition, "item_withdrawn", topic=item.title)


async def _tell_of(meeting_id: int, item_id: int, edition: int, kind: str) -> None:
    """What is to be voted on is told with the day from which that is possible."""
    item, motion = await meetings.item_with(item_id), await meetings.motion_of(item_id)
    if motion is None:
        await _tell_all(meeting_id, edition, "topic_added", topic=item.title)
        return
    day = rules.first_possible(motion.rule_code, item.noticed_at or item.meeting.called_at)
    possible = f"{day.month}月{day.day}日"
    await _tell_all(meeting_id, edition, kind, topic=motion.wording, possible=possible)


async def _tell_all(meeting_id: int, edition: int, kind: str, **more: object) -> None:
    """Everybody who was invited, in the inbox and by letter, with the edition of the notice that says so."""
    found = await meetings.edition_of(STRANGER, meeting_id, edition)
    meeting = found.meeting
    invited = await accounts.belonging_to(meeting.path)
    href = f"/meetings/{meeting_id}/notices/{edition}"
    facts = of_meeting(meeting) | {"why": found.why} | more
    await tell(invited, kind, href, **facts)
    await write(invited, kind, f"{kind}:{meeting_id}:{edition}", href, paid_by(meeting.path, meeting_id), **facts)


async def remind_of_meeting(event: MeetingComing) -> None:
    """Who could only read it when the meeting has begun is left in peace."""
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    invited, href = await accounts.belonging_to(meeting.path), f"/meetings/{meeting.id}"
    facts = of_meeting(meeting)
    await tell(invited, "meeting_coming", href, **facts)
    dedupe = f"coming:{meeting.id}:{meeting.edition}:{event.which}"
    paid = paid_by(meeting.path, meeting.id)
    awake = await reached_before(invited, "meeting_coming", meeting.starts_at)
    await write(awake, "meeting_coming", dedupe, href, paid, **facts)


async def ask_to_stand_in(event: StandInNamed) -> None:
    if event.person_id is None:
        return
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    await tell({event.person_id}, "stand_in", f"/meetings/{meeting.id}", **of_meeting(meeting))


async def tell_of_take_over(event: MeetingTakenOver) -> None:
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    facts = of_meeting(meeting) | {"name": await accounts.shown_name_of(event.person_id)}
    await tell({meeting.convener_id}, "taken_over", f"/meetings/{meeting.id}", **facts)


async def ask_which_time(event: TimesAsked) -> None:
    poll = await meetings.poll_for(STRANGER, event.poll_id)
    invited = await accounts.belonging_to(poll.path)
    await tell(invited - {poll.convener_id}, "times_asked", f"/times/{poll.id}", title=poll.title)
