"""Secrets at rest: sealed text that only the portal's key opens, and fingerprints that find without reading."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken


def _key(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")


def seal(secret: str, text: str) -> str:
    return Fernet(urlsafe_b64encode(_key(secret, "seal"))).encrypt(text.encode()).decode()


def unseal(secret: str, sealed: str) -> str:
    """Raises ValueError where the text was sealed with another key."""
    try:
        return Fernet(urlsafe_b64encode(_key(secret, "seal"))).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ValueError("sealed with another key") from None


def fingerprint(secret: str, purpose: str, text: str) -> str:
    """A keyed hash: equal texts of one purpose have equal fingerprints, and nobody without the key can guess back."""
    return hmac.new(_key(secret, purpose), text.encode(), hashlib.sha256).hexdigest()


def token() -> str:
    """256 random bits, for a cookie or a link."""
    return secrets.token_urlsafe(32)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compared in constant time: how far a guess is right cannot be measured."""
    return hmac.compare_digest(one.encode(), other.encode())
