"""What holds of addresses, codes and sessions, whoever asks."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

from portal.kit import masking
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.policy import Role

CODE_LASTS = timedelta(minutes=10)
MOST_ATTEMPTS = 5
SESSION_LASTS = timedelta(days=90)
CODES_PER_DAY = 10

_PHONE = re.compile(r"1\d{10}")
_MAILBOX = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class Purpose(StrEnum):
    """A code serves one purpose only: that for signing in confirms nothing else."""

    SIGN_IN = "sign_in"
    ADD_CONTACT = "add_contact"


class NotAnAddress(Refused):
    status = 422
    message = N_("请填手机号（11 位）或邮箱。")


class PhoneTooShort(Refused):
    status = 422
    message = N_("手机号要 11 位，现在是 %(length)s 位。")


class WrongCode(Refused):
    status = 422
    message = N_("验证码不对，再看一遍。还可以试 %(left)s 次。")


class CodeSpent(Refused):
    status = 422
    message = N_("这个验证码用过了、过期了，或者错了五次。请重新要一个。")


class TooManyCodes(Refused):
    status = 429
    message = N_("今天要的验证码太多了，请明天再试，或找楼栋长当面帮忙。")


def address(text: str) -> tuple[Channel, str]:
    """The channel and the one spelling of an address. Raises NotAnAddress or PhoneTooShort."""
    plain = text.strip().replace("　", "")
    if "@" in plain:
        if not _MAILBOX.fullmatch(plain):
            raise NotAnAddress()
        return Channel.EMAIL, plain.lower()
    digits = re.sub(r"[\s\-()+]", "", plain).removeprefix("0086")
    digits = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    if digits.isascii() and digits.isdigit() and len(digits) != 11:
        raise PhoneTooShort(length=len(digits))
    if not _PHONE.fullmatch(digits):
        raise NotAnAddress()
    return Channel.SMS, digits


def masked(channel: str, spelled: str) -> str:
    """138****1234, or w***@example.org: enough to recognise one's own."""
    return masking.contact(channel, spelled)


def must_be_usable(attempts: int, expires_at: datetime, used_at: datetime | None, now: datetime) -> None:
    if used_at is not None or attempts >= MOST_ATTEMPTS or now >= expires_at:
        raise CodeSpent()


def shown_name(name: str, shown_as: str, building: str) -> str:
    """What neighbours see, as the person chose: the full name, the surname, or only the building."""
    if shown_as == "full":
        return name
    if shown_as == "surname":
        return f"{name[:1]}邻居"
    return f"{building}邻居" if building else "邻居"


class Stay(StrEnum):
    """How somebody lives in a home."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"


STAYS = {Stay.OWNER: N_("业主"), Stay.TENANT: N_("租户"), Stay.FAMILY: N_("家里人")}


class RequestStage(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class AlreadyAsked(Refused):
    message = N_("您已经报了一户，等楼栋长确认。要改，先撤回。")


class LivesThere(Refused):
    message = N_("您住这一户，早就确认过了。")


class UnknownHome(Refused):
    status = 422
    message = N_("请选您住的那一户。")


class RequestDecided(Refused):
    message = N_("这一条已经处理过了。")


class NotTheOwner(Refused):
    message = N_("名册上这一户的业主对不上，请到社区当面核对。")


ROLES = {
    Role.BUILDING_HEAD: N_("楼栋长"), Role.GRID_WORKER: N_("网格员"), Role.COMMUNITY_STAFF: N_("社区工作者"),
    Role.STREET_STAFF: N_("街道"), Role.OWNERS_COMMITTEE: N_("业委会"), Role.SELF_MANAGEMENT: N_("自管委"),
    Role.PROPERTY_STAFF: N_("物业"), Role.AUDITOR: N_("审计"), Role.SYSTEM_ADMIN: N_("系统管理员"),
    Role.SECURITY_ADMIN: N_("安全管理员"),
}  # fmt: skip
