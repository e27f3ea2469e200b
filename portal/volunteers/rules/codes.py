"""The rotating code on the leader's phone: six digits for thirty seconds, of which a server takes the last two."""

import hmac
from datetime import UTC, datetime, timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_

LASTS = 30  # seconds
REMEMBERED = timedelta(hours=12)  # how late the code of an end may come in, from a phone that had no network


class OldCode(Refused):
    status = 422
    message = N_("这个码不对，或者已经换了。请看领队手机上现在的码，再填一次。")


def _window(moment: datetime) -> int:
    return int(moment.timestamp()) // LASTS


def _code(secret: str, window: int) -> str:
    """A shuffle of all six-digit numbers (four Feistel rounds): no two half minutes of one year share a code."""
    left, right = divmod(window % 1_000_000, 1000)
    for turn in range(4):
        mac = hmac.digest(secret.encode(), f"{turn}:{right}".encode(), "sha256")
        left, right = right, (left + int.from_bytes(mac[:8], "big")) % 1000
    return f"{left:03}{right:03}"


def code_at(secret: str, moment: datetime) -> str:
    return _code(secret, _window(moment))


def seconds_left(moment: datetime) -> int:
    return LASTS - int(moment.timestamp()) % LASTS


def must_be_fresh(secret: str, code: str, now: datetime) -> None:
    """The code of this half minute or of the one before. Raises OldCode: a screenshot does not last."""
    if code not in {_code(secret, _window(now) - back) for back in (0, 1)}:
        raise OldCode()


def moment_of(secret: str, code: str, since: datetime, now: datetime) -> datetime:
    """When the leader's phone showed this code, between `since` and now: the end of that half minute.

    A code says its own time, so it may be typed without a network and sent hours later. Raises OldCode.
    """
    first = _window(max(since, now - REMEMBERED))
    for window in range(_window(now), first - 1, -1):
        if _code(secret, window) == code:
            shown_until = datetime.fromtimestamp((window + 1) * LASTS, tz=UTC)
            return max(since, min(shown_until, now))
    raise OldCode()
