"""What a desk shows beside the phone's console: who is here by which way, how the papers stand, and what was done when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tortoise.functions import Count

from portal.meetings.models import Motion, PaperBallot, Presence, Proxy
from portal.meetings.queries.meetings import RoomState
from portal.meetings.rules.conduct import STEPS
from portal.meetings.rules.papers import PaperState

LAST_STEPS = 8


@dataclass(frozen=True)
class Step:
    """Something that was done in this meeting, of the agenda's `n`-th item where there is one: never a vote."""

    at: datetime
    said: str
    n: int = 0


@dataclass(frozen=True)
class Desk:
    """`here` by way of arriving, in rights; `papers` by their state."""

    here: dict[str, int]
    proxies: int
    papers: dict[str, int]
    steps: list[Step]

    @property
    def recorded(self) -> int:
        return sum(self.papers.get(each, 0) for each in (PaperState.WAITING, PaperState.COUNTED, PaperState.DIFFERS))


async def desk_of(state: RoomState) -> Desk:
    meeting, current = state.meeting, state.current
    here = Presence.filter(meeting_id=meeting.id, slot__isnull=False).annotate(n=Count("id")).group_by("way")
    papers = PaperBallot.filter(motion_id=current.id if current else 0).annotate(n=Count("id")).group_by("state")
    proxies = Proxy.filter(meeting_id=meeting.id, accepted_at__isnull=False, revoked_at=None)
    return Desk(
        here={str(way): int(n) for way, n in await here.values_list("way", "n")},
        proxies=await proxies.count(),
        papers={str(each): int(n) for each, n in await papers.values_list("state", "n")},
        steps=sorted(_steps(state), key=lambda step: step.at, reverse=True)[:LAST_STEPS],
    )


def _steps(state: RoomState) -> Iterator[Step]:
    if state.meeting.taken_over_at is not None:
        yield Step(state.meeting.taken_over_at, STEPS["taken_over"])
    for n, item in enumerate(state.items, 1):
        if item.motion is not None:
            yield from _steps_of(item.motion, n)


def _steps_of(motion: Motion, n: int) -> Iterator[Step]:
    moments = {
        "opened": motion.opened_at, "extended": motion.extended_at, "reminded": motion.reminded_at,
        "closed": motion.closed_at,
    }  # fmt: skip
    for name, at in moments.items():
        if at is not None:
            yield Step(at, STEPS[name], n)
