"""What neighbours might say of a hundred everyday things, in parts that are put together by chance. Nobody said any of it."""

from random import Random

WHO = ("我们这栋", "楼上楼下", "我屋头", "对门邻居", "老人些", "娃儿们", "上夜班的", "带孩子的", "租房的", "楼底下", "后头那排", "靠马路这边")  # fmt: skip
HOW = ("都觉得", "早就说过", "昨天又在讲", "一直希望", "商量了一下，", "说实话，", "开会也提过，", "问了几回，", "今早看到", "慢慢发现")  # fmt: skip
TAILS = (
    "，请社区来看看。", "，大家说对不对？", "，能不能先试一个月？", "，钱咋个出要讲清楚。", "，不要一拖再拖。", "，我同意。", "，我有不同意见。",
    "，希望给个准信。", "，可以一起想办法。", "，周末都在屋头，好商量。", "，先听听别家咋个说。", "，辛苦你们了。",
)  # fmt: skip
# By category (`hall.rules.CATEGORIES`): what a matter is called, and what is said of it.
THEMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "lift": (
        ("加装电梯", "电梯大修", "电梯装空调"),
        (
            "电梯三天两头坏",
            "电梯装在北边好些",
            "爬六楼腿遭不住",
            "一楼采光要算进去",
            "电梯维护费按楼层摊",
            "电梯里头太闷",
        ),
    ),
    "parking": (
        ("车位错时共享", "划非机动车位", "清理僵尸车"),
        ("晚上回来没得车位", "停车占了消防通道", "临时停车收费太高", "学校操场晚上可以停车", "僵尸车占位半年了"),
    ),
    "charging": (
        ("加装充电桩", "架空层充电点搬家", "电瓶车充电棚"),
        ("充电桩太少，排队", "电瓶车上楼充电吓人", "充电费用比别处贵", "充电棚没得雨棚", "飞线充电要管"),
    ),
    "waste": (
        ("垃圾投放点搬家", "厨余垃圾定时收", "投放点加洗手池"),
        ("垃圾桶满了没人收", "夏天味道受不了", "大件垃圾堆在门口", "分类分了又混到一起装"),
    ),
    "pets": (("文明养犬公约", "划遛狗时段"), ("遛狗不拴绳", "狗屎没人捡", "大狗进电梯吓到娃儿", "流浪猫要人管")),
    "noise": (("广场舞限时", "装修时段公约"), ("广场舞声音太大", "中午装修钻墙", "半夜搬货", "喇叭叫卖一早上")),
    "fees": (
        ("物业费和服务分开定", "公共收益公开"),
        ("物业费涨了服务没涨", "公共收益没公开", "账目要贴出来", "保洁三天来一回"),
    ),
    "repair_fund": (("屋顶防水", "外墙维修"), ("顶楼漏雨", "维修资金要花在刀口上", "外墙砖掉下来过", "三家报价要公开")),
    "elderly": (
        ("办老年食堂", "楼道装扶手"),
        ("老年食堂十五块以内都吃得起", "扶手装一半没装完", "送餐要准时", "坡道太陡"),
    ),
    "lighting": (("楼道灯换新", "小路装路灯"), ("路灯黑了半个月", "楼道灯声控不灵", "梯坎黑漆漆的", "灯太亮晃眼睛")),
    "safety": (("消防通道清障", "换灭火器"), ("消防通道堆满杂物", "灭火器过期了", "楼道不要堆纸板", "燃气要查一查")),
    "other": (("架空层改活动室", "门口台阶改坡道"), ("活动室哪个管钥匙", "快递堆在门口", "单车乱放", "门禁坏了一个月")),
}
# One in some thirty speaks of one of these: words that are not common.
SELDOM = tuple(f"{n}{w}" for w in ("棵黄葛树", "把长条椅", "个摄像头", "块宣传栏", "盏太阳能灯", "台净水机", "扇防火门") for n in range(2, 40))  # fmt: skip
# And one in some thousand of one of these.
RARE = ("蜂窝", "白蚁", "鸽子笼", "防空洞", "老黄角兰", "水锤声", "地锁", "无障碍卫生间", "轮椅坡板", "助听器", "盲道砖", "透水砖", "雨污分流", "二次供水", "光纤箱", "门球场", "乒乓台", "种菜", "腊肉烟", "麻将馆", "代步车", "独居老人", "失物招领", "旧书角", "皮影戏")  # fmt: skip
STANCES = ("support", "support", "oppose", "suggest", "", "")


class Chatter:
    """Says something else each time, and the same again from the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 - for variety, not for secrets

    def pick(self, options: "tuple[str, ...]") -> str:
        return options[int(self.chance.random() * len(options))]

    def comment(self, category: str) -> str:
        """Some twenty characters: who, how, what, and where it leads."""
        roll = self.chance.random()
        if roll < 0.001:
            what = f"还有{self.pick(RARE)}的事"
        elif roll < 0.03:
            what = f"要添{self.pick(SELDOM)}"
        else:
            what = self.pick(THEMES[category][1])
        door = f"{1 + int(self.chance.random() * 40)}栋" if roll > 0.7 else self.pick(WHO)
        return f"{door}{self.pick(HOW)}{what}{self.pick(TAILS)}"

    def title(self, category: str) -> str:
        return f"{1 + int(self.chance.random() * 40)}栋{self.pick(THEMES[category][0])}"
