"""What is kept of letters, and of the house itself."""

from portal.channels import outbox
from portal.database import keeping
from portal.jobs import work
from portal.kit.words import N_
from portal.notices.actions import keeping as notices
from portal.retention.shapes import MYSELF, NO_PERSON, WITH_ACCOUNT, Data, End, Table

HOUSE: tuple[Data, ...] = (
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
