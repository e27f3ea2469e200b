"""What leaves no trace: the practice vote, when it ends or a real one begins."""

from portal.meetings.models import Meeting, Rehearsal, RehearsalTry


async def forget_rehearsal(meeting_id: int) -> bool:
    """A step: it is gone, with everybody who tried. Whether there was one.

    Who tries holds the meeting and then the rehearsal: so does this, or the two would wait for each other.
    """
    await Meeting.filter(id=meeting_id).select_for_update().only("id").get()
    found = await Rehearsal.get_or_none(meeting_id=meeting_id)
    if found is None:
        return False
    await RehearsalTry.filter(rehearsal_id=found.id).delete()
    await found.delete()
    return True
