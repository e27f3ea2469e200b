"""What the hall's pages show."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Count

from portal.database.reading import below, column, rows_of
from portal.hall import rules
from portal.hall.models import Answer, Matter, Nod, Post, RecordedVoice, Revision, Second, Stance
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import Actor

PER_PAGE = 20


@dataclass(frozen=True)
class Found:
    """A page of matters, and where the next one begins (keyset; None at the end)."""

    matters: list[Matter]
    next: str | None


async def matter_for(_actor: Actor, number: str) -> Matter:
    matter = await Matter.filter(number=number).select_related("area").first()
    if matter is None:
        raise Missing()
    return matter


async def posts_since(matter: Matter, newest: int) -> int:
    """How many that can be seen came after this one, replies too."""
    return await Post.filter(matter_id=matter.id, id__gt=newest, shown=rules.Shown.SHOWN).count()


async def matters(stage: str = "", area: str = "", after: str = "") -> Found:
    """Matters by stage and place, the last changed first. `after` is the mark of the page before."""
    found = Matter.all().select_related("area")
    if stage:
        found = found.filter(stage=stage)
    if area:
        found = found.filter(area__path__startswith=area)
    mark = await Matter.get_or_none(number=after) if after else None
    if mark is not None:
        found = found.filter(Q(changed_at__lt=mark.changed_at) | Q(changed_at=mark.changed_at, id__lt=mark.id))
    rows = await found.order_by("-changed_at", "-id").limit(PER_PAGE + 1)
    more = rows[PER_PAGE - 1].number if len(rows) > PER_PAGE else None
    return Found(rows[:PER_PAGE], more)


async def counts_by_stage(area: str = "") -> dict[str, int]:
    found = Matter.filter(area__path__startswith=area) if area else Matter.all()
    rows = await found.annotate(n=Count("id")).group_by("stage").values_list("stage", "n")
    return {str(stage): 0 for stage in rules.STAGES} | {str(stage): int(n) for stage, n in rows}


async def matters_numbered(numbers: Sequence[str]) -> dict[str, Matter]:
    found = await Matter.filter(number__in=list(numbers)).select_related("area")
    return {matter.number: matter for matter in found}


async def waiting_for(actor: Actor) -> list[Matter]:
    """Matters under discussion where the actor lives or owns, and of which they have said nothing yet."""
    mine = actor.lives_at + actor.owns_at
    if not mine or actor.id is None:
        return []
    trails = {path for own in mine for path in places.trail(own)}
    said = await column(Stance.filter(person_id=actor.id), "matter_id")
    talked_of = [rules.Stage.RAISE, rules.Stage.DISCUSS, rules.Stage.DECIDE]
    open_ones = Matter.filter(stage__in=talked_of, area__path__in=list(trails))
    found = await open_ones.exclude(raised_by_id=actor.id).select_related("area").order_by("-changed_at").limit(20)
    return [matter for matter in found if matter.id not in said]


async def may_go_on_an_agenda(path: str) -> list[Matter]:
    """Matters at or below `path`, or above it, that a meeting there can take up."""
    at_or_above = Matter.filter(area__path__in=places.trail(path))
    below = Matter.filter(area__path__startswith=path)
    wanted = [rules.Stage.RAISE, rules.Stage.DISCUSS]
    found = [*await at_or_above.filter(stage__in=wanted), *await below.filter(stage__in=wanted)]
    return sorted({m.id: m for m in found}.values(), key=lambda m: m.changed_at, reverse=True)


async def who_spoke_in(number: str) -> set[int]:
    return {int(p) for p in await column(Post.filter(matter__number=number), "author_id")}


async def answer_with(answer_id: int) -> Answer:
    return await Answer.get(id=answer_id)


async def newest_in(matter_id: int) -> str:
    """The frame of an open thread: its version and its newest post, as JSON."""
    matter = await Matter.get(id=matter_id)
    newest = await Post.filter(matter_id=matter_id).order_by("-id").first().only("id")
    return json.dumps({"v": matter.version, "p": newest.id if newest else 0})


async def numbers_raised_by(person_id: int) -> list[str]:
    return [str(number) for number in await column(Matter.filter(raised_by_id=person_id), "number")]


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person raised, said, seconded and answered here, by table."""
    return {
        "matter": await rows_of(
            Matter.filter(raised_by_id=person_id), "number", "title", "body", "raised_as", "raised_at"
        ),
        "post": await rows_of(
            Post.filter(author_id=person_id), "matter__number", "said_as", "stance", "body", "posted_at"
        ),
        "stance": await rows_of(Stance.filter(person_id=person_id), "matter__number", "stance"),
        "second": await rows_of(Second.filter(person_id=person_id), "matter__number", "at"),
        "recorded_voice": await rows_of(
            RecordedVoice.filter(Q(voice_id=person_id) | Q(collected_by_id=person_id) | Q(witness_id=person_id)),
            "kind",
            "matter__number",
            "name",
            "title",
            "body",
            "stance",
            "consent",
            "collected_at",
            "witnessed_at",
            "withdrawn_at",
        ),
        "nod": await rows_of(Nod.filter(person_id=person_id), "post__matter__number", "post_id", "at"),
        "revision": await rows_of(
            Revision.filter(post__author_id=person_id), "post__matter__number", "post_id", "version", "body", "at"
        ),
        "answer": await rows_of(Answer.filter(author_id=person_id), "matter__number", "office", "body", "answered_at"),
    }


@dataclass(frozen=True)
class Due:
    """A matter that the community has not answered yet, and until when it should."""

    matter: Matter
    due: datetime

    @property
    def gone(self) -> int:
        return rules.share_gone(self.matter.raised_at, self.due, clock.now())


async def unanswered(paths: Sequence[str], limit: int) -> tuple[int, list[Due]]:
    """How many matters below these areas wait for an answer, and those that are due first."""
    early = [rules.Stage.RAISE, rules.Stage.DISCUSS]
    waiting = Matter.filter(below("area__path", paths), stage__in=early, answers__id__isnull=True)
    rows: list[Matter] = []
    for urgent in (True, False):
        rows += await waiting.filter(is_urgent=urgent).order_by("raised_at", "id").limit(limit)
    found = [Due(matter, rules.answer_due(matter.raised_at, urgent=matter.is_urgent)) for matter in rows]
    return await waiting.count(), sorted(found, key=lambda each: (each.due, each.matter.id))[:limit]


async def matters_like(paths: Sequence[str], words: str, limit: int = 30) -> list[Matter]:
    """Matters below these areas with this number, or these words in their title; the last changed first."""
    said = Q(number__icontains=words) | Q(title__icontains=words)
    found = Matter.filter(below("area__path", paths), said).select_related("area")
    return await found.order_by("-changed_at", "-id").limit(limit)
