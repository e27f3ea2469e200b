"""What the hall's pages show."""

import json
from collections.abc import Sequence
from typing import Any

from tortoise.expressions import Q

from portal.database.reading import below, column, rows_of
from portal.hall import rules
from portal.hall.models import (
    Answer,
    Appeal,
    Complaint,
    Facts,
    Matter,
    Nod,
    Objection,
    Opinion,
    Passage,
    Post,
    RecordedVoice,
    Review,
    Revision,
    Second,
    Stance,
)
from portal.hall.queries import seeing
from portal.hall.queries.following import own_followings, own_places
from portal.hall.queries.listing import Found, counts_by_stage, matters
from portal.hall.queries.media import own_media
from portal.hall.queries.opinions import own_statements
from portal.hall.queries.searching import similar_matters
from portal.hall.queries.seeing import SHOWN
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import STRANGER, Actor

__all__ = ["Found", "counts_by_stage", "matters", "similar_matters"]


async def matter_for(actor: Actor, number: str) -> Matter:
    """The matter as this actor may read it. Raises Missing, also where it is held and another's."""
    matter = await Matter.filter(number=number).select_related("area").first()
    if matter is None or not seeing.may_see(actor, matter):
        raise Missing()
    return seeing.veiled(actor, matter)


async def posts_since(matter: Matter, newest: int) -> int:
    """How many that can be seen came after this one, replies too."""
    return await Post.filter(matter_id=matter.id, id__gt=newest, shown=SHOWN).count()


async def matters_numbered(numbers: Sequence[str]) -> dict[str, Matter]:
    """By number, as neighbours read them."""
    found = await Matter.filter(number__in=list(numbers)).select_related("area")
    return {matter.number: seeing.veiled(STRANGER, matter) for matter in found}


async def waiting_for(actor: Actor) -> list[Matter]:
    """Matters under discussion where the actor lives or owns, and of which they have said nothing yet."""
    mine = actor.lives_at + actor.owns_at
    if not mine or actor.id is None:
        return []
    trails = {path for own in mine for path in places.trail(own)}
    said = await column(Stance.filter(person_id=actor.id), "matter_id")
    talked_of = [rules.Stage.RAISE, rules.Stage.DISCUSS, rules.Stage.DECIDE]
    open_ones = Matter.filter(shown=SHOWN, stage__in=talked_of, area__path__in=list(trails))
    found = await open_ones.exclude(raised_by_id=actor.id).select_related("area").order_by("-changed_at").limit(20)
    return [matter for matter in found if matter.id not in said]


async def may_go_on_an_agenda(path: str) -> list[Matter]:
    """Matters at or below `path`, or above it, that a meeting there can take up."""
    at_or_above = Matter.filter(shown=SHOWN, area__path__in=places.trail(path))
    below = Matter.filter(shown=SHOWN, area__path__startswith=path)
    wanted = [rules.Stage.RAISE, rules.Stage.DISCUSS]
    found = [*await at_or_above.filter(stage__in=wanted), *await below.filter(stage__in=wanted)]
    return sorted({m.id: m for m in found}.values(), key=lambda m: m.changed_at, reverse=True)


async def who_spoke_in(number: str) -> set[int]:
    return {int(p) for p in await column(Post.filter(matter__number=number, shown=SHOWN), "author_id")}


async def is_held(kind: str, **which: object) -> bool:
    """Whether what was just written waits until somebody has looked."""
    return await {"matter": Matter, "post": Post}[kind].filter(shown="held", **which).exists()


async def answer_with(answer_id: int) -> Answer:
    return await Answer.get(id=answer_id)


async def newest_in(matter_id: int) -> str:
    """The frame of an open thread: its version and its newest post, as JSON."""
    matter = await Matter.get(id=matter_id)
    newest = await Post.filter(matter_id=matter_id, shown=SHOWN).order_by("-id").first().only("id")
    return json.dumps({"v": matter.version, "p": newest.id if newest else 0})


async def numbers_raised_by(person_id: int) -> list[str]:
    return [str(number) for number in await column(Matter.filter(raised_by_id=person_id), "number")]


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person raised, said, seconded and answered here, by table."""
    return {
        "matter": await rows_of(
            Matter.filter(raised_by_id=person_id), "number", "title", "body", "raised_as", "raised_at", "shown"
        ),
        "attachment": await own_media(person_id),
        "post": await rows_of(
            Post.filter(author_id=person_id), "matter__number", "said_as", "stance", "body", "posted_at", "shown"
        ),
        "stance": await rows_of(Stance.filter(person_id=person_id), "matter__number", "stance"),
        "following": await own_followings(person_id),
        "place_following": await own_places(person_id),
        **await own_statements(person_id),
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
        "matter_appeal": await rows_of(
            Appeal.filter(person_id=person_id), "matter__number", "words", "at", "granted", "reason"
        ),
        "opinion": await rows_of(Opinion.filter(written_by_id=person_id), "matter__number", "body", "written_at"),
        "opinion_objection": await rows_of(
            Objection.filter(person_id=person_id), "opinion__matter__number", "body", "at", "reply"
        ),
        "facts": await rows_of(Facts.filter(written_by_id=person_id), "matter__number", "facts", "options", "at"),
        "passage": await rows_of(Passage.filter(person_id=person_id), "matter__number", "deed", "reason", "at"),
        "nod": await rows_of(Nod.filter(person_id=person_id), "post__matter__number", "post_id", "at"),
        "revision": await rows_of(
            Revision.filter(post__author_id=person_id), "post__matter__number", "post_id", "version", "body", "at"
        ),
        "answer": await rows_of(Answer.filter(author_id=person_id), "matter__number", "office", "body", "answered_at"),
        "review": await rows_of(
            Review.filter(person_id=person_id),
            "matter__number",
            "kind",
            "opened_at",
            "outcome",
            "decided_at",
            "reason_code",
            "reason",
            "appeal",
            "appealed_at",
            "hearing",
            "heard_at",
        ),
        "complaint": await rows_of(Complaint.filter(person_id=person_id), "thing", "reason_code", "words", "at"),
    }


async def matters_like(paths: Sequence[str], words: str, limit: int = 30) -> list[Matter]:
    """Matters below these areas with this number, or these words in their title; the last changed first."""
    said = Q(number__icontains=words) | Q(title__icontains=words)
    found = Matter.filter(below("area__path", paths), said, shown=SHOWN).select_related("area")
    return await found.order_by("-changed_at", "-id").limit(limit)
