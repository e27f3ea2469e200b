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
    TRI_PARTY = "tri_party"
    HEARING = "hearing"
    RESIDENTS_REPS = "residents_reps"
    OWNERS_ASSEMBLY = "owners_assembly"
    COMMITTEE = "committee"


@dataclass(frozen=True)
class FormRule:
    """`rules`: by which rules of decision a motion of such a meeting may be decided."""

    name: str
    conveners: frozenset[str]
    rules: tuple[str, ...]


_STAFF = frozenset({"community_staff", "grid_worker", "street_staff"})
_HEADS = _STAFF | {"building_head", "self_management"}
FORMS: dict[MeetingForm, FormRule] = {
    MeetingForm.BABA: FormRule(N_("坝坝会"), _HEADS, ("straw_poll", "households")),
    MeetingForm.BUILDING: FormRule(N_("楼栋会"), _HEADS, ("straw_poll", "households")),
    MeetingForm.COUNCIL: FormRule(N_("议事会"), _STAFF | {"self_management"}, ("straw_poll", "committee")),
    MeetingForm.TRI_PARTY: FormRule(N_("三方联席会"), _STAFF | {"owners_committee"}, ()),
    MeetingForm.HEARING: FormRule(N_("听证会"), _STAFF, ()),
    MeetingForm.RESIDENTS_REPS: FormRule(N_("居民代表会议"), _STAFF, ("residents_reps",)),
    MeetingForm.OWNERS_ASSEMBLY: FormRule(
        N_("业主大会"), frozenset({"owners_committee", "street_staff", "community_staff"}),
        ("straw_poll", "owners_ordinary", "owners_special"),
    ),
    MeetingForm.COMMITTEE: FormRule(N_("委员会会议"), frozenset({"owners_committee", "self_management"}), ("committee",)),
}  # fmt: skip

# The stamp of each rule of decision. A phone vote of owners is a deliberation: the province's system or paper binds.
STAMPS: dict[str, tuple[Kind, bool]] = {
    "straw_poll": (Kind.STRAW_POLL, False),
    "households": (Kind.DELIBERATIVE, False),
    "committee": (Kind.DELIBERATIVE, False),
    "residents_reps": (Kind.RESIDENTS, False),
    "residents_assembly": (Kind.RESIDENTS, False),
    "owners_ordinary": (Kind.DELIBERATIVE, True),
    "owners_special": (Kind.DELIBERATIVE, True),
}

OFFERED = ("straw_poll", "households", "owners_ordinary", "owners_special")


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


def must_be_convened_by(form: str, roles: Collection[str]) -> FormRule:
    """Raises MayNotConvene."""
    if form not in FORMS or not FORMS[MeetingForm(form)].conveners & set(roles):
        raise MayNotConvene()
    return FORMS[MeetingForm(form)]


def must_fit(form: FormRule, rule_code: str) -> tuple[Kind, bool]:
    """The stamp of a motion in such a meeting, and whether it is only indicative. Raises RuleDoesNotFit."""
    if rule_code not in form.rules:
        raise RuleDoesNotFit()
    return STAMPS[rule_code]
