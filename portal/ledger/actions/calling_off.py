"""A meeting, or one item of it, is not held: what it was to take up goes back to be talked of."""

from portal.hall.actions import moving as hall
from portal.hall.rules.lifecycle import Deed
from portal.hall.rules.lifecycle import Stage as MatterStage
from portal.ledger.actions import write_step
from portal.meetings import queries as meetings
from portal.meetings.events import ItemWithdrawn, MeetingCancelled
from portal.policy import STRANGER


async def call_off_meeting(event: MeetingCancelled) -> None:
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    numbers = {item.matter_number for item in await meetings.agenda_of(meeting.id) if item.matter_number}
    for number in sorted(numbers):
        await _call_off(number, meeting.title, meeting.id, meeting.why_cancelled)


async def call_off_item(event: ItemWithdrawn) -> None:
    item = await meetings.item_with(event.item_id)
    edition = await meetings.edition_of(STRANGER, event.meeting_id, event.edition)
    if item.matter_number:
        await _call_off(item.matter_number, item.meeting.title, event.meeting_id, edition.why)


async def _call_off(number: str, meeting: str, meeting_id: int, why: str) -> None:
    """Where another meeting has it on its agenda, it stays scheduled."""
    if not await meetings.meetings_on(number):
        await hall.follow(number, Deed.CALL_OFF)
    await write_step(number, MatterStage.DECIDE, "off_agenda", meeting=meeting, meeting_id=meeting_id, why=why)
