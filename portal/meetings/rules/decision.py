"""By which rule a motion is decided. Rules are data with a version; the one in force is frozen when a vote opens."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from portal.kit.errors import Missing
from portal.kit.words import N_


class Kind(StrEnum):
    """What a decision is worth. The stamp stands on ballot, result, projector, poster and receipt."""

    STRAW_POLL = "straw_poll"
    DELIBERATIVE = "deliberative"
    RESIDENTS = "residents"
    OWNERS = "owners"


class Basis(StrEnum):
    """Who is one voter."""

    OWNERS = "owners"
    HOUSEHOLDS = "households"
    MEMBERS = "members"
    ADULTS = "adults"


@dataclass(frozen=True)
class Mark:
    """A line to reach: num/den of the whole; exactly so much is enough only where it is `inclusive`."""

    num: int
    den: int
    inclusive: bool

    def holds(self, part: int, whole: int) -> bool:
        """Compared as integers: a rounded share would let 66.6 % pass, or fail an exact two thirds."""
        if self.inclusive:
            return self.den * part >= self.num * whole
        return self.den * part > self.num * whole

    def missing(self, part: int, whole: int) -> int:
        """How much more `part` must become for the line to be reached, if `whole` stays."""
        needed = -(-self.num * whole // self.den) if self.inclusive else self.num * whole // self.den + 1
        return max(0, needed - part)


TWO_THIRDS = Mark(2, 3, True)
THREE_QUARTERS = Mark(3, 4, True)
HALF = Mark(1, 2, True)
FIFTH = Mark(1, 5, True)
OVER_HALF = Mark(1, 2, False)


@dataclass(frozen=True)
class DecisionRule:
    """`by_area`: area must reach the marks as well as heads. `of_all`: approval is measured against every member,
    not only those who take part. `silent`: owners who were given a ballot and stay silent may follow the
    majority, by the estate's own `silent_article`. `two_channels`: a right used by phone and on paper counts by its last ballot, or by
    the phone's (`electronic_wins`). `proxies` is for how many one person may vote besides. `members` are the
    offices whose holders vote. Of those who hold the first of them, `reps` must take part too: a right's size is then
    1 for each of these and 0 for the others. `hands`: it may be counted by a show of hands. `unverified` rules may be shown, but a vote does not open by them."""

    code: str
    version: str
    name: str
    basis: Basis
    quorum: Mark
    approval: Mark
    by_area: bool
    notice_days: int
    source: str
    of_all: bool = False
    silent: str = "none"
    silent_article: str = ""
    conflict: str = "not_participating"
    two_channels: str = "last_wins"
    proxies: int = 3
    unverified: bool = False
    members: tuple[str, ...] = ()
    reps: Mark | None = None
    hands: bool = False


RULES: dict[str, DecisionRule] = {
    rule.code: rule
    for rule in (
        DecisionRule(
            "straw_poll", "2026-1", N_("摸底：三分之二参加，四分之三同意"), Basis.OWNERS, TWO_THIRDS, THREE_QUARTERS, True, 0,
            "意向征询，不具有表决效力；线同《民法典》278 条二款后段",
        ),
        DecisionRule(
            "households", "2026-1", N_("议事决定：一户一票，一半参加，过半同意"), Basis.HOUSEHOLDS, HALF, OVER_HALF, False, 3,
            "楼栋会：无法定人数，默认过半户参加", hands=True,
        ),
        DecisionRule(
            "owners_ordinary", "2021-1", N_("业主：三分之二参加，过半同意"), Basis.OWNERS, TWO_THIRDS, OVER_HALF, True, 15,
            "《民法典》278 条（一）至（五）、（九）",
        ),
        DecisionRule(
            "owners_special", "2021-1", N_("业主：三分之二参加，四分之三同意"), Basis.OWNERS, TWO_THIRDS, THREE_QUARTERS, True, 15,
            "《民法典》278 条（六）至（八）",
        ),
        DecisionRule(
            "residents_reps", "2018-1", N_("居民代表：三分之二到会，到会过半同意"), Basis.MEMBERS, TWO_THIRDS, OVER_HALF, False, 3,
            "《村民委员会组织法》(2018) 25、26 条，村改居社区沿用",
            members=("residents_rep",), proxies=0, hands=True,
        ),
        DecisionRule(
            "residents_assembly", "2018-1", N_("居民会议：一户一票，过半到会，到会过半同意"), Basis.HOUSEHOLDS, OVER_HALF, OVER_HALF,
            False, 3, "《城市居民委员会组织法》(2018) 10 条", hands=True,
        ),
        DecisionRule(
            "residents_adults", "2018-1", N_("居民会议：登记居住的成年人一人一票，过半到会，到会过半同意"), Basis.ADULTS,
            OVER_HALF, OVER_HALF, False, 3, "《城市居民委员会组织法》(2018) 8、10 条", proxies=0, hands=True,
        ),
        DecisionRule(
            "residents_assembly_2025", "2025-0", N_("居民会议（2025 年修订，人数未核实）"), Basis.HOUSEHOLDS, OVER_HALF, OVER_HALF,
            False, 3, "《城市居民委员会组织法》(2025)，未核实", unverified=True,
        ),
        DecisionRule(
            "committee", "2024-1", N_("委员会：过半到会，全体过半同意"), Basis.MEMBERS, OVER_HALF, OVER_HALF, False, 3,
            "业委会会议：过半委员到会，全体委员过半签字同意", of_all=True, proxies=0,
            members=("owners_committee",),
        ),
        DecisionRule(
            "council", "2024-1", N_("自管委、议事会：过半到会，全体过半同意"), Basis.MEMBERS, OVER_HALF, OVER_HALF, False, 3,
            "按章程，章程没写的照业委会", of_all=True, proxies=0, members=("self_management",), hands=True,
        ),
        DecisionRule(
            "pmc", "2024-1", N_("物管会：委员、业主代表都过半到会，全体过半同意"), Basis.MEMBERS, OVER_HALF, OVER_HALF, False, 3,
            "物管会会议：委员过半且业主代表过半到会，全体委员过半签字同意（京物业条例 2024，57）", of_all=True, proxies=0,
            members=("pmc_owner", "pmc_member"), reps=OVER_HALF,
        ),
    )
}  # fmt: skip


def rule_of(code: str) -> DecisionRule:
    """Raises Missing where no such rule is known."""
    if code not in RULES:
        raise Missing()
    return RULES[code]


def snapshot(rule: DecisionRule) -> dict[str, object]:
    """The rule as it is frozen with a vote: plain values, to be printed with the result."""
    return asdict(rule)


def thawed(told: Mapping[str, Any]) -> DecisionRule:
    """The rule that a vote was frozen with, from its snapshot. Raises TypeError where it is none."""
    marks = {name: Mark(**told[name]) for name in ("quorum", "approval", "reps") if told.get(name)}
    return DecisionRule(**dict(told) | marks | {"members": tuple(told.get("members", ()))})


def snapshot_hash(rule: DecisionRule) -> str:
    said = json.dumps(snapshot(rule), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
