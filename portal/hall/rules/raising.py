"""What holds when somebody raises a matter: its title, its kind, and what has perhaps been said before."""

import re
from collections.abc import Mapping

from portal.hall.rules.media import ONLY_VOICE, TITLE_OF_VOICE
from portal.kit.errors import Refused
from portal.kit.words import N_

LONGEST_TITLE = 40
_ENDS = re.compile(r"(?<=[。！？!?；;\n])")
_PAUSES = "，,、：: "

# Words that tell of a kind. The kind with most of them is suggested; the first one named where two have as many.
WORDS: Mapping[str, tuple[str, ...]] = {
    "safety": ("消防", "着火", "起火", "火灾", "烟", "煤气", "燃气", "漏电", "触电", "电线", "坠落", "掉下", "砸", "裂缝", "危险", "灭火器"),
    "charging": ("充电", "电瓶车", "电动车", "充电桩", "飞线", "充电棚", "换电"),
    "parking": ("停车", "车位", "占道", "乱停", "车库", "挪车", "堵车", "僵尸车", "消防通道"),
    "lift": ("电梯", "加装", "困人", "轿厢", "上不了楼", "爬楼"),
    "lighting": ("路灯", "感应灯", "不亮", "灯坏", "照明", "黑漆漆", "很黑", "太黑", "灯泡", "楼道灯"),
    "waste": ("垃圾", "分类", "投放点", "臭", "厨余", "垃圾桶", "清运"),
    "pets": ("狗", "犬", "遛狗", "猫", "拴绳", "狗屎", "宠物"),
    "noise": ("噪声", "噪音", "吵", "音响", "广场舞", "装修声", "喇叭", "太响"),
    "fees": ("物业费", "收费", "涨价", "停车费", "公共收益", "公摊", "账目"),
    "repair_fund": ("维修资金", "维修基金", "漏水", "屋顶", "防水", "外墙", "管道", "下水道", "堵了"),
    "elderly": ("老人", "食堂", "养老", "扶手", "轮椅", "坡道", "助餐", "日间照料"),
}  # fmt: skip


class HallClosed(Refused):
    status = 422
    message = N_("这个议事厅关了。再点一次“发出去”，社区照样收到。")


def title_of(title: str, body: str) -> str:
    """What was given as a title, or else the first sentence of what was said, in at most forty characters."""
    if title.strip() or body == ONLY_VOICE:
        return title.strip() or TITLE_OF_VOICE
    first = next((part.strip() for part in _ENDS.split(body) if part.strip()), "").rstrip("。；;")
    if len(first) <= LONGEST_TITLE:
        return first
    cut = first[: LONGEST_TITLE - 1]
    pause = max(cut.rfind(sign) for sign in _PAUSES)
    return cut[:pause] if pause >= LONGEST_TITLE // 3 else cut + "…"


def category_of(words: str) -> str:
    """The kind of matter that these words suggest; `other` where they suggest none."""
    counts = {kind: sum(words.count(word) for word in told) for kind, told in WORDS.items()}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] else "other"
