"""What is kept of people, why, who may see it, for how long, and what happens then.

One table for the page that residents read, for the operator's data register, and for the job that runs every night.
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.accounts.actions import keeping as accounts
from portal.channels import outbox
from portal.database import keeping
from portal.database.keeping import Due, Sweep
from portal.hall import actions as hall
from portal.hall.actions import complaining, media, recording
from portal.hall.actions import keeping as hall_keeping
from portal.jobs import work
from portal.kit.words import N_
from portal.meetings.actions import keeping as meetings
from portal.notices.actions import keeping as notices
from portal.places.actions import keeping as places
from portal.reporting.actions import keeping as reporting
from portal.venues.actions import keeping as venues
from portal.volunteers.actions import keeping as volunteers


class End(StrEnum):
    """What becomes of a row whose time is over."""

    DELETED = "deleted"
    UNNAMED = "names dropped"
    EMPTIED = "sealed words erased"
    COUNTED = "deleted, the number stays"
    WITH_ACCOUNT = "deleted with the account"
    KEPT = "kept"


@dataclass(frozen=True)
class Table:
    """One table of the database. `sweep` is None where nothing is done at night, and `how_long` then says why."""

    name: str
    how_long: str
    end: End
    sweep: Sweep | None = None


@dataclass(frozen=True)
class Data:
    """One kind of data, as a resident understands it, and the tables that hold it."""

    what: str
    why: str
    who: str
    tables: tuple[Table, ...]

    @property
    def how_longs(self) -> list[str]:
        return list(dict.fromkeys(table.how_long for table in self.tables))


MYSELF = N_("您自己")
EVERYBODY = N_("大家都能看")
PUBLIC_RECORD = N_("一直留着，是公开的记录")
NO_PERSON = N_("一直留着，里面没有人的信息")
WITH_ACCOUNT = N_("账号在就在，注销 7 天后删")

DATA = (
    Data(
        N_("手机号、邮箱、名字"),
        N_("登录、通知您；法律要求后台知道是谁在说话"),
        N_("您自己；社区要看先写理由，您看得到"),
        (
            Table("person", N_("注销 7 天后抹掉名字，留一个没有名字的编号，票和话才对得上"), End.UNNAMED),
            Table("contact", WITH_ACCOUNT, End.WITH_ACCOUNT),
            Table("name_change", N_("改名记录留 3 年"), End.DELETED, accounts.NAME_CHANGES),
        ),
    ),
    Data(
        N_("登录过的设备、验证码"),
        N_("认出是您本人，防别人冒用"),
        MYSELF,
        (
            Table("session", N_("退出 30 天后删"), End.DELETED, accounts.SESSIONS),
            Table("sign_in_code", N_("验证码 1 天后删"), End.DELETED, accounts.CODES),
            Table("second_factor", WITH_ACCOUNT, End.WITH_ACCOUNT),
            Table("spare_code", WITH_ACCOUNT, End.WITH_ACCOUNT),
            Table("recovery", N_("找回账号的记录 1 年后删"), End.DELETED, accounts.RECOVERIES),
            Table("kept_draft", N_("没发出去的草稿 1 天后删"), End.DELETED, accounts.DRAFTS),
        ),
    ),
    Data(
        N_("您住哪一户、名下哪一户"),
        N_("知道哪些事该您商量，哪一票归您"),
        N_("您自己；楼栋长和社区确认时"),
        (
            Table("residency", N_("搬走 1 年后删"), End.DELETED, accounts.RESIDENCIES),
            Table("residence_request", N_("处理完 1 年后删"), End.DELETED, accounts.REQUESTS),
            Table("holding", N_("卖掉 3 年后删"), End.DELETED, accounts.HOLDINGS),
            Table("slip", N_("门牌纸条过期 1 年后删"), End.DELETED, accounts.SLIPS),
            Table("slip_batch", N_("门牌纸条过期 1 年后删"), End.DELETED, accounts.SHEETS),
            Table("data_correction", N_("更正请求答复后留 3 年"), End.DELETED, accounts.CORRECTIONS),
        ),
    ),
    Data(
        N_("产权名册：门牌、面积、业主名字"),
        N_("算业主表决的人数和面积"),
        N_("管名册的人；别人只看得到门牌"),
        (
            Table("ownership", N_("卖掉 3 年后删"), End.DELETED, places.OWNERSHIPS),
            Table("owner", N_("名下没有房了，名字跟着抹掉"), End.UNNAMED, places.OWNERS),
            Table("staged_row", N_("导入的表格，办完 1 天后删"), End.DELETED, places.STAGED),
            Table("import_fault", N_("导入时的问题 30 天后删"), End.DELETED, places.FAULTS),
            Table("register_import", N_("导入的记录留 3 年，里面没有名字"), End.DELETED, places.IMPORTS),
            Table("home_move", NO_PERSON, End.KEPT),
            Table("home", NO_PERSON, End.KEPT),
            Table("area_spell", NO_PERSON, End.KEPT),
            Table("area_succession", NO_PERSON, End.KEPT),
            Table("area", NO_PERSON, End.KEPT),
            Table("estate", NO_PERSON, End.KEPT),
            Table("facility", NO_PERSON, End.KEPT),
            Table("roll_objection", N_("名册上的不同意见留 6 年"), End.DELETED, meetings.OBJECTIONS),
            Table("roll_inspection", N_("名册上的不同意见留 6 年"), End.DELETED, meetings.INSPECTIONS),
        ),
    ),
    Data(
        N_("谁替谁办事"),
        N_("代办要有本人同意，随时能停"),
        N_("两个人自己"),
        (Table("mandate", N_("代办结束 3 年后删"), End.DELETED, accounts.MANDATES),),
    ),
    Data(
        N_("约过的场地、说过哪里不对"),
        N_("场地不撞，办事指南不出错"),
        N_("您自己和管场地的人"),
        (
            Table("booking", N_("用完 1 年后删"), End.DELETED, venues.BOOKINGS),
            Table("correction", N_("答复 1 年后删"), End.DELETED, venues.CORRECTIONS),
            Table("opening_exception", N_("过后 1 年删"), End.DELETED, venues.EXCEPTIONS),
            Table("opening_hours", NO_PERSON, End.KEPT),
            Table("guide_item", NO_PERSON, End.KEPT),
            Table("venue", NO_PERSON, End.KEPT),
        ),
    ),
    Data(
        N_("担任的职务"),
        N_("谁能办什么事，要说得清"),
        EVERYBODY,
        (Table("appointment", N_("卸任 3 年后删"), End.DELETED, accounts.APPOINTMENTS),),
    ),
    Data(
        N_("同意记录，和谁看过您的信息"),
        N_("证明是您同意的；让您知道谁看过"),
        MYSELF,
        (
            Table("consent", N_("账号在就在；注销以后只留编号，3 年后删"), End.DELETED, accounts.CONSENTS),
            Table("look", N_("1 年后删"), End.DELETED, accounts.LOOKS),
        ),
    ),
    Data(
        N_("提的事、说的话、照片和语音、社区的答复"),
        N_("邻里的事要有来有去，以后查得到"),
        EVERYBODY,
        (
            Table("matter", N_("内容一直留着，名字 2 年后换成“3栋居民”"), End.UNNAMED, hall.MATTER_NAMES),
            Table("post", N_("内容一直留着，名字 2 年后换成“3栋居民”"), End.UNNAMED, hall.POST_NAMES),
            Table("second", N_("和那件事一起留着，只公布人数"), End.KEPT),
            Table("stance", N_("和那件事一起留着，只公布人数"), End.KEPT),
            Table("nod", N_("和那件事一起留着，只公布人数"), End.KEPT),
            Table("revision", PUBLIC_RECORD, End.KEPT),
            Table("following", N_("关注了什么，账号在就在，注销 7 天后删"), End.WITH_ACCOUNT),
            Table("answer", PUBLIC_RECORD, End.KEPT),
            Table("review", N_("收起来的话和理由一直留着，法律要求留底"), End.KEPT),
            Table("complaint", N_("举报 1 年后删"), End.DELETED, complaining.COMPLAINTS),
            Table("passage", PUBLIC_RECORD, End.KEPT),
            Table("facts", PUBLIC_RECORD, End.KEPT),
            Table("opinion", PUBLIC_RECORD, End.KEPT),
            Table("matter_appeal", N_("和那件事一起留着，名字不公布"), End.KEPT),
            Table(
                "opinion_objection",
                N_("内容一直留着，名字 2 年后换成“3栋居民”"),
                End.UNNAMED,
                hall_keeping.OBJECTION_NAMES,
            ),
            Table("attachment", N_("和那件事一起留着；没发布的语音 30 天后删"), End.DELETED, media.VOICES),
            Table("attachment_file", N_("和那件事一起留着；没发布的语音 30 天后删"), End.KEPT),
            Table("tap", N_("和那件事一起留着，只公布人数"), End.KEPT),
            Table("statement", N_("和那件事一起留着，不写是谁加的"), End.KEPT),
            Table("opinion_map", NO_PERSON, End.KEPT),
            Table("hall", NO_PERSON, End.KEPT),
            Table(
                "recorded_voice", N_("没见证的 30 天后删；见证了的和那件事一起留着"), End.DELETED, recording.UNWITNESSED
            ),
            Table("search_entry", N_("跟着原文走，原文看不到了就没有"), End.KEPT),
            Table("stage_count", NO_PERSON, End.KEPT),
        ),
    ),
    Data(
        N_("会议、议题、表决结果"),
        N_("大家定下的事，以后要查得到"),
        EVERYBODY,
        (
            Table("meeting", PUBLIC_RECORD, End.KEPT),
            Table("agenda_item", PUBLIC_RECORD, End.KEPT),
            Table("motion", PUBLIC_RECORD, End.KEPT),
            Table("display", N_("大屏链接过期 1 天后删"), End.DELETED, meetings.DISPLAYS),
        ),
    ),
    Data(
        N_("每一张票、票权名单、回执码"),
        N_("有人不服，要能重新数一遍"),
        N_("截止前谁也看不到怎么投的；截止后公布总数和回执码"),
        (
            Table("ballot", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.BALLOTS),
            Table("right_holder", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.RIGHT_HOLDERS),
            Table("voting_right", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.RIGHTS),
        ),
    ),
    Data(
        N_("到会签到"),
        N_("会议人够不够"),
        N_("您自己和召集人"),
        (Table("arrival", N_("1 年后只留人数"), End.COUNTED, meetings.ARRIVALS),),
    ),
    Data(
        N_("会上举手、要帮忙"),
        N_("安排发言，有人过来帮忙"),
        N_("您自己和主持人；大屏上只有号"),
        (
            Table("hand", N_("30 天后删"), End.DELETED, meetings.HANDS),
            Table("help_call", N_("30 天后删"), End.DELETED, meetings.HELP_CALLS),
        ),
    ),
    Data(
        N_("志愿队、报名、活动"),
        N_("安排人手；未成年人要有监护人同意"),
        N_("您自己和领队"),
        (
            Table("team", PUBLIC_RECORD, End.KEPT),
            Table("activity", PUBLIC_RECORD, End.KEPT),
            Table("shift", PUBLIC_RECORD, End.KEPT),
            Table("membership", N_("退队 1 年后删"), End.DELETED, volunteers.MEMBERSHIPS),
            Table("sign_up", N_("1 年后只留人数"), End.COUNTED, volunteers.SIGN_UPS),
        ),
    ),
    Data(
        N_("服务时间"),
        N_("给您开证明"),
        N_("您自己；确认的人看那一次"),
        (Table("service_time", N_("账号在就在；注销以后不带名字，5 年后删"), End.DELETED, volunteers.SERVICE_TIMES),),
    ),
    Data(
        N_("报到（在职党员、新就业群体、单位）"),
        N_("您单独同意了，才用来联系服务"),
        N_("您自己和确认的社区工作者，别人一律看不到"),
        (
            Table("report", N_("结束 1 年后删"), End.DELETED, reporting.REPORTS),
            Table("unit", N_("单位报到单留 6 年"), End.DELETED, reporting.UNITS),
        ),
    ),
    Data(
        N_("请人帮忙、认领帮忙"),
        N_("让来的人找得到门"),
        N_("定下的帮手和社区；每看一次都记下来给您看"),
        (
            Table("call_note", N_("回访记录 1 年后删"), End.DELETED, reporting.CALL_NOTES),
            Table("door_seen", N_("1 年后删"), End.DELETED, reporting.DOORS_SEEN),
            Table("claim", N_("认领记录 2 年后删"), End.DELETED, reporting.CLAIMS),
            Table("need", N_("帮完 90 天，名字、门牌、电话先抹掉；整条 3 年后删"), End.EMPTIED, reporting.DOORS),
            Table("need", N_("帮完 90 天，名字、门牌、电话先抹掉；整条 3 年后删"), End.DELETED, reporting.NEEDS),
        ),
    ),
    Data(
        N_("答应过的事、办到哪一步"),
        N_("答应了就要办，办没办大家看得到"),
        EVERYBODY,
        (
            Table("promise", PUBLIC_RECORD, End.KEPT),
            Table("due_change", PUBLIC_RECORD, End.KEPT),
            Table("confirmation", N_("和那件事一起留着，只公布人数"), End.KEPT),
            Table("concern", N_("和那件事一起留着，只公布人数"), End.KEPT),
            Table("step", PUBLIC_RECORD, End.KEPT),
        ),
    ),
    Data(
        N_("消息、信和短信"),
        N_("该告诉您的告诉您"),
        MYSELF,
        (
            Table("notice_choice", WITH_ACCOUNT, End.WITH_ACCOUNT),
            Table("notice", N_("消息 1 年后删"), End.DELETED, notices.NOTICES),
            Table("letter", N_("信和短信 30 天后删，验证码寄出就抹掉"), End.DELETED, outbox.LETTERS),
        ),
    ),
    Data(
        N_("操作日志"),
        N_("查得清谁动过什么；只有编号，没有名字、电话和选择"),
        N_("审计"),
        (
            Table("audit_record", N_("一直留着：一环扣一环，删一条就验不过"), End.KEPT),
            Table("job", N_("做完的长活 30 天后删"), End.DELETED, work.ENDED),
            Table("message_budget", NO_PERSON, End.KEPT),
            Table("message_use", NO_PERSON, End.KEPT),
            Table("deed", N_("防重复的记号 7 天后删"), End.DELETED, keeping.DEEDS),
            Table("mark", NO_PERSON, End.KEPT),
        ),
    ),
)


def tables() -> list[Table]:
    """In the order in which they are swept: what points to a row goes before the row."""
    return [table for data in DATA for table in data.tables]


async def due() -> list[tuple[Table, Due]]:
    """What would go now, table by table."""
    return [(table, await keeping.due(table.sweep)) for table in tables() if table.sweep]


async def run() -> list[tuple[Table, int]]:
    """Every night: what has been kept long enough goes.

    A table that cannot be swept keeps no other waiting: what went wrong is raised when all had their turn.
    """
    gone, wrong = [], []
    for table in tables():
        if table.sweep:
            try:
                gone.append((table, await keeping.sweep_away(table.sweep)))
            except Exception as problem:
                wrong.append(problem)
    if wrong:
        raise ExceptionGroup("not every table was swept", wrong)
    return gone
