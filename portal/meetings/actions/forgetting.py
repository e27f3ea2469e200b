"""What leaves no trace: the practice vote, when it ends or a real one begins."""

from portal.meetings.models import Rehearsal, RehearsalTry


async def forget_rehearsal(meeting_id: int) -> bool:
    """A step: it is gone, with everybody who tried. Whether there was one."""
    found = await Rehearsal.get_or_none(meeting_id=meeting_id)
    if found is None:
        return False
    await RehearsalTry.filter(rehearsal_id=found.id).delete()
    await found.delete()
    return True
