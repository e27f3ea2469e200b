"""Copies of words that were made before the words were put away: on an agenda, a timeline, in an inbox.

What was copied stays in its table as it was written. Whoever reads it is told instead that it was put away, and why,
for as long as it is. As many questions are asked for many copies as for one.
"""

from collections.abc import Collection

from portal.hall.models import Matter, Statement
from portal.hall.queries.seeing import looks_at
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.moderation import REASONS
from portal.hall.rules.opinions import topic_of
from portal.kit.words import _
from portal.policy import Actor

Stubs = dict[str, str]


async def stubs_of(actor: Actor, numbers: Collection[str]) -> Stubs:
    """What stands in the place of the words of those of these matters that others do not see, by number.

    Whoever raised one reads their own words. One query where all are shown, and two at most.
    """
    unseen = Matter.filter(number__in=sorted(set(numbers))).exclude(shown=Shown.SHOWN) if numbers else None
    found = [each for each in await unseen if actor.id is None or each.raised_by_id != actor.id] if unseen else []
    looks = await looks_at("matter", [matter.id for matter in found])
    codes = {id: look.reason_code for id, look in looks.items()}
    return {matter.number: _stub(matter.shown, codes.get(matter.id, "")) for matter in found}


async def statement_stubs(numbers: Collection[str]) -> Stubs:
    """The same of statements that a meeting took up, by the words that stand on its agenda."""
    unseen = Statement.filter(matter__number__in=sorted(set(numbers)), agenda__not="") if numbers else None
    found = await unseen.exclude(shown=Shown.SHOWN) if unseen else []
    looks = await looks_at("statement", [statement.id for statement in found])
    codes = {id: look.reason_code for id, look in looks.items()}
    return {
        topic_of(words): _stub(each.shown, codes.get(each.id, ""))
        for each in found
        for words in (each.body, each.original)
        if words
    }


def _stub(shown: str, code: str) -> str:
    if shown == Shown.HIDDEN and code in REASONS:
        return _("内容已隐藏：%(reason)s", reason=_(REASONS[code].name))
    return _("写的人收回了") if shown == Shown.WITHDRAWN else _("内容已隐藏")
