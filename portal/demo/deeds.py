"""What the demo city does for its neighbours: eight activities and eight needs."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ActivitySpec:
    """`shifts` are (days ahead of this week's Saturday, hour, minutes); `taken` of the first one's places."""

    title: str
    team: tuple[str, str, str, str, str]  # name, kind, area, leader, charter
    place: str
    risk: str
    risks: str
    says: str
    places: int
    shifts: tuple[tuple[int, int, int], ...]
    taken: int = 0
    minimum_age: int = 18
    skill: str = ""
    insured: tuple[str, str] = ("", "")
    stage: str = "published"
    matter: int = 0


GUIYUAN = ("桂圆林苑志愿服务队", "cleaning", "S1", "何春梅", "每周六清一次楼道，谁都能来，来一次算一次。")
CARE = ("助老队", "care", "xyl", "黄子涵", "给老人送餐、陪老人说话、教老人用手机。")
MANNERS = ("文明劝导队", "sorting", "S2", "郑浩", "晚上在投放点帮大家分一分，说话和气。")
WATER = ("水上安全队", "water", "S3", "街道老何", "夏秋两季沿江巡逻，两人一组，不下水。")
REPAIR = ("邻里匠人队", "repair", "S1", "周师傅", "每月修一次小家电，不收钱。")
MEDIATION = ("调解队", "mediation", "xyl", "学院路社区小田", "在皂妈工作室值班，听两边说，不往外说。")
EMERGENCY = ("应急队", "emergency", "lyp", "刘晓敏", "汛期待命，只在应急响应时出动。")

ACTIVITIES = (
    ActivitySpec(
        "周六楼道清杂物", GUIYUAN, "3栋门口", "low", "楼梯滑，搬东西注意腰；灰大，带口罩。", "把楼道里没人要的杂物搬到楼下，分好类。手套口罩队里有。",
        20, ((0, 9, 120), (7, 9, 120), (14, 9, 120)), taken=13, minimum_age=14,
    ),
    ActivitySpec(
        "老年食堂送餐", CARE, "学院路社区党群服务中心", "low", "骑车注意安全，汤烫手。", "把午饭送到走不动的老人手上，一趟四家。先听食品安全说明。",
        8, ((2, 11, 90), (3, 11, 90), (4, 11, 90)), taken=8, matter=9,
    ),
    ActivitySpec("垃圾分类晚间督导", MANNERS, "2栋投放点", "low", "站着累，蚊子多。", "晚上七点到九点在投放点，教大家分一分。", 6, ((0, 19, 120), (1, 19, 120)), taken=4, matter=4),
    ActivitySpec(
        "滨江防溺水巡逻", WATER, "沱江雅苑大门", "danger", "江边路滑水急，只劝不下水，遇险先打 110、119。", "两人一组沿江走三公里，劝下水的人上岸。穿救生衣。",
        10, ((0, 15, 180), (1, 15, 180)), taken=5, insured=("演示财产保险", "YS-2026-0417"),
    ),
    ActivitySpec("家电义务维修日", REPAIR, "1栋前坝子", "low", "用电有危险，通电测试由有证的人做。", "修电风扇、电饭煲这些小家电。修不好的说清楚为什么。", 12, ((1, 9, 240),), taken=6, skill="电工证"),
    ActivitySpec("手机课堂“长辈版怎么用”", CARE, "共享空间", "none", "没有什么危险，要有耐心。", "一对一教老人打电话、看孙子、用长辈版投票。", 6, ((4, 15, 90), (11, 15, 90)), taken=4, minimum_age=14),
    ActivitySpec("邻里纠纷调解值班", MEDIATION, "皂妈工作室", "none", "可能遇到吵架，先劝开。要签保密承诺。", "两人一班，听两边说，记下来，不往外说。", 2, ((0, 9, 150), (3, 9, 150)), taken=1),
    ActivitySpec(
        "防汛沙袋与转移引导", EMERGENCY, "龙眼坡社区党群服务中心", "danger", "涉水、搬重物，听指挥，不单独行动。", "只在应急响应时开放报名。", 60, (), insured=("演示财产保险", "YS-2026-0502"),
        stage="draft",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class NeedSpec:
    """`claims` are (who, stage, thanks); `told` is who is served, and their door and address."""

    title: str
    summary: str
    area: str
    by: str
    told: tuple[str, str, str]
    minutes: int
    people: int
    due_in: int
    category: str
    kind: str = "service"
    skill: str = ""
    matter: int = 0
    recipient: str = ""
    claims: tuple[tuple[str, str, str], ...] = field(default=())


NEEDS = (
    NeedSpec("每周代购一次药", "医院开好的药，每周取一次送到家。", "S1-3栋", "陈桂芳", ("杨婆婆", "3栋2单元501", "yangpopo@demo.invalid"), 60, 2, 5, "care", claims=(("周师傅", "accepted", ""),)),
    NeedSpec("讲讲加装电梯的图纸", "把两个方案的图讲给大家听，看采光和管线。", "S1-3栋", "陈桂芳", ("自管委 张国富", "", "zhangguofu@demo.invalid"), 90, 1, 6, "governance", skill="建筑设计", matter=1, recipient="张国富"),
    NeedSpec("暑期托管班教数学", "在共享空间，社工全程在场，初中数学。", "xyl", "学院路社区小田", ("家长代表 郑浩", "", "zhenghao@demo.invalid"), 90, 4, 20, "culture", recipient="郑浩"),
    NeedSpec("看一看物业合同", "业委会想请人看看合同里的服务标准怎么写。", "S6", "河滨社区小罗", ("业委会", "", "hebin@demo.invalid"), 120, 1, 9, "law", skill="律师", matter=7),
    NeedSpec("错时停车位 40 个", "晚上七点到早上七点，离小区走路十分钟以内。", "S4", "新望社区小文", ("何秀英（楼栋长）", "", "hexiuying@demo.invalid"), 60, 1, 12, "governance", kind="resource", matter=2, recipient="何秀英", claims=(("曾媛", "accepted", ""),)),
    NeedSpec("陪着做充电点消防验收", "新充电点验收，请懂消防的人一起看一遍。", "S2", "学院路社区小田", ("周明强（楼栋长）", "", "zhoumingqiang@demo.invalid"), 120, 1, 10, "safety", skill="消防工程", matter=3, recipient="周明强"),
    NeedSpec("社区义诊量血压", "周六上午在党群服务中心，量血压、说用药。", "xyl", "学院路社区小田", ("学院路社区", "党群服务中心", "xueyuanlu@demo.invalid"), 180, 6, 4, "health", skill="医生、护士", claims=(("郑浩", "confirmed", "量得仔细，说话又慢，听得懂。"),)),
    NeedSpec("夜里看梯坎哪里装灯", "晚上走一遍一百多步梯坎，把黑的地方记下来。", "S3", "街道老何", ("夜班护士", "3栋402", "yebanhushi@demo.invalid"), 60, 3, 2, "safety", matter=10, recipient="夜班护士", claims=()),
)  # fmt: skip
