"""Keep the search in step with what neighbours see: in the same transaction as whatever changes that."""

from collections import Counter
from typing import Protocol

from portal.database.connection import in_transaction
from portal.database.locking import one_at_a_time
from portal.hall.events import FactsWritten, MatterAnswered, MatterMoved, MatterRaised, OpinionPublished, VoiceTakenBack
from portal.hall.models import Answer, Matter, Opinion, Post, RecordedVoice, Review, SearchEntry, StageCount
from portal.hall.models.searching import INDEX
from portal.hall.queries.listing import EVERYWHERE
from portal.hall.rules import searching
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.searching import Source
from portal.kit import clock
from portal.places import queries as places
from portal.places.events import AreaMerged, AreaMoved

AT_ONCE = 5000


def words_of(entry: SearchEntry) -> set[str]:
    """Everything that an entry is found by. Of a matter, its title (the first line) once more by itself."""
    words = searching.pairs(entry.text) | set(entry.marks.split())
    title = entry.text.split("\n", 1)[0] if entry.source == Source.MATTER else ""
    return words | searching.title_pairs(title)


async def index_words(source: Source, row_id: int, matter_id: int, text: str) -> None:
    """A step: neighbours can find this text, as it reads now."""
    matter = await Matter.get(id=matter_id).select_related("area")
    await _enter(source, row_id, matter, text)


async def unindex(source: Source, row_id: int) -> None:
    """A step: neighbours no longer find this text."""
    entry = await _held(source, row_id)
    if entry is not None:
        await INDEX.take(entry.id, words_of(entry))
        await entry.delete()
        await _count(entry, entry.marks, "")


async def follow_post(post_id: int) -> None:
    """A step: whatever became of a post, it is found as it reads now where it is shown, and not where it is not."""
    post = await Post.filter(id=post_id).select_for_update().get()
    matter = await Matter.get(id=post.matter_id).select_related("area")
    if Shown.SHOWN == post.shown == matter.shown:
        await _enter(Source.POST, post.id, matter, post.body)
    else:
        await unindex(Source.POST, post.id)


async def follow_matter(matter_id: int) -> None:
    """A step: whatever became of a matter (its words, its stage, its place, whether it is shown), the search follows,
    with all that was said of it."""
    matter = await Matter.get(id=matter_id).select_related("area")
    if matter.shown != Shown.SHOWN:
        for entry in await SearchEntry.filter(matter_id=matter.id):
            await unindex(Source(entry.source), entry.row_id)
        return
    await _enter(Source.MATTER, matter.id, matter, text_of(matter))
    for entry in await SearchEntry.filter(matter_id=matter.id).exclude(source=Source.MATTER):
        await _rewrite(entry, entry.text, marks_of(entry.source, matter))
    for source, row_id, text in await _missing(matter):
        await _enter(source, row_id, matter, text)


async def _missing(matter: Matter) -> list[tuple[Source, int, str]]:
    """What is shown of a matter and cannot be found yet: it was hidden together with the matter."""
    known = {
        (each.source, each.row_id) for each in await SearchEntry.filter(matter_id=matter.id).only("source", "row_id")
    }
    posts = await Post.filter(matter_id=matter.id, shown=Shown.SHOWN).order_by("id")
    answers = await Answer.filter(matter_id=matter.id).order_by("id")
    there = [(Source.POST, post.id, post.body) for post in posts] + [(Source.ANSWER, a.id, a.body) for a in answers]
    opinions = await Opinion.filter(matter_id=matter.id, published_at__isnull=False).order_by("id")
    there += [(Source.OPINION, opinion.id, opinion.body) for opinion in opinions]
    return [each for each in there if (each[0], each[1]) not in known]


def text_of(matter: Matter) -> str:
    """What a matter is found by: the title first, then what was said, what is known, and its number."""
    return "\n".join([" ".join(matter.title.split()), matter.body, matter.facts, matter.number])


def marks_of(source: str, matter: Matter) -> str:
    return f" {' '.join(searching.marks(source, matter.category, matter.stage, matter.area.path))} "


