"""What is kept of what is raised and said, and of what was promised."""

from portal.hall import actions as hall
from portal.hall.actions import complaining, media, recording
from portal.hall.actions import keeping as hall_keeping
from portal.kit.words import N_
from portal.retention.shapes import EVERYBODY, NO_PERSON, PUBLIC_RECORD, Data, End, Table

SAID: tuple[Data, ...] = (
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
            Table("place_following", N_("关注了什么，账号在就在，注销 7 天后删"), End.WITH_ACCOUNT),
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
)
PROMISED: tuple[Data, ...] = (
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
)
