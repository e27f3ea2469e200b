"""What is kept of meetings and votes."""

from portal.kit.words import N_
from portal.meetings.actions import keeping as meetings
from portal.retention.shapes import EVERYBODY, PUBLIC_RECORD, Data, End, Table

MEETINGS: tuple[Data, ...] = (
    Data(
        N_("会议、议题、表决结果"),
        N_("大家定下的事，以后要查得到"),
        EVERYBODY,
        (
            Table("meeting", PUBLIC_RECORD, End.KEPT),
            Table("agenda_item", PUBLIC_RECORD, End.KEPT),
            Table("motion", PUBLIC_RECORD, End.KEPT),
            Table("result_notice", PUBLIC_RECORD, End.KEPT),
            Table("result_objection", N_("对结果的疑问留 6 年"), End.DELETED, meetings.RESULT_OBJECTIONS),
            Table("action_item", PUBLIC_RECORD, End.KEPT),
            Table("disposition", PUBLIC_RECORD, End.KEPT),
            Table("minutes", PUBLIC_RECORD, End.KEPT),
            Table("cost_plan", PUBLIC_RECORD, End.KEPT),
            Table("posted_notice", PUBLIC_RECORD, End.KEPT),
            Table("time_poll", PUBLIC_RECORD, End.KEPT),
            Table("time_option", PUBLIC_RECORD, End.KEPT),
            Table("display", N_("大屏链接过期 1 天后删"), End.DELETED, meetings.DISPLAYS),
        ),
    ),
    Data(
        N_("每一张票、票权名单、回执码"),
        N_("有人不服，要能重新数一遍"),
        N_("截止前谁也看不到怎么投的；截止后公布总数和回执码"),
        (
            Table("proxy", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.PROXIES),
            Table("silent_rule", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.SILENT_RULES),
            Table("hand_count", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.HAND_COUNTS),
            Table("hand_vote", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.HAND_VOTES),
            Table("paper_photo", N_("表决截止 1 年零 1 个月后删"), End.DELETED, meetings.PAPER_PHOTOS),
            Table("paper_ballot", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.PAPERS),
            Table("ballot", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.BALLOTS),
            Table("right_holder", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.RIGHT_HOLDERS),
            Table("right_home", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.RIGHT_HOMES),
            Table("voting_right", N_("名单上的人名，截止 1 年后抹掉"), End.UNNAMED, meetings.RIGHT_NAMES),
            Table("voting_right", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.RIGHTS),
        ),
    ),
    Data(
        N_("会议通知送没送到您家、谁送的"),
        N_("有人不服，要查得到通知送到没有"),
        N_("召集人和上门送的人；结果里只写没送到多少户"),
        (
            Table("delivery_photo", N_("会后 1 年零 1 个月删"), End.DELETED, meetings.DELIVERY_PHOTOS),
            Table("delivery", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.DELIVERIES),
            Table("door_helper", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.DOOR_HELPERS),
            Table("door_look", N_("留一届再加 1 年（6 年），结果不删"), End.DELETED, meetings.DOOR_LOOKS),
        ),
    ),
    Data(
        N_("到会签到"),
        N_("会议人够不够"),
        N_("您自己和召集人"),
        (
            Table("arrival", N_("1 年后只留人数"), End.COUNTED, meetings.ARRIVALS),
            Table("presence", N_("1 年后删，几户到场写在纪要里"), End.DELETED, meetings.PRESENCES),
        ),
    ),
    Data(
        N_("您说来不来开会"),
        N_("估一估人够不够"),
        N_("只公布人数；怎么答的，只有您自己看得到"),
        (Table("coming", N_("会后 90 天删"), End.DELETED, meetings.COMING),),
    ),
    Data(
        N_("您点的合适时间"),
        N_("定下几点开会"),
        N_("只公布人数；谁点的，只有您自己看得到"),
        (Table("time_answer", N_("90 天后删"), End.DELETED, meetings.TIME_ANSWERS),),
    ),
    Data(
        N_("会上举手、要帮忙、试投"),
        N_("安排发言，有人过来帮忙"),
        N_("您自己和主持人；大屏上只有号"),
        (
            Table("rehearsal_try", N_("试投一结束就删"), End.DELETED, meetings.REHEARSAL_TRIES),
            Table("rehearsal", N_("试投一结束就删"), End.DELETED, meetings.REHEARSALS),
            Table("hand", N_("30 天后删"), End.DELETED, meetings.HANDS),
            Table("help_call", N_("30 天后删"), End.DELETED, meetings.HELP_CALLS),
        ),
    ),
)
