"""Who lives in the demo, and whom one can be."""

from dataclasses import dataclass

from portal.kit.words import N_


@dataclass(frozen=True)
class PersonSpec:
    """`home` is where they live (estate, label); `owns` what they own; `role` with the code of its area."""

    name: str
    email: str
    home: tuple[str, str] | None = None
    owns: tuple[tuple[str, str], ...] = ()
    role: tuple[str, str] | None = None
    shown_as: str = "full"
    left: bool = False


def _owner(name: str, email: str, estate: str, label: str, **more: object) -> PersonSpec:
    return PersonSpec(name, email, (estate, label), ((estate, label),), **more)  # type: ignore[arg-type]


PEOPLE = (
    _owner("陈秀英", "chenxiuying", "S1", "3栋1单元402"),
    _owner("王德贵", "wangdegui", "S1", "3栋1单元201", role=("building_head", "S1-3栋")),
    _owner("唐老师", "tanglaoshi", "S1", "3栋1单元101", shown_as="surname"),
    _owner("周师傅", "zhoushifu", "S1", "3栋1单元202", shown_as="surname"),
    _owner("刘先生", "liuxiansheng", "S1", "3栋1单元602", shown_as="building"),
    _owner("邓孃孃", "dengniangniang", "S1", "3栋1单元502", shown_as="building"),
    PersonSpec("小吴", "xiaowu", ("S1", "3栋1单元301"), (), shown_as="building"),
    PersonSpec("孙搬走", "sunbanzou", ("S1", "3栋2单元301"), (), left=True),
    _owner("罗素华", "luosuhua", "S1", "5栋1单元701", role=("building_head", "S1-5栋")),
    _owner("张国富", "zhangguofu", "S1", "1栋1单元301", role=("self_management", "S1")),
    PersonSpec("周明强", "zhoumingqiang", None, (), ("building_head", "S2-2栋")),
    _owner("何秀英", "hexiuying", "S4", "17栋1单元201", role=("building_head", "S4-17栋")),
    PersonSpec("陈桂芳", "chenguifang", None, (), ("community_staff", "lyp")),
    PersonSpec("刘晓敏", "liuxiaomin", None, (), ("grid_worker", "lyp-3")),
    _owner("李文博", "liwenbo", "S2", "6栋801", role=("owners_committee", "S2")),
    PersonSpec("赵磊", "zhaolei", None, (), ("property_staff", "S2")),
    _owner("曾媛", "zengyuan", "S4", "18栋1单元301", shown_as="surname"),
    _owner("郑浩", "zhenghao", "S2", "3栋1203", shown_as="surname"),
    PersonSpec("蒋小东", "jiangxiaodong", ("S2", "6栋201"), (), shown_as="surname"),
    _owner("夜班护士", "yebanhushi", "S3", "3栋402", shown_as="full"),
    PersonSpec("黄子涵", "huangzihan", ("S2", "7栋301"), (), shown_as="full"),
    PersonSpec("街道老何", "jiedaolaohe", None, (), ("street_staff", "510504-lhc")),
    PersonSpec("新望社区小文", "xinwang", None, (), ("community_staff", "xw")),
    PersonSpec("学院路社区小田", "xueyuanlu", None, (), ("community_staff", "xyl")),
    PersonSpec("星光社区小余", "xingguang", None, (), ("community_staff", "xg")),
    PersonSpec("河滨社区小罗", "hebin", None, (), ("community_staff", "hb")),
    _owner("何春梅", "hechunmei", "S1", "2栋1单元201"),
    PersonSpec("沈审计", "shenshenji", None, (), ("auditor", "5105")),
    PersonSpec("区划办小卢（演示）", "quhuaban", None, (), ("system_admin", "5105")),
    PersonSpec("方安全", "fanganquan", None, (), ("security_admin", "5105")),
    PersonSpec("江月社区小程", "jiangyue", None, (), ("community_staff", "jy")),
)

STEP_INTO = (
    ("陈秀英", N_("住 3 栋，有一票等她投")),
    ("王德贵", N_("3 栋楼栋长，今晚主持坝坝会")),
    ("唐老师", N_("3 栋业主，换个手机也来投")),
    ("小吴", N_("3 栋租户，能商量，业主的票不归他投")),
    ("陈桂芳", N_("社区书记，答复、答应去办")),
    ("刘晓敏", N_("网格员，核对纸质票、挨家去送")),
    ("李文博", N_("业委会主任，看昨天的业主大会结果")),
    ("何春梅", N_("志愿队领队，出签到码、确认时长")),
    ("郑浩", N_("在职党员，报到过，认领邻居的需求")),
    ("夜班护士", N_("提过路灯的事，看它怎么办成的")),
    ("方安全", N_("安全管理员，安排谁在什么岗位")),
    ("沈审计", N_("审计，只看记录，别的都看不到")),
    ("周明强", N_("别的楼的楼栋长，看看他看不到什么")),
)
