"""What holds in double reporting: who reports where, what a need may say, and who confirms."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.accounts.rules import consents
from portal.kit import sealing
from portal.kit.errors import Refused
from portal.kit.words import N_

UNCONFIRMED_AFTER = timedelta(days=7)
MOST_GUESSES = 5
MOST_PEOPLE, MOST_MINUTES = 20, 8 * 60
FURTHEST = timedelta(days=366)  # how far ahead help may be asked for
KEPT_AFTER_END = timedelta(days=365)  # an ended report is forgotten after a year


class Kind(StrEnum):
    """Who reports in: an in-service Party member where they live, or a courier, driver or the like."""

    MEMBER = "member"
    NEW_WORKER = "new_worker"


class ReportStage(StrEnum):
    DECLARED = "declared"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    MOVED = "moved"
    ENDED = "ended"


IN_FORCE = (ReportStage.DECLARED, ReportStage.CONFIRMED)


class UnitStage(StrEnum):
    REPORTED = "reported"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


class NeedKind(StrEnum):
    SERVICE = "service"
    RESOURCE = "resource"


class NeedStage(StrEnum):
    REVIEW = "review"
    OPEN = "open"
    CLOSED = "closed"


class Origin(StrEnum):
    RESIDENT = "resident"
    MATTER = "matter"
    PROMISE = "promise"
    COMMUNITY = "community"


class ClaimStage(StrEnum):
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DONE = "done"
    CONFIRMED = "confirmed"
    NOT_DONE = "not_done"
    CALLED_OFF = "called_off"


HOLDING_A_PLACE = (ClaimStage.CLAIMED, ClaimStage.ACCEPTED, ClaimStage.DONE, ClaimStage.CONFIRMED, ClaimStage.NOT_DONE)

# Eight kinds of posts of the paper forms this replaces (§5.2).
CATEGORIES = {
    "branch": N_("组织建设"),
    "law": N_("法律咨询"),
    "care": N_("帮老助残"),
    "governance": N_("社区治理"),
    "health": N_("健康医疗"),
    "culture": N_("文化体育"),
    "safety": N_("安全和巡逻"),
    "other": N_("其他"),
}


def purpose_of(kind: str) -> str:
    """The purpose under which the ledger of consents keeps a report of this kind."""
    return f"report_{kind}"


def consent_for(kind: str) -> str:
    return consents.purpose(purpose_of(kind)).text


class NoConsent(Refused):
    status = 422
    message = N_("要您同意，我们才能记下来。不同意也能用别的功能。")


class LivesNowhere(Refused):
    status = 422
    message = N_("在职党员要到住的地方报到。请先请楼栋长确认您住哪一户。")


class NotYourCommunity(Refused):
    status = 422
    message = N_("只能到自己住的社区报到。")


class AlreadyReported(Refused):
    message = N_("您已经报到过了，一个人报到一次就行。")


class NothingToConfirm(Refused):
    message = N_("这一条已经处理过了。")


class NotReported(Refused):
    message = N_("报到确认以后，才能记成党员任务。这次请选志愿服务。")


class UnitKnown(Refused):
    status = 422
    message = N_("这个单位已经在这个社区报到过了。")


class UnitEnded(Refused):
    message = N_("这次结对已经结束了。")


class WrongPeriod(Refused):
    status = 422
    message = N_("结对的结束日期要晚于开始日期，最多三年。")


class TellsTheDoor(Refused):
    status = 422
    message = N_("里面像是有门牌或电话。大家都看得到这里，请删掉，写到下面“门牌、电话”那一栏。")


class UnknownWho(Refused):
    status = 422
    message = N_("请写上帮谁、怎么联系，或者门牌，来的人才找得到。")


class DayGone(Refused):
    status = 422
    message = N_("日子已经过了，请选今天或以后。")


class DayTooFar(Refused):
    status = 422
    message = N_("最多约一年以内的日子，请选近一点。")


class NeedGone(Refused):
    message = N_("这件事已经不用帮了，谢谢您。")


class NeedFull(Refused):
    message = N_("人够了，谢谢您。看看别家要不要帮。")


class OwnNeed(Refused):
    message = N_("这是您自己请人帮的，等邻居来。")


class AlreadyClaimed(Refused):
    message = N_("您已经认领了。")


class NotInReview(Refused):
    message = N_("这件事已经看过了。")


class NotWaiting(Refused):
    message = N_("这次认领已经处理过了。")


class NotAccepted(Refused):
    message = N_("社区还没定下来，等一等再开始。")


class TooLateToWithdraw(Refused):
    message = N_("已经开始了，先签退。")


class NotDoneYet(Refused):
    message = N_("他还没说做完，等他做完再确认。")


class AlreadyConfirmed(Refused):
    message = N_("已经确认过了，谢谢您。")


class WrongCode(Refused):
    status = 422
    message = N_("这四位数字不对，还能试 %(left)s 次。")


class CodeLocked(Refused):
    status = 422
    message = N_("试错太多次了。请他在手机上点一下，或者写纸条。")


class WrongSlip(Refused):
    status = 422
    message = N_("纸条上的编号不对，请再看一遍。")


class NoSignature(Refused):
    status = 422
    message = N_("没有本人签字的纸条不能录。")


class OwnSlip(Refused):
    message = N_("自己服务的纸条要别人来录。")


class SamePrinter(Refused):
    message = N_("这张纸条是您打印的，请另一位同事来录。")


class NoSlip(Refused):
    message = N_("这次的纸条还没有打印过。")


# How a door is written here: 3栋1单元402, 3栋1203, 3-1-402, 5楼2号, 402室, 住402的, 6-2号.
_DOOR = re.compile(
    r"(?:栋|幢|座|号楼|#)(?:\d{1,2}单元)?\d{3,4}(?!\d|年|户|人|元|米|平)"
    r"|单元\d{3,4}(?!\d)|单元\d{1,2}-\d{1,2}"
    r"|(?<!\d)\d{3,4}(?:室|号房|户的)|住\d{3,4}(?:号|的|室|,|，|。|$)"
    r"|\d{1,2}楼\d{1,3}(?:号|室|户)|(?<![\d-])\d{1,2}-\d{1,3}号"
    r"|(?<![\d-])\d{1,3}-\d{1,2}-\d{1,4}(?![\d-])"
)
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}\d{7,8}|\d{17}[\dXx]|[2-8]\d{6,7})(?!\d)")
_DATE = re.compile(r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}")
_SPOKEN = str.maketrans("零〇一二三四五六七八九幺", "001234567891")


def must_not_tell_the_door(*texts: str) -> None:
    """What everybody can read says neither a door nor a number, in whatever digits (PIPL art. 28). Raises TellsTheDoor."""
    for text in texts:
        plain = _DATE.sub(" ", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
        for each in (plain, plain.translate(_SPOKEN)):
            dashed = re.sub("[－—–]", "-", each)
            if _DOOR.search(dashed) or _PHONE.search(dashed.replace("-", "")):
                raise TellsTheDoor()


def is_unconfirmed(stage: str, done_at: datetime | None, now: datetime) -> bool:
    """Seven days of silence are 未确认: never "failed", and never "satisfied"."""
    return stage == ClaimStage.DONE and done_at is not None and now - done_at >= UNCONFIRMED_AFTER


def must_be_a_period(start: date, end: date) -> None:
    if end <= start or (end - start).days > 3 * 366:
        raise WrongPeriod()


# What the person served confirms with. Each is made from the claim and the portal's key: nothing is stored.


def spoken_code(secret: str, claim_id: int, round_: int) -> str:
    """Four digits to say at the door; five wrong ones lock it."""
    return f"{int(sealing.fingerprint(secret, 'spoken', f'{claim_id}:{round_}')[:12], 16) % 10_000:04}"


def slip_code(secret: str, claim_id: int, round_: int) -> str:
    """Eight signs printed on the paper slip."""
    return sealing.fingerprint(secret, "slip", f"{claim_id}:{round_}")[:8].upper()


def token(secret: str, claim_id: int) -> str:
    """The end of a signed link that only the person served is sent."""
    return f"{claim_id}-{sealing.fingerprint(secret, 'thanks', str(claim_id))[:32]}"


def distance(buildings: Sequence[str], estates: Sequence[str], path: str) -> int:
    """How near help is needed: 0 one's own building, 1 one's own estate, 2 further. A class, never a measure."""
    if any(path.startswith(building) for building in buildings):
        return 0
    return 1 if any(path.startswith(estate) for estate in estates) else 2
