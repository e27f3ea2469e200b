"""When an account is closed: whoever convenes waits until the meeting is over. Votes and results stay as they are."""

from tortoise.expressions import Q

from portal.accounts.events import AccountClosed
from portal.kit import clock
from portal.meetings.models import Meeting
from portal.meetings.rules import VOTING
from portal.meetings.rules.convening import StillConvening


async def must_not_convene(event: AccountClosed) -> None:
    """A reaction. Raises StillConvening."""
    coming = Q(ends_at__gt=clock.now()) | Q(motions__stage__in=VOTING)
    meeting = await Meeting.filter(coming, convener_id=event.person_id, cancelled_at=None).first()
    if meeting is not None:
        raise StillConvening(title=meeting.title)
