"""Which times were offered, and how many each would suit. Nobody is told who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.kit.errors import Missing
from portal.meetings.models import Meeting, TimeAnswer, TimeOption, TimePoll
from portal.meetings.rules.times import Suits
from portal.places import queries as places
from portal.policy import Actor


@dataclass(frozen=True)
class Offered:
    """One time, how many it suits, and what this actor said."""

    option: TimeOption
    yes: int
    maybe: int
    no: int
    mine: str


@dataclass(frozen=True)
class TimesOffered:
    """`people` have said what suits them, to one time or more."""

    poll: TimePoll
    offered: list[Offered]
    people: int

    @property
    def best(self) -> int:
        """The option that suits most: fully first, then just about, the earliest of those alike."""
        return max(self.offered, key=lambda each: (each.yes, each.maybe, -each.option.starts_at.timestamp())).option.id


async def poll_for(_actor: Actor, poll_id: int) -> TimePoll:
    poll = await TimePoll.filter(id=poll_id).select_related("area").first()
    if poll is None:
        raise Missing()
    return poll


async def option_for(_actor: Actor, option_id: int) -> TimeOption:
    option = await TimeOption.filter(id=option_id).select_related("poll__area").first()
    if option is None:
        raise Missing()
    return option


async def times_of(actor: Actor, poll: TimePoll) -> TimesOffered:
    options = await TimeOption.filter(poll_id=poll.id).order_by("starts_at")
    answers = await TimeAnswer.filter(option_id__in=[each.id for each in options] or [0])
    counted = Counter((each.option_id, each.answer) for each in answers)
    mine = {each.option_id: each.answer for each in answers if each.person_id == actor.id}
    offered = [_offered(each, counted, mine.get(each.id, "")) for each in options]
    return TimesOffered(poll, offered, len({each.person_id for each in answers}))


def _offered(option: TimeOption, counted: Counter[tuple[int, str]], mine: str) -> Offered:
    yes, maybe, no = (counted[(option.id, suits)] for suits in Suits)
    return Offered(option, yes, maybe, no, mine)


async def times_behind(actor: Actor, meeting: Meeting) -> TimesOffered | None:
    """The times that neighbours were asked about, where this meeting is held at the one that was taken."""
    asked = TimeOption.filter(poll__area_id=meeting.area_id, poll__convener_id=meeting.convener_id)
    at_this = await asked.filter(starts_at=meeting.starts_at).select_related("poll").order_by("-id")
    poll = next((option.poll for option in at_this if option.poll.chosen == option.id), None)
    return await times_of(actor, poll) if poll else None


async def polls_open_for(actor: Actor, limit: int = 3) -> Sequence[TimePoll]:
    """What is still asked of this actor's neighbourhood, or by this actor."""
    paths = {path for own in actor.lives_at + actor.owns_at for path in places.trail(own)}
    asked = TimePoll.filter(chosen_at=None)
    here = await asked.filter(area__path__in=sorted(paths)).order_by("-id").limit(limit) if paths else []
    own = await asked.filter(convener_id=actor.id).order_by("-id").limit(limit) if actor.id else []
    return list({poll.id: poll for poll in [*here, *own]}.values())[:limit]
