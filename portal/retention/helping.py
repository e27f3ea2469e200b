"""What is kept of service, reports and help."""

from portal.kit.words import N_
from portal.reporting.actions import keeping as reporting
from portal.retention.shapes import PUBLIC_RECORD, Data, End, Table
from portal.volunteers.actions import keeping as volunteers

HELPING: tuple[Data, ...] = (
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
)
