"""What waits to be looked at, what became of it, and how often: the last without any person in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Count

from portal.database.reading import below
from portal.hall.models import Complaint, Passage, Review
from portal.hall.queries.things import Thing, thing_with
from portal.hall.rules.lifecycle import Deed
from portal.hall.rules.moderation import Cause, Ruling
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import Actor

PER_PAGE = 30


@dataclass(frozen=True)
class Queue:
    """A page of what waits, the most urgent first, and where the next one begins."""

    count: int
    late: int
    reviews: list[Review]
    next: int | None


async def queue(actor: Actor, paths: Sequence[str], after: int | None = None, limit: int = PER_PAGE) -> Queue:
    """What is held, reported or appealed below these areas; one's own words are for others to look at."""
    waiting = Review.filter(below("matter__area__path", paths), due_at__isnull=False).exclude(person_id=actor.id)
    mark = await Review.get_or_none(id=after) if after else None
    rows = waiting.select_related("matter__area")
    if mark is not None and mark.due_at is not None:
        rows = rows.filter(Q(due_at__gt=mark.due_at) | Q(due_at=mark.due_at, id__gt=mark.id))
    found = await rows.order_by("due_at", "id").limit(limit + 1)
    more = found[limit - 1].id if len(found) > limit else None
    late = await waiting.filter(due_at__lt=clock.now()).count()
    return Queue(await waiting.count(), late, found[:limit], more)


async def review_for(_actor: Actor, review_id: int) -> Review:
    review = await Review.filter(id=review_id).select_related("matter__area").first()
    if review is None:
        raise Missing()
    return review


@dataclass(frozen=True)
class Looking:
    """A look with everything that whoever decides must see. Who complained is not among it."""

    review: Review
    thing: Thing
    place: str
    complaints: list[Complaint]
    late: bool


async def looked_at(review: Review) -> Looking:
    thing = await thing_with(review.kind, review.thing_id)
    return Looking(
        review, thing, await places.full_name(review.path), await Complaint.filter(review_id=review.id).order_by("id").limit(50),
        review.due_at is not None and review.due_at < clock.now(),
    )  # fmt: skip


async def own_reviews(actor: Actor, before: int | None = None) -> Queue:
    """The looks at one's own words: what waits, and what was put away; not those that came to nothing."""
    own = Review.filter(person_id=actor.id or 0, outcome__in=["", Ruling.HIDDEN, Ruling.RESTORED])
    own = own.exclude(outcome="", was_shown=True)  # a complaint is no news for whom it is about
    rows = own.filter(id__lt=before) if before else own
    found = await rows.select_related("matter").order_by("-id").limit(PER_PAGE + 1)
    return Queue(0, 0, found[:PER_PAGE], found[PER_PAGE - 1].id if len(found) > PER_PAGE else None)


async def review_with(review_id: int) -> Review:
    return await Review.get(id=review_id).select_related("matter__area")


async def standing_of(kind: str, thing_id: int) -> Review | None:
    """The look that keeps something from being seen."""
    found = Review.filter(kind=kind, thing_id=thing_id, outcome__in=["", Ruling.HIDDEN])
    return await found.order_by("-id").first()


COLUMNS = ("held", "published", "hidden", "restored", "rejected", "merged", "redirected")


@dataclass
class Counts:
    """One month: by place, and what was put away by reason."""

    month: date
    earlier: date
    later: date | None
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)


async def counts_in(month: date) -> Counts:
    """What was held, published after a look, put away, restored, rejected, merged and redirected in a month."""
    start, end = _moment(month), _moment(_next(month))
    found: list[tuple[int, str, int]] = []
    for column, rows in (
        ("held", Review.filter(origin=Cause.HELD, opened_at__gte=start, opened_at__lt=end)),
        ("published", Review.filter(outcome=Ruling.PUBLISHED, decided_at__gte=start, decided_at__lt=end)),
        ("hidden", Review.exclude(reason_code="").filter(decided_at__gte=start, decided_at__lt=end)),
        ("restored", Review.filter(restored_at__gte=start, restored_at__lt=end)),
    ):
        found += [(area, column, n) for area, n in await _by_area(rows)]
    moved = Passage.filter(deed__in=[Deed.REJECT, Deed.MERGE, Deed.REDIRECT], at__gte=start, at__lt=end)
    names = {Deed.REJECT: "rejected", Deed.MERGE: "merged", Deed.REDIRECT: "redirected"}
    gone = moved.annotate(n=Count("id")).group_by("matter__area_id", "deed")
    found += [
        (int(area), names[Deed(deed)], int(n))
        for area, deed, n in await gone.values_list("matter__area_id", "deed", "n")
    ]
    counts = Counts(month, _next(month, -1), _next(month) if _next(month) <= clock.today() else None)
    await _add_places(counts, found)
    hidden = Review.exclude(reason_code="").filter(decided_at__gte=start, decided_at__lt=end)
    by_reason = await hidden.annotate(n=Count("id")).group_by("reason_code").values_list("reason_code", "n")
    counts.reasons = {str(code): int(n) for code, n in sorted(by_reason)}
    return counts


async def _by_area(rows: Any) -> list[tuple[int, int]]:
    found = await rows.annotate(n=Count("id")).group_by("matter__area_id").values_list("matter__area_id", "n")
    return [(int(area), int(n)) for area, n in found]


async def _add_places(counts: Counts, found: list[tuple[int, str, int]]) -> None:
    """Each area's numbers go to its community, since a stairwell's would be told of few people."""
    names = await places.community_names({area for area, _, _ in found})
    for area, column, n in found:
        row = counts.places.setdefault(names.get(area, ""), dict.fromkeys(COLUMNS, 0))
        row[column] += n
    counts.places = dict(sorted(counts.places.items()))


def month_in(text: str) -> date:
    """2026-11 as its first day; this month for whatever is none, or lies ahead."""
    this = clock.today().replace(day=1)
    try:
        said = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this
    return min(max(said, date(2020, 1, 1)), this)


def _next(month: date, step: int = 1) -> date:
    return (month + timedelta(days=45 if step > 0 else -1)).replace(day=1)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), clock.CITY)
