"""Ballots on paper as the people who record them find them: never what stands on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.kit.errors import Missing
from portal.meetings.models import Motion, PaperBallot, PaperPhoto, Right
from portal.meetings.rules import Stage
from portal.meetings.rules.papers import PaperState
from portal.policy import Actor

DOORS = 20


@dataclass(frozen=True)
class Papers:
    """`waiting` for a second person; `mine` of those recorded by whoever asks; how many are done."""

    waiting: Sequence[PaperBallot]
    mine: Sequence[PaperBallot]
    counted: int
    differing: Sequence[PaperBallot]


async def papers_of(actor: Actor, motion_id: int) -> Papers:
    found = PaperBallot.filter(motion_id=motion_id).select_related("right").order_by("id")
    waiting = await found.filter(state=PaperState.WAITING).limit(200)
    differing = await found.filter(state=PaperState.DIFFERS).limit(50)
    return Papers(
        waiting=[each for each in waiting if each.recorded_by_id != actor.id],
        mine=[each for each in waiting if each.recorded_by_id == actor.id],
        counted=await PaperBallot.filter(motion_id=motion_id, state=PaperState.COUNTED).count(),
        differing=differing,
    )


async def photographed(motion: Motion, doors: Sequence[Right]) -> list[PaperBallot]:
    """Of these rights, the papers whose photo may be looked at: see `rules.papers.must_be_doubted`."""
    states = [PaperState.DIFFERS, *([PaperState.COUNTED] if motion.stage == Stage.CLOSED else [])]
    found = PaperBallot.filter(right_id__in=[right.id for right in doors], state__in=states, photo__id__isnull=False)
    return await found.select_related("right").order_by("id") if doors else []


async def photo_of(paper_id: int) -> PaperPhoto | None:
    return await PaperPhoto.get_or_none(paper_id=paper_id)


async def has_photo(paper_id: int) -> bool:
    return await PaperPhoto.exists(paper_id=paper_id)


async def motions_on_paper(meeting_id: int) -> list[Motion]:
    """What is, or will be, voted on in writing there, in the order of the agenda."""
    found = Motion.filter(meeting_id=meeting_id, stage__in=[Stage.DRAFT, Stage.OPEN], item__withdrawn_at=None)
    return await found.order_by("item__position")


async def doors_like(motion_id: int, said: str) -> list[Right]:
    """The rights whose label has these signs: who records a paper types what stands on it, and browses no list."""
    if len(said) < 2:
        return []
    return await Right.filter(motion_id=motion_id, label__contains=said).order_by("label", "id").limit(DOORS)


async def right_in(motion: Motion, right_id: int) -> Right:
    """Raises Missing."""
    right = await Right.get_or_none(id=right_id, motion_id=motion.id)
    if right is None:
        raise Missing()
    return right


async def paper_waiting(actor: Actor, paper_id: int) -> PaperBallot:
    """While the second person has not read it. Raises Missing."""
    paper = await paper_for(actor, paper_id)
    if paper.state != PaperState.WAITING:
        raise Missing()
    return paper


async def paper_for(_actor: Actor, paper_id: int) -> PaperBallot:
    found = PaperBallot.filter(id=paper_id).select_related("right", "motion__meeting", "motion__area", "motion__item")
    paper = await found.first()
    if paper is None:
        raise Missing()
    return paper
