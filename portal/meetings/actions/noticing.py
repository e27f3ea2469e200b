"""Post the notice of a meeting, each time that it says something new."""

from datetime import datetime

from portal.kit import clock
from portal.meetings.models import Meeting, PostedNotice
from portal.meetings.queries.notice import said_now
from portal.meetings.rules import announcing
from portal.meetings.rules.announcing import Edition


async def keep_last(meeting: Meeting) -> None:
    """A step, before a locked meeting is altered: what was posted while editions were not kept yet stays readable."""
    if not await PostedNotice.exists(meeting_id=meeting.id, edition=meeting.edition):
        await _write(meeting, Edition.CALLED, "", meeting.called_at)


async def post_notice(meeting: Meeting, kind: Edition, why: str = "") -> int:
    """A step: one more edition, with all it says and its hash; open rooms show it. Its number is returned.

    The caller holds the meeting's lock, or has just created it.
    """
    if kind != Edition.CALLED:
        meeting.edition, meeting.version = meeting.edition + 1, meeting.version + 1
        await meeting.save(update_fields=["edition", "version"])
    await _write(meeting, kind, why, clock.now())
    return meeting.edition


async def _write(meeting: Meeting, kind: Edition, why: str, at: datetime) -> None:
    said = await said_now(meeting)
    await PostedNotice.create(
        meeting_id=meeting.id, edition=meeting.edition, kind=kind, why=why, said=said, hash=announcing.notice_hash(said),
        posted_at=at,
    )  # fmt: skip
