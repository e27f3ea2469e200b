"""What holds in the hall, whoever asks: stages, the line of seconds, and what a post may be."""

from enum import StrEnum

from portal.hall.rules.detecting import Trait, traits
from portal.hall.rules.lifecycle import STAGES, Deed, Shown, Stage, State, Track
from portal.kit.errors import Refused
from portal.kit.words import N_

__all__ = [
    "Deed", "STAGES", "Shown", "Stage", "State", "Track",
]  # fmt: skip

LONGEST_TITLE, LONGEST_BODY, LONGEST_POST = 40, 1000, 500
SECONDS_LINE = 30  # seconds that put a matter on the agenda, in a whole estate
SECONDS_LINE_BUILDING = 5  # … and within one building or stairwell


class Take(StrEnum):
    """Where a neighbour stands: 支持, 反对 or 建议."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    SUGGEST = "suggest"


CATEGORIES = {
    "lift": N_("加装电梯"),
    "parking": N_("停车"),
    "charging": N_("充电"),
    "waste": N_("垃圾分类"),
    "pets": N_("养犬"),
    "noise": N_("噪声"),
    "fees": N_("物业费"),
    "repair_fund": N_("维修资金"),
    "elderly": N_("养老"),
    "lighting": N_("照明"),
    "safety": N_("消防安全"),
    "other": N_("其他"),
}


class AlreadySeconded(Refused):
    message = N_("您已经附议过了，一人算一次。")


class OwnMatter(Refused):
    message = N_("这是您自己提的，不用再附议。")


class PersonalDetails(Refused):
    status = 422
    message = N_("里面像是有电话或证件号码。为了保护隐私，请删掉再发。")


class UnknownPlace(Refused):
    status = 422
    message = N_("请选您住的楼栋或小区。")


def must_hold_no_details(*texts: str) -> None:
    """No mobile, ID number or plate in public words (PIPL art. 28; §6.6), whoever writes them. Raises PersonalDetails."""
    if any(traits(text) & {Trait.PHONE, Trait.ID_NUMBER, Trait.PLATE} for text in texts):
        raise PersonalDetails()


def line_for(area_kind: str) -> int:
    """How many seconds put a matter on the agenda."""
    return SECONDS_LINE_BUILDING if area_kind in ("building", "stairwell") else SECONDS_LINE


def reaches_line(state: str, seconds: int, line: int) -> bool:
    """Whether enough neighbours stand behind a matter that has not come further yet: then nobody can hold it back."""
    return state in (State.TRIAGE, State.SECONDING) and seconds >= line
