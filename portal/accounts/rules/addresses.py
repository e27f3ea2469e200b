"""One spelling of every phone number and mailbox, however it is typed."""

import re
import unicodedata
from enum import StrEnum

from portal.kit import masking
from portal.kit.errors import Refused
from portal.kit.words import N_

_PHONE = re.compile(r"1\d{10}", re.ASCII)
_MAILBOX = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_BETWEEN = re.compile(r"[()（）.·•・_/+]")


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class NotAnAddress(Refused):
    status = 422
    message = N_("请填手机号（11 位）或邮箱。")


class PhoneTooShort(Refused):
    status = 422
    message = N_("手机号要 11 位，现在是 %(length)s 位。")


def address(text: str) -> tuple[Channel, str]:
    """The channel and the one spelling of an address. Raises NotAnAddress or PhoneTooShort.

    Full-width and other digits, spaces, dashes, dots and characters without width make no second identity (UAX #15).
    """
    plain = _plain(text)
    if "@" in plain:
        if not _MAILBOX.fullmatch(plain):
            raise NotAnAddress()
        return Channel.EMAIL, plain.lower()
    return Channel.SMS, _phone(plain)


def _plain(text: str) -> str:
    """NFKC, without spaces and without what cannot be seen."""
    shown = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Mn"))
    return unicodedata.normalize("NFKC", "".join(c for c in shown if not c.isspace()))


def _phone(plain: str) -> str:
    kept = "".join(c for c in plain if unicodedata.category(c) not in ("Pd", "Sm"))
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in _BETWEEN.sub("", kept))
    digits = digits.removeprefix("0086")
    digits = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    if digits.isascii() and digits.isdigit() and len(digits) != 11:
        raise PhoneTooShort(length=len(digits))
    if not _PHONE.fullmatch(digits):
        raise NotAnAddress()
    return digits


def masked(channel: str, spelled: str) -> str:
    """138****1234, or w***@example.org: enough to recognise one's own."""
    return masking.contact(channel, spelled)
