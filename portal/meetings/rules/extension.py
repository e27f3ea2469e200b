"""延长一次: the one later close that the notice allows, where too few have taken part."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.notice import MotionNotOpen, Stage, VotedByHands

LAST = timedelta(hours=1)  # before the close: earlier nobody knows that too few will come


class NotInNotice(Refused):
    message = N_("公告里没写可以延长，到点就截止。")


class AlreadyExtended(Refused):
    message = N_("已经延长过一次了，不能再延。")


class ExtendingAfterClose(Refused):
    message = N_("表决已截止，不能再延长。要再表决需重新通知。")


class ExtendsTooEarly(Refused):
    message = N_("还早，截止前一小时才能延长。")


class EnoughTookPart(Refused):
    message = N_("人数够了，不用延长。")


class ExtensionNotLater(Refused):
    status = 422
    message = N_("最多延到的时间要晚于截止时间。")


@dataclass(frozen=True)
class Running:
    """What the extension of a motion depends on. `enough`: the quorum is reached in every unit that counts."""

    stage: str
    closes_at: datetime
    extends_to: datetime | None
    extended_at: datetime | None
    enough: bool


def must_be_later(closes_at: datetime, extends_to: datetime | None) -> None:
    """Raises ExtensionNotLater."""
    if extends_to is not None and extends_to <= closes_at:
        raise ExtensionNotLater()


def must_be_extendable(motion: Running, now: datetime) -> datetime:
    """The new close. Raises MotionNotOpen, VotedByHands, ExtendingAfterClose, NotInNotice, AlreadyExtended, EnoughTookPart,
    ExtendsTooEarly."""
    if motion.stage == Stage.DRAFT:
        raise MotionNotOpen()
    if motion.stage == Stage.HANDS:
        raise VotedByHands()
    if motion.stage != Stage.OPEN or now >= motion.closes_at:
        raise ExtendingAfterClose()
    if motion.extended_at is not None:
        raise AlreadyExtended()
    if motion.extends_to is None or motion.extends_to <= motion.closes_at:
        raise NotInNotice()
    if motion.enough:
        raise EnoughTookPart()
    if now < motion.closes_at - LAST:
        raise ExtendsTooEarly()
    return motion.extends_to
