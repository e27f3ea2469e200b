"""Post the notice of a meeting, each time that it says something new."""

from portal.kit import clock
from portal.meetings.models import Meeting, PostedNotice
from portal.meetings.queries.notice import said_now
from portal.meetings.rules import announcing
from portal.meetings.rules.announcing import Edition


async def post_notice(meeting: Meeting, kind: Edition, why: str = "") -> int:
    """A step: one more edition, with all it says and its hash; open rooms show it. Its number is returned.

    The caller holds the meeting's lock, or has just created it.
    """
    said = await said_now(meeting)
    if kind != Edition.CALLED:
        meeting.edition, meeting.version = meeting.edition + 1, meeting.version + 1
        await meeting.save(update_fields=["edition", "version"])
    await PostedNotice.create(
        meeting_id=meeting.id, edition=meeting.edition, kind=kind, why=why, said=said, hash=announcing.notice_hash(said),
        posted_at=clock.now(),
    )  # fmt: skip
    return meeting.edition
