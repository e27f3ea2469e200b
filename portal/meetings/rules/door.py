"""签到: the code at the door changes every thirty seconds by the server's clock; and when the door is open."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from portal.kit import clock, sealing
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.meetings.rules.speaking import must_be_going_on

WINDOW = 30  # seconds
REMEMBERED = 20  # windows: an older code is wrong, a younger one stale
EARLY = timedelta(hours=1)


class Way(StrEnum):
    """By which way it is known that somebody is here."""

    PHONE = "phone"
    TICK = "tick"
    PAPER = "paper"


class WrongDoorCode(Refused):
    status = 422
    message = N_("签到码不对，请看门口或大屏上现在的 4 位数。")


class DoorCodeStale(Refused):
    status = 422
    message = N_("这个签到码过时了，每 30 秒换一次。请看现在的 4 位数。")


class DoorNotOpen(Refused):
    message = N_("还没到签到时间，%(day)s %(time)s 起可以签到。")


class TriedDoorTooOften(Refused):
    status = 429
    message = N_("输错了好几次，请等一分钟再试，或者请门口的人帮您签到。")


class AlreadyHere(Refused):
    message = N_("%(label)s已经登记到场了，没有再记一次。")


class NotThatEvening(Refused):
    status = 422
    message = N_("签到时间要在开会那段时间里：%(start)s 到 %(end)s。")


class NotTicked(Refused):
    message = N_("这一户没有登记到场，看看最新的名单。")


def window_of(now: datetime) -> int:
    return int(now.timestamp()) // WINDOW


def turns_at(now: datetime) -> datetime:
    """When the code that is shown now is replaced."""
    return datetime.fromtimestamp((window_of(now) + 1) * WINDOW, UTC)


def code_in(secret: str, meeting_id: int, window: int) -> str:
    """Four digits that nobody can reckon who has not the secret."""
    drawn = sealing.fingerprint(secret, "door", f"{meeting_id}:{window}")
    return f"{int(drawn[:12], 16) % 10_000:04}"


def is_current(said: str, secret: str, meeting_id: int, now: datetime) -> bool:
    """The code shown now, or the one before it: whoever typed slowly is not sent back."""
    shown = window_of(now)
    return any(sealing.same(said, code_in(secret, meeting_id, window)) for window in (shown, shown - 1))


def must_be_current(said: str, secret: str, meeting_id: int, now: datetime) -> None:
    """Raises DoorCodeStale, WrongDoorCode."""
    if is_current(said, secret, meeting_id, now):
        return
    shown = window_of(now)
    before = range(shown - REMEMBERED, shown - 1)
    if any(sealing.same(said, code_in(secret, meeting_id, window)) for window in before):
        raise DoorCodeStale()
    raise WrongDoorCode()


def must_be_open(
    cancelled_at: datetime | None, starts_at: datetime, ends_at: datetime, now: datetime, *, voting: bool
) -> None:
    """From an hour before the start to the end, or as long as a vote is open.

    Raises MeetingCalledOff, DoorNotOpen, MeetingOver.
    """
    if cancelled_at is not None:
        raise MeetingCalledOff()
    if now < starts_at - EARLY:
        opens = clock.in_city(starts_at - EARLY)
        raise DoorNotOpen(day=f"{opens:%m-%d}", time=f"{opens:%H:%M}")
    must_be_going_on(ends_at, now, voting=voting)


def must_be_that_evening(occurred_at: datetime, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """What a sheet says happened between the door's opening and the end, and not in the future.

    Raises NotThatEvening.
    """
    if not starts_at - EARLY <= occurred_at <= min(ends_at, max(now, starts_at - EARLY)):
        start, end = clock.in_city(starts_at - EARLY), clock.in_city(ends_at)
        raise NotThatEvening(start=f"{start:%m-%d %H:%M}", end=f"{end:%m-%d %H:%M}")
