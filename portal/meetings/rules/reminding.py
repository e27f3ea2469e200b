"""When those who are invited are reminded: a day before, and two hours before; once each."""

from datetime import datetime, timedelta

DAY, HOURS = 1, 2  # how many of the two reminders are out when this one is
AHEAD = {DAY: timedelta(days=1), HOURS: timedelta(hours=2)}


def reminder_due(reminded: int, starts: datetime, told_at: datetime, now: datetime) -> int:
    """Which reminder is due now, 0 if none.

    `told_at` is when the notice was posted: whoever was told within that time needs no reminder for it. A day-before
    reminder that was missed is not sent at the last moment instead of the other one.
    """
    if now >= starts:
        return 0
    for which in (HOURS, DAY):
        if reminded < which and now >= starts - AHEAD[which]:
            return which if told_at <= starts - AHEAD[which] else 0
    return 0
