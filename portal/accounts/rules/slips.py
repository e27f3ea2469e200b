"""Door code slips: how a code is spelled, how long it lasts, and why one is not taken."""

import re
from datetime import datetime, timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without 0 O 1 I
LENGTH = 10  # 50 bits
SHEET_LASTS = timedelta(minutes=30)
DAYS, MOST_DAYS = 30, 90
MOST_SLIPS = 2000


class WrongSlip(Refused):
    """The code is no slip's. Nothing more is told."""

    status = 422
    message = N_("这个码不对，请照着纸条再看一遍。")


class SlipUsed(Refused):
    message = N_("这张纸条已经用过了。家里再有人要，请社区另打一张。")


class SlipExpired(Refused):
    message = N_("这张纸条过期了，请社区另打一张。")


class SlipRevoked(Refused):
    message = N_("这张纸条作废了，请用新发的那一张。")


class TriedTooOften(Refused):
    status = 429
    message = N_("错了 10 次，请过一个小时再试，或请楼栋长当面确认。")


class NotYourArea(Refused):
    status = 422
    message = N_("请选您负责的小区或楼栋。")


class NoHomes(Refused):
    status = 422
    message = N_("这里的名册上没有这一户，请再看一遍。")


class TooManySlips(Refused):
    status = 422
    message = N_("这里有 %(count)s 户，一次最多打 %(most)s 张，请分楼栋来打。")


class SheetGone(Refused):
    message = N_("这一版已经下载过，或者过了 30 分钟。请重新打一版，旧的会自动作废。")


class NoSuchSlip(Refused):
    status = 422
    message = N_("这一户没有还能用的纸条。")


def spelled(text: str) -> str:
    """The ten signs of a code, however it was typed. Raises WrongSlip."""
    plain = re.sub(r"[\s\-·－—]", "", text).upper()
    if len(plain) != LENGTH or any(sign not in ALPHABET for sign in plain):
        raise WrongSlip()
    return plain


def grouped(code: str) -> str:
    """ABCDE-FGHJK: as it stands on the paper."""
    return f"{code[:5]}-{code[5:]}"


def must_serve(
    used_at: datetime | None, slip_revoked: datetime | None, batch_revoked: datetime | None, expires_at: datetime, now: datetime
) -> None:  # fmt: skip
    """Raises SlipUsed, SlipRevoked, SlipExpired: told only to whoever typed the right code."""
    if used_at is not None:
        raise SlipUsed()
    if slip_revoked is not None or batch_revoked is not None:
        raise SlipRevoked()
    if now >= expires_at:
        raise SlipExpired()
