"""What lies open, for everybody to read."""

from dataclasses import dataclass
from datetime import datetime

from portal.hall.models import Matter, Opinion
from portal.hall.queries.feeds import shown_matter
from portal.hall.rules.noticing import mark_of
from portal.kit.errors import Missing
from portal.policy import Actor


@dataclass(frozen=True)
class Notice:
    """An opinion that was published, and its matter."""

    matter: Matter
    opinion: Opinion

    @property
    def mark(self) -> str:
        return notice_mark(self.matter, self.opinion)


async def notice_for(actor: Actor, number: str) -> Notice:
    """The last opinion of a matter that neighbours see. Raises Missing where none was published."""
    matter = await shown_matter(actor, number)
    opinion = await Opinion.filter(matter_id=matter.id).order_by("-id").first()
    if opinion is None or opinion.published_at is None:
        raise Missing()
    return Notice(matter, opinion)


def notice_mark(matter: Matter, opinion: Opinion) -> str:
    """Of what is told and for how long, in the words and moments that are kept: the same in every language."""
    told = {name: getattr(opinion, name) for name in (
        "body", "executor", "budget", "fund_source", "deadline", "minority", "minority_reply",
    )}  # fmt: skip
    days = {"from": _instant(opinion.published_at), "until": _instant(opinion.notice_until)}
    return mark_of({"number": matter.number, "title": matter.title, **told, **days})


def _instant(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment is not None else 0
