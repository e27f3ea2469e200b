"""未表态业主: when those who stayed silent may be counted with the majority, and what is told of it.

Never by default. (2022)沪02民初16号: the estate's own rules say so, the ballot was delivered, and the owners were told what
silence means. So: an article, a delivery for every single right, and the warning on notice and ballot.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.decision import Basis, DecisionRule
from portal.meetings.rules.tally import Tally

FOLLOW = "follow_majority"
WARNING = N_("票送到了又没投的，按%(article)s随多数算。")


class SilenceIsNoVote(Refused):
    status = 422
    message = N_("只有业主的正式表决、只选同意反对的，才能按议事规则这样算。")


class ArticleMissing(Refused):
    status = 422
    message = N_("请写议事规则或管理规约第几条，比如“议事规则第 12 条”。")


def may_follow(rule: DecisionRule, *, options: bool) -> bool:
    """A statutory vote of owners on yes or no; anybody else who is silent is silent."""
    return rule.basis == Basis.OWNERS and rule.notice_days > 0 and not options


def must_be_lawful(rule: DecisionRule, article: str, *, options: bool) -> None:
    """Raises SilenceIsNoVote, ArticleMissing."""
    if not may_follow(rule, options=options):
        raise SilenceIsNoVote()
    if not any(sign.isdigit() or sign in "一二三四五六七八九十" for sign in article):
        raise ArticleMissing()


def with_silence(rule: DecisionRule, article: str | None, *, options: bool) -> DecisionRule:
    """The rule as it is frozen: with the article where there is one, and silence that counts for nothing else."""
    if not article or not may_follow(rule, options=options):
        return rule
    return replace(rule, silent=FOLLOW, silent_article=article)


def told_of_silence(
    rule: DecisionRule, counted: Tally, keys: Collection[str], said: Collection[str], delivered: Collection[str]
) -> Mapping[str, object]:
    """What is printed with the result. Where heads and area lead to different options silence is not counted."""
    if rule.silent != FOLLOW:
        return {}
    silent = set(keys) - set(said)
    reached = silent & set(delivered)
    return {
        "silent": {
            "article": rule.silent_article, "delivered": len(reached), "undelivered": len(silent - reached),
            "applied": counted.followed == len(reached),
        }
    }  # fmt: skip
