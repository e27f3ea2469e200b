"""What is kept of accounts, homes and offices."""

from portal.accounts.actions import keeping as accounts
from portal.kit.words import N_
from portal.retention.shapes import EVERYBODY, MYSELF, WITH_ACCOUNT, Data, End, Table

ACCOUNTS: tuple[Data, ...] = (
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
)
ACTING: tuple[Data, ...] = (
    Data(
        N_("谁替谁办事"),
        N_("代办要有本人同意，随时能停"),
        N_("两个人自己"),
        (Table("mandate", N_("代办结束 3 年后删"), End.DELETED, accounts.MANDATES),),
    ),
)
OFFICES: tuple[Data, ...] = (
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
)
