"""Who may call which kind of meeting, and what it can decide."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.decision import Kind
from portal.places.rules import AreaKind

MEETING_AREAS = (AreaKind.COMMUNITY, AreaKind.ESTATE, AreaKind.BUILDING, AreaKind.STAIRWELL)


class MeetingForm(StrEnum):
    BABA = "baba"
    BUILDING = "building"
    COUNCIL = "council"
    TRUSTEE = "trustee"
    TRI_PARTY = "tri_party"
    HEARING = "hearing"
    COORDINATION = "coordination"
    REVIEW = "review"
    TALK = "talk"
    RESIDENTS_ASSEMBLY = "residents_assembly"
    RESIDENTS_REPS = "residents_reps"
    OWNERS_ASSEMBLY = "owners_assembly"
    OWNERS_COMMITTEE = "owners_committee"
    PMC = "pmc"


@dataclass(frozen=True)
class FormRule:
    """`rules`: by which rules of decision a motion of such a meeting may be decided. `says`: when to call one, and
    what it is worth. `notice_days`: so many full days lie between its notice and its start, whatever it takes up."""

    name: str
    conveners: frozenset[str]
    rules: tuple[str, ...]
    says: str
    notice_days: int = 0


_OFFICE = frozenset({"community_staff", "street_staff"})
_STAFF = _OFFICE | {"grid_worker"}
_SELF = frozenset({"self_management"})
_HEADS = _STAFF | _SELF | {"building_head"}
_COMMITTEE = frozenset({"owners_committee"})
# domain.md 2.4. A meeting without rules talks, and decides nothing.
FORMS: dict[MeetingForm, FormRule] = {
    MeetingForm.BABA: FormRule(
        N_("坝坝会"), _HEADS, ("straw_poll", "households"), N_("坐在院坝里说，谁都能来。")
    ),
    MeetingForm.BUILDING: FormRule(
        N_("楼栋会"), _HEADS, ("straw_poll", "households"), N_("楼道、电梯、照明，一栋人的事。")
    ),
    MeetingForm.COUNCIL: FormRule(
        N_("议事会"), _STAFF | _SELF, ("straw_poll", "council"), N_("议事代表定期商量。")
    ),
    MeetingForm.TRUSTEE: FormRule(
        N_("自管委会议"), _OFFICE | _SELF, ("straw_poll", "council"), N_("老旧小区自己管，按章程定。")
    ),
    MeetingForm.TRI_PARTY: FormRule(
        N_("三方联席会"), _STAFF | _COMMITTEE, (), N_("社区、业委会、物业坐到一起，分头去办。")
    ),
    MeetingForm.HEARING: FormRule(N_("听证会"), _STAFF, (), N_("定之前先听大家说，说了的都要答复。")),
    MeetingForm.COORDINATION: FormRule(N_("协调会"), _STAFF, (), N_("两边有矛盾，坐下来谈拢。")),
    MeetingForm.REVIEW: FormRule(
        N_("评议会"), _STAFF, ("straw_poll",), N_("事情办完了，评社区和物业做得好不好。")
    ),
    MeetingForm.TALK: FormRule(N_("民情恳谈会"), _STAFF, (), N_("干部、代表、委员来听大家说。")),
    MeetingForm.RESIDENTS_ASSEMBLY: FormRule(
        N_("居民会议"), _OFFICE, ("residents_assembly", "residents_adults"), N_("全体居民或每户一人，按居委会组织法定。")
    ),
    MeetingForm.RESIDENTS_REPS: FormRule(
        N_("居民代表会议"), _OFFICE, ("residents_reps",), N_("居民代表来定，按居委会组织法。")
    ),
    MeetingForm.OWNERS_ASSEMBLY: FormRule(
        N_("业主大会"), _OFFICE | _COMMITTEE, ("straw_poll", "owners_ordinary", "owners_special"),
        N_("全体业主的事，公告要满 15 天。"), notice_days=15,  # 物业管理条例 art. 14
    ),
    MeetingForm.OWNERS_COMMITTEE: FormRule(
        N_("业委会会议"), _COMMITTEE, ("committee",), N_("委员过半到会才算数。")
    ),
    MeetingForm.PMC: FormRule(
        N_("物管会会议"), _OFFICE | _SELF, ("pmc",), N_("还没有业委会的小区，物管会先管着。")
    ),
}  # fmt: skip

# The stamp of each rule of decision. A phone vote of owners is a deliberation: the province's system or paper binds.
STAMPS: dict[str, tuple[Kind, bool]] = {
    "straw_poll": (Kind.STRAW_POLL, False),
    "households": (Kind.DELIBERATIVE, False),
    "committee": (Kind.DELIBERATIVE, False),
    "council": (Kind.DELIBERATIVE, False),
    "pmc": (Kind.DELIBERATIVE, False),
    "residents_reps": (Kind.RESIDENTS, False),
    "residents_assembly": (Kind.RESIDENTS, False),
    "residents_adults": (Kind.RESIDENTS, False),
    "owners_ordinary": (Kind.DELIBERATIVE, True),
    "owners_special": (Kind.DELIBERATIVE, True),
}

# In the order in which they are offered; which of them, its form says.
OFFERED = tuple(STAMPS)


class StillConvening(Refused):
    message = N_("您召集的「%(title)s」还没开完，开完再来注销。")


class MayNotConvene(Refused):
    status = 403
    message = N_("这种会不归您召集。可以请社区或业委会来开。")


class NotConvenedHere(Refused):
    status = 422
    message = N_("请选您负责的楼栋或小区。")


class RuleDoesNotFit(Refused):
    status = 422
    message = N_("这种会不能这样表决，请换一种表决方式。")


class EndsBeforeItStarts(Refused):
    status = 422
    message = N_("截止要晚于开会时间，请改一改。")


class StartsInThePast(Refused):
    status = 422
    message = N_("开会时间已经过了，请选以后的时间。")


class RestsOnConvener(Refused):
    message = N_("%(count)s 票的住户只有召集人一个人确认过，不能开表决。请%(who)s先核对一遍。")


def must_not_rest_on_convener(kind: str, alone: int, who: str) -> None:
    """Whoever convenes a formal vote cannot be the only one who verified its voters. A straw poll decides nothing.

    `alone` is the number of such rights, `who` names those who can look a second time. Raises RestsOnConvener.
    """
    if alone and kind != Kind.STRAW_POLL:
        raise RestsOnConvener(count=alone, who=who)


def forms_for(roles: Collection[str]) -> dict[str, str]:
    """The forms these roles may convene, with their names."""
    return {str(form): rule.name for form, rule in FORMS.items() if rule.conveners & set(roles)}


def form_named(form: str) -> FormRule | None:
    """The form of a meeting, where it is still known."""
    return FORMS.get(MeetingForm(form)) if form in tuple(MeetingForm) else None


def rules_of(forms: Collection[str]) -> tuple[str, ...]:
    """By which rules any of these meetings can decide, in the order in which they are offered."""
    allowed = {code for form in forms for code in FORMS[MeetingForm(form)].rules}
    return tuple(code for code in OFFERED if code in allowed)


def must_be_convened_by(form: str, roles: Collection[str]) -> FormRule:
    """Raises MayNotConvene."""
    if form not in FORMS or not FORMS[MeetingForm(form)].conveners & set(roles):
        raise MayNotConvene()
    return FORMS[MeetingForm(form)]


def must_fit(form: FormRule | None, rule_code: str) -> tuple[Kind, bool]:
    """The stamp of a motion in such a meeting, and whether it is only indicative. Raises RuleDoesNotFit."""
    if form is None or rule_code not in form.rules:
        raise RuleDoesNotFit()
    return STAMPS[rule_code]
