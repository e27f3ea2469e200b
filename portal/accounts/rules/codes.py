"""How codes are asked for and entered: how often, how long, how many wrong tries (ASVS V6.5, V6.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_

CODE_LASTS = timedelta(minutes=10)
MOST_ATTEMPTS = 5  # on one code
MOST_WRONG = 15  # on all codes of one address within an hour, from however many browsers
HOUR = timedelta(hours=1)
PACE = ((timedelta(minutes=1), 1), (HOUR, 5), (timedelta(days=1), 10))  # how many codes within how long


class Purpose(StrEnum):
    """A code serves one purpose only: that for signing in confirms nothing else."""

    SIGN_IN = "sign_in"
    ADD_CONTACT = "add_contact"
    PROVE = "prove"  # it is still oneself, before what matters is changed
    MANDATE = "mandate"  # the principal says it to the helper
    RECOVER = "recover"  # the new address of who lost the old one


class WrongCode(Refused):
    status = 422
    message = N_("验证码不对，再看一遍。还可以试 %(left)s 次。")


class CodeSpent(Refused):
    status = 422
    message = N_("这个验证码用过了、过期了，或者错了五次。请重新要一个。")


class TooManyCodes(Refused):
    status = 429
    message = N_("今天要的验证码太多了，请明天再试，或找楼栋长当面帮忙。")


class CodesTooOften(Refused):
    status = 429
    message = N_("验证码刚发过。%(time)s 以后可以再要一个。")


class TooManyWrong(Refused):
    status = 429
    message = N_("错的次数太多了，为了安全先停一停。%(time)s 以后再试。")


@dataclass(frozen=True)
class Tried:
    """What counts of one code: when it was asked for, the wrong tries on it, and when the last of them was."""

    asked_at: datetime
    attempts: int
    tried_at: datetime | None


def may_ask(codes: Sequence[Tried], now: datetime) -> None:
    """Raises TooManyCodes, CodesTooOften, TooManyWrong."""
    must_be_few_wrong(codes, now)
    for within, most in reversed(PACE):
        recent = sorted(code.asked_at for code in codes if code.asked_at > now - within)
        if len(recent) >= most:
            raise TooManyCodes() if within > HOUR else CodesTooOften(time=_told(recent[-most] + within))


def must_be_few_wrong(codes: Sequence[Tried], now: datetime) -> None:
    """Wrong tries belong to the address, not to the code or the browser. Raises TooManyWrong."""
    wrong = [(code.tried_at, code.attempts) for code in codes if code.tried_at and code.tried_at > now - HOUR]
    if sum(attempts for _, attempts in wrong) >= MOST_WRONG:
        raise TooManyWrong(time=_told(min(tried for tried, _ in wrong) + HOUR))


def _told(moment: datetime) -> str:
    """The minute after `moment`, by the city's clock."""
    return f"{clock.in_city(moment + timedelta(seconds=59)):%H:%M}"


def must_be_usable(attempts: int, expires_at: datetime, used_at: datetime | None, now: datetime) -> None:
    """Raises CodeSpent."""
    if used_at is not None or attempts >= MOST_ATTEMPTS or now >= expires_at:
        raise CodeSpent()
