"""A show of hands counts when two people, neither of whom runs the vote, have counted the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.decision import DecisionRule
from portal.meetings.rules.tally import Count, Tally, as_result, outcome, sum_of
from portal.places.rules import Entitlement


class NotByHands(Refused):
    status = 422
    message = N_("这样的表决不能举手，要一票一票地投。")


class OnlyYesOrNoByHands(Refused):
    status = 422
    message = N_("从几样里选的不能举手，请在手机或纸上投。")


class PresentOutOfRange(Refused):
    status = 422
    message = N_("到会的人数要在 1 到 %(most)s 之间，名册上一共 %(most)s 票。")


class MoreHandsThanPeople(Refused):
    status = 422
    message = N_("您数的一共 %(counted)s，比到会的 %(present)s 人还多，请再数一遍。")


class NotVotedByHands(Refused):
    message = N_("这一项现在不是举手表决。")


class TwoCountAlready(Refused):
    message = N_("已经有两位在数了，谢谢您。")


class CounterRunsIt(Refused):
    status = 403
    message = N_("打开表决的人不能数，请另外两位来数。")


class CounterIsNotHere(Refused):
    status = 403
    message = N_("您还没签到。到会的人才能数，请先签到。")


class NotACounter(Refused):
    status = 403
    message = N_("这一遍不是您数。")


class CountedAlready(Refused):
    message = N_("您数的已经记下了，等另一位。")


@dataclass(frozen=True)
class Hands:
    agree: int
    oppose: int
    abstain: int

    @property
    def sum(self) -> int:
        return self.agree + self.oppose + self.abstain


NOBODY = Hands(0, 0, 0)


def must_be_countable(rule: DecisionRule, *, options: bool) -> None:
    """Owners decide by heads and area, and members of a committee sign: neither can be seen of a hand.

    Raises NotByHands, OnlyYesOrNoByHands.
    """
    if not rule.hands:
        raise NotByHands()
    if options:
        raise OnlyYesOrNoByHands()


def must_be_here(present: int, rights: int) -> None:
    """Raises PresentOutOfRange."""
    if not 1 <= present <= rights:
        raise PresentOutOfRange(most=rights)


def must_be_of_the_hall(hands: Hands, present: int) -> None:
    """Raises MoreHandsThanPeople."""
    if hands.sum > present:
        raise MoreHandsThanPeople(counted=hands.sum, present=present)


def result_of_hands(hands: Hands | None, electorate: Iterable[Entitlement], rule: DecisionRule) -> dict[str, object]:
    """The result by the rule, as it is written down. `hands` is what both counted; None where they never agreed before
    the close, and then nobody is known to have taken part."""
    seen = hands or NOBODY
    tally = Tally(sum_of(electorate), Count(seen.sum), Count(seen.agree), Count(seen.oppose), Count(seen.abstain))
    return as_result(tally, outcome(tally, rule)) | {"hands": {"agreed": hands is not None}}


def channel_of(result: Mapping[str, Any] | None) -> dict[str, int]:
    """By which way the votes came, where it was by hands."""
    if not result or "hands" not in result:
        return {}
    return {"show_of_hands": int(result["tally"]["taking_part"]["heads"])}
