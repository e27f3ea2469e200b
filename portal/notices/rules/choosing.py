"""When letters may come: the weekly one on a day of one's own, and none at night that can wait until morning."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.kit import clock
from portal.kit.words import N_

DAY = 24 * 60
NEVER = None
WEEKDAYS = {
    0: N_("周一"), 1: N_("周二"), 2: N_("周三"), 3: N_("周四"), 4: N_("周五"), 5: N_("周六"), 6: N_("周日"),
}  # fmt: skip
# What is told at any hour: of the account's safety, and what would be of no use in the morning.
ANY_HOUR = frozenset({
    "contact_added", "contact_removed", "mandate_given", "recovery_issued", "recovery_done", "factor_reset",
    "shift_cancelled", "shift_changed", "reminder", "meeting_changed", "meeting_cancelled",
})  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """`weekday` 0 is Monday, None is no weekly letter. The quiet hours are minutes of the city's day."""

    weekday: int | None
    quiet_from: int
    quiet_until: int


USUAL = Choice(weekday=6, quiet_from=22 * 60, quiet_until=7 * 60)


def leaves_at(now: datetime, quiet_from: int, quiet_until: int) -> datetime:
    """When a letter that can wait leaves: at once, or when the quiet hours that `now` lies in are over."""
    local = clock.in_city(now)
    minute = local.hour * 60 + local.minute
    past, length = (minute - quiet_from) % DAY, (quiet_until - quiet_from) % DAY
    if past >= length:
        return now
    return now.replace(second=0, microsecond=0) + timedelta(minutes=length - past)