async def _held(source: Source, row_id: int) -> SearchEntry | None:
    return await SearchEntry.filter(source=source, row_id=row_id).select_for_update().first()


async def _enter(source: Source, row_id: int, matter: Matter, text: str) -> None:
    folded, marks = searching.fold(text), marks_of(source, matter)
    held = await _held(source, row_id)
    if held is not None:
        await _rewrite(held, folded, marks)
        return
    entry = await SearchEntry.create(
        source=source, row_id=row_id, matter_id=matter.id, text=folded, marks=marks, since=clock.now()
    )
    await INDEX.put(entry.id, words_of(entry))
    await _count(entry, "", marks)


async def _rewrite(entry: SearchEntry, text: str, marks: str) -> None:
    if (entry.text, entry.marks) == (text, marks):
        return
    await INDEX.take(entry.id, words_of(entry))
    await _count(entry, entry.marks, marks)
    entry.text, entry.marks = text, marks
    await entry.save(update_fields=["text", "marks"])
    await INDEX.put(entry.id, words_of(entry))


async def _count(entry: SearchEntry, before: str, after: str) -> None:
    """A matter that is found is counted, at its stage and in every area that contains it."""
    if entry.source != Source.MATTER or before == after:
        return
    changes = Counter(places_of(after))
    changes.subtract(places_of(before))
    rows = [StageCount(area_id=area, stage=stage, n=n) for (area, stage), n in sorted(changes.items()) if n]
    await StageCount.bulk_create(rows)


def places_of(marks: str) -> list[tuple[int, str]]:
    """Where a matter is counted, and at which stage: everywhere (area 0), and in each area that contains it."""
    words = marks.split()
    stage = next((word[2:] for word in words if word.startswith("s:")), "")
    areas = [int(word[2:]) for word in words if word.startswith("a:")]
    return [(area, stage) for area in [EVERYWHERE, *areas]] if areas else []


async def add_up_counts() -> int:
    """One row for each area and stage where there were several. Says how many rows went."""
    async with in_transaction():
        await one_at_a_time("stage-count")
        rows = await StageCount.all().order_by("id")
        # By their ids: what others add meanwhile is not among them, and stays.
        for start in range(0, len(rows), AT_ONCE):
            await StageCount.filter(id__in=[row.id for row in rows[start : start + AT_ONCE]]).delete()
        sums: Counter[tuple[int, str]] = Counter()
        for row in rows:
            sums[(row.area_id, row.stage)] += row.n
        left = [StageCount(area_id=area, stage=stage, n=n) for (area, stage), n in sorted(sums.items()) if n]
        await StageCount.bulk_create(left, batch_size=500)
    return len(rows) - len(left)


async def note_raised(event: MatterRaised) -> None:
    await follow_matter((await Matter.get(number=event.number)).id)


async def note_moved(event: MatterMoved | FactsWritten | OpinionPublished) -> None:
    await follow_matter((await Matter.get(number=event.number)).id)


class OfPost(Protocol):
    """Any event about one post."""

    @property
    def post_id(self) -> int: ...


async def note_post(event: OfPost) -> None:
    await follow_post(event.post_id)


class OfReview(Protocol):
    """Any event about something that staff have looked at."""

    @property
    def review_id(self) -> int: ...


async def note_look(event: OfReview) -> None:
    review = await Review.get(id=event.review_id)
    await (follow_post(review.thing_id) if review.kind == "post" else follow_matter(review.matter_id))


async def note_taken_back(event: VoiceTakenBack) -> None:
    voice = await RecordedVoice.get(id=event.voice_id)
    if voice.post_id is not None:
        await follow_post(voice.post_id)


async def note_answer(event: MatterAnswered) -> None:
    answer = await Answer.get(id=event.answer_id).select_related("matter__area")
    if answer.matter.shown == Shown.SHOWN:
        await _enter(Source.ANSWER, answer.id, answer.matter, answer.body)


async def follow_area(event: AreaMoved | AreaMerged) -> None:
    """What was said somewhere is found where that is now."""
    _before, path = await places.way_of(event)
    for matter in await Matter.filter(area__path__startswith=path).only("id"):
        await follow_matter(matter.id)
