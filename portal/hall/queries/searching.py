"""What is found in the hall by words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.database import bulk
from portal.database.fulltext import Wanted
from portal.hall.models import Answer, Matter, Opinion, Post, SearchEntry
from portal.hall.models.searching import INDEX
from portal.hall.rules import searching
from portal.hall.rules.lifecycle import SETTLED, Shown
from portal.hall.rules.searching import Question, Source
from portal.kit import clock

HITS_PER_PAGE = 20
LONGEST_FOLDED = 160  # a title, whose folded characters may be two
CANDIDATES = 200  # titles with a pair in common, newest first, that are compared


@dataclass(frozen=True)
class Narrowed:
    """Where, what and when is looked at; empty is everything. `days` counts back from now."""

    path: str = ""
    stage: str = ""
    category: str = ""
    source: str = ""
    days: int = 0

    @property
    def marks(self) -> list[str]:
        named = (("k:", self.source), ("c:", self.category), ("s:", self.stage))
        return [f"{kind}{value}" for kind, value in named if value] + (
            [searching.area_mark(self.path)] if self.path else []
        )


@dataclass(frozen=True)
class Hit:
    """One text that was found: of which matter, who said it and when, with what was asked for lit up."""

    id: int
    source: str
    row_id: int
    matter: Matter
    said_as: str
    at: datetime
    title: list[tuple[str, bool]]
    words: list[tuple[str, bool]]


@dataclass(frozen=True)
class Hits:
    """A page of what was found, and the mark of the next one (keyset; None at the end)."""

    hits: list[Hit]
    next: int | None


async def search(question: Question, narrowed: Narrowed, below: int | None = None) -> Hits:
    """The newest texts that hold all that was asked for. Only what neighbours see is found."""
    wanted = Wanted(
        words=question.pairs,
        terms=question.terms,
        marks=narrowed.marks,
        below=below,
        from_id=await _first_since(narrowed),
    )
    ids = await INDEX.newest(wanted, HITS_PER_PAGE + 1)
    more = ids[HITS_PER_PAGE - 1] if len(ids) > HITS_PER_PAGE else None
    return Hits(await _hits(ids[:HITS_PER_PAGE], question.terms), more)


async def _first_since(narrowed: Narrowed) -> int:
    """The oldest entry that is young enough: ids follow the time."""
    if not narrowed.days:
        return 0
    since = clock.now() - timedelta(days=narrowed.days)
    first = await SearchEntry.filter(since__gte=since).order_by("since", "id").only("id").first()
    return first.id if first else 2**31 - 1


async def _hits(ids: Sequence[int], terms: Sequence[str]) -> list[Hit]:
    """Read from the texts themselves, not from the index: what was hidden a moment ago is not among them."""
    entries = await SearchEntry.filter(id__in=list(ids), matter__shown=Shown.SHOWN).select_related("matter__area")
    said = {
        source: [each.row_id for each in entries if each.source == source]
        for source in (Source.POST, Source.ANSWER, Source.OPINION)
    }
    posts = {each.id: each for each in await Post.filter(id__in=said[Source.POST], shown=Shown.SHOWN)}
    answers = {each.id: each for each in await Answer.filter(id__in=said[Source.ANSWER])}
    opinions = {each.id: each for each in await Opinion.filter(id__in=said[Source.OPINION], published_at__isnull=False)}
    found: dict[int, Hit] = {}
    for entry in entries:
        told = _told(entry, posts, answers, opinions)
        if told is not None:
            said_as, body, at = told
            title = searching.lit(entry.matter.title, terms)
            words = searching.snippet(body, terms)
            found[entry.id] = Hit(entry.id, entry.source, entry.row_id, entry.matter, said_as, at, title, words)
    return [found[id] for id in ids if id in found]


def _told(
    entry: SearchEntry, posts: dict[int, Post], answers: dict[int, Answer], opinions: dict[int, Opinion]
) -> tuple[str, str, datetime] | None:
    """Who said it, what, and when; None where it is not to be seen."""
    if entry.source == Source.MATTER:
        return entry.matter.raised_as, entry.matter.body, entry.matter.raised_at
    if entry.source == Source.POST:
        post = posts.get(entry.row_id)
        return (post.said_as, post.body, post.posted_at) if post else None
    if entry.source == Source.ANSWER:
        answer = answers.get(entry.row_id)
        return (answer.office, answer.body, answer.answered_at) if answer else None
    opinion = opinions.get(entry.row_id)
    return (opinion.executor, opinion.body, opinion.published_at or entry.since) if opinion else None


async def similar_matters(paths: Sequence[str], words: str, limit: int = 3) -> list[Matter]:
    """Matters at or below these areas whose title has much in common with `words`: 好像有人说过. The likest first."""
    asked = searching.title_pairs(searching.fold(words[: searching.LONGEST_QUESTION]))
    if not asked or not paths:
        return []
    areas = sorted({searching.area_mark(path) for path in paths})
    ids = await INDEX.matching(Wanted(words=(), one_of=(sorted(asked), areas)), CANDIDATES)
    scored = [(_likeness(asked, title), matter_id) for title, matter_id in await _titles(ids)]
    best = [matter_id for score, matter_id in sorted(scored, reverse=True) if score >= searching.ALIKE][:limit]
    found = {matter.id: matter for matter in await Matter.filter(id__in=best).select_related("area")}
    return [found[id] for id in best]


async def _titles(ids: Sequence[int]) -> list[tuple[str, int]]:
    """The folded title of each entry, where neighbours see the matter and it is not settled, nor part of another."""
    if not ids:
        return []
    asked = (
        f"SELECT substr(e.text, 1, {LONGEST_FOLDED}) AS text, m.id FROM search_entry e JOIN matter m ON m.id = e.matter_id"  # noqa: S608 - numbers only
        f" WHERE e.id IN ({','.join(map(str, ids))}) AND m.shown = ? AND m.state NOT IN ({','.join('?' * len(SETTLED))})"
    )
    return [(row["text"].split("\n", 1)[0], row["id"]) for row in await bulk.rows(asked, Shown.SHOWN, *sorted(SETTLED))]


def _likeness(asked: set[str], title: str) -> float:
    return searching.likeness(asked, searching.title_pairs(title))
