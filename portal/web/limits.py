"""How often one may ask. A building shares one address, so an address alone is a wide limit."""

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request

from portal.kit.errors import TooMany

PER_PERSON = parse("60/minute")
PER_ADDRESS = parse("6000/minute")

_limiter = MovingWindowRateLimiter(MemoryStorage())


def must_be_calm(request: Request) -> None:
    """Raises TooMany when this person, or everybody behind this address, posts too often."""
    who = request.user.id
    address = request.client.host if request.client else "-"
    spend(PER_ADDRESS, "address", address)
    if who is not None:
        spend(PER_PERSON, "person", str(who))


def spend(limit: RateLimitItem, *names: str) -> None:
    if not _limiter.hit(limit, *names):
        raise TooMany()


def is_spent(limit: RateLimitItem, *names: str) -> bool:
    """Whether nothing is left of `limit`, without counting this question."""
    return not _limiter.test(limit, *names)


def count(limit: RateLimitItem, *names: str) -> None:
    """Count what went wrong, for `is_spent` to know."""
    _limiter.hit(limit, *names)


def forget() -> None:
    """Start counting anew (for tests). A storage that is emptied would be emptied under the hands of its own timer."""
    global _limiter
    _limiter = MovingWindowRateLimiter(MemoryStorage())
