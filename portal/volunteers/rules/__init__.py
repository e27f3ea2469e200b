"""What holds among volunteers, whoever asks."""

from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_


class Kind(StrEnum):
    """Kinds of teams (domain list of a community's volunteer teams)."""

    PARTY = "party"
    MANNERS = "manners"
    PATROL = "patrol"
    CLEANING = "cleaning"
    SORTING = "sorting"
    MEDIATION = "mediation"
    TALKS = "talks"
    CARE = "care"
    CHILDREN = "children"
    HEALTH = "health"
    LAW = "law"
    EMERGENCY = "emergency"
    WATER = "water"
    CULTURE = "culture"
    REPAIR = "repair"
    RIDERS = "riders"


KINDS = {
    Kind.PARTY: N_("党员志愿服务"),
    Kind.MANNERS: N_("文明劝导"),
    Kind.PATROL: N_("治安巡逻"),
    Kind.CLEANING: N_("环境卫生"),
    Kind.SORTING: N_("垃圾分类督导"),
    Kind.MEDIATION: N_("矛盾调解"),
    Kind.TALKS: N_("政策宣讲"),
    Kind.CARE: N_("助老助残"),
    Kind.CHILDREN: N_("青少年托管"),
    Kind.HEALTH: N_("医疗健康"),
    Kind.LAW: N_("法律服务"),
    Kind.EMERGENCY: N_("应急救援"),
    Kind.WATER: N_("水上安全"),
    Kind.CULTURE: N_("文体"),
    Kind.REPAIR: N_("家电维修"),
    Kind.RIDERS: N_("骑手先锋队"),
}


class Risk(StrEnum):
    NONE = "none"
    LOW = "low"
    DANGER = "danger"


RISKS = {Risk.NONE: N_("没有危险"), Risk.LOW: N_("要小心"), Risk.DANGER: N_("有危险，要买保险")}


class Ledger(StrEnum):
    """志愿服务 or 党员任务: one service is exactly one of them, chosen by whoever serves."""

    VOLUNTARY = "voluntary"
    PARTY_DUTY = "party_duty"


LEDGERS = {Ledger.VOLUNTARY: N_("志愿服务"), Ledger.PARTY_DUTY: N_("党员任务")}


class ActivityStage(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    DROPPED = "dropped"  # called off before anybody saw it


UNSEEN = frozenset({ActivityStage.DRAFT, ActivityStage.DROPPED})  # by all but those who run the team
CALLED_OFF = frozenset({ActivityStage.CANCELLED, ActivityStage.DROPPED})


class SignUpStage(StrEnum):
    ACCEPTED = "accepted"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class ServiceStage(StrEnum):
    RUNNING = "running"
    PENDING = "pending"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


class Source(StrEnum):
    """What a record of service time came from."""

    SHIFT = "shift"
    CLAIM = "claim"


class Channel(StrEnum):
    """How a start or an end came in."""

    CODE = "code"
    LEADER = "leader"
    PAPER = "paper"
    SELF = "self"
    FORGOTTEN = "forgotten"


class How(StrEnum):
    """Who said that it was done: the organiser, or the person served by a tap, a spoken code or a slip."""

    ORGANISER = "organiser"
    TAP = "tap"
    SPOKEN = "spoken"
    SLIP = "slip"


class UnknownLeader(Refused):
    status = 422
    message = N_("没有找到用这个手机号或邮箱的账号，请他先登录一次。")


class LeadsATeam(Refused):
    message = N_("您还带着「%(team)s」，先换一位领队，再来注销。")


class StillServing(Refused):
    message = N_("您还有服务没签退，先签退，再来注销。")


class NotOfTheTeam(Refused):
    status = 422
    message = N_("他还不是队员，请他先加入队伍。")


class AlreadySignedUp(Refused):
    message = N_("这一班您已经报过名了。")


class NotSignedUp(Refused):
    message = N_("这一班您还没有报名。")


class ShiftOver(Refused):
    message = N_("这一班已经开始或过了，报不了名。请看看下一班。")


class ShiftGone(Refused):
    message = N_("这一班取消了。")


class ClashesWith(Refused):
    message = N_("这个时间您已经报了「%(what)s」，两个班不能同时去。先退掉一个再报。")


class TooYoung(Refused):
    status = 422
    message = N_("这件事要满 %(age)s 岁才能参加。")


class SayYourAge(Refused):
    status = 422
    message = N_("请勾选您满 %(age)s 岁了，再报名。")


class GuardianMissing(Refused):
    status = 422
    message = N_("没满 18 岁，要监护人同意。请写上监护人是谁，再勾选他同意。")


class OnlyOnce(Refused):
    message = N_("您现在正在服务「%(what)s」，先把它签退，再签到。")


class TooEarly(Refused):
    message = N_("还没到时间，开始前 30 分钟才能签到。")


class TooLate(Refused):
    message = N_("这一班已经结束了，请领队帮您补记。")


class NotStarted(Refused):
    message = N_("您还没签到，先签到才能签退。")


class AlreadyFinished(Refused):
    message = N_("您已经签退了，时长等领队确认。")


class TooManyRounds(Refused):
    message = N_("一天里同一班最多签到 3 次。有事请找领队。")


class OwnTime(Refused):
    message = N_("自己的时长不能自己确认，请社区来确认。")


class OwnEntry(Refused):
    message = N_("这一条是您补记的，要另一个人来确认。")


class NotPending(Refused):
    message = N_("这一条不用再确认了。")


class StillRunning(Refused):
    message = N_("还没签退，等签退以后再确认。")


class NothingToAnswer(Refused):
    message = N_("这一条没有人提意见。")


class AlreadyObjected(Refused):
    message = N_("您的意见已经记下了，等领队答复。")


class Superseded(Refused):
    message = N_("这一条已经改过了，请看新的那一条。")
