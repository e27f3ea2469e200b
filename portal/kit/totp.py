"""Time-based one-time codes (RFC 6238): six digits that change every half minute, in step with an app on a phone."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD = 30  # seconds
SKEW = 1  # a phone's clock may be one step early or late


def new_secret() -> str:
    """160 random bits in base32, as an app wants them typed."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int, digits: int = 6) -> str:
    # SHA-1 is what every app has; nothing here rests on its collisions.
    made = TOTP(base64.b32decode(secret), digits, SHA1(), PERIOD, enforce_key_length=False)  # noqa: S303
    return made.generate(step * PERIOD).decode()


def step_of(code: str, secret: str, now: datetime, last: int) -> int | None:
    """The step to which `code` belongs; None where it is wrong. A step up to `last` is spent: no replay."""
    present = int(now.timestamp()) // PERIOD
    found = None
    for step in range(present - SKEW, present + SKEW + 1):
        if hmac.compare_digest(code_at(secret, step), code) and step > last:
            found = step
    return found


def uri(secret: str, name: str, issuer: str) -> str:
    """What the QR code of a set-up page says to the app."""
    where = quote(f"{issuer}:{name}")
    return f"otpauth://totp/{where}?secret={secret}&issuer={quote(issuer)}&algorithm=SHA1&digits=6&period={PERIOD}"
