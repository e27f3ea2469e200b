"""Where a matter is on its way, what came out of it, and what waits for the community."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from portal.database.reading import below
from portal.hall.models import Appeal, Facts, Hall, Matter, Objection, Opinion, Passage
from portal.hall.queries.seeing import SHOWN, veiled
from portal.hall.queries.there import PERHAPS, There
from portal.hall.rules.clocks import share_gone
from portal.hall.rules.triage import APPEALABLE
from portal.kit import clock
from portal.kit.errors import Missing
from portal.kit.workdays import working_days_between
from portal.policy import STAFF, STRANGER, Actor, Role

PER_PAGE = 20
WAITING = ("triage", "answer", "start", "comments", "opinion", "notice")


@dataclass(frozen=True)
class Standing:
    """`last` is the step that led here; `late` how many working days the clock has been over, 0 while it runs."""

    last: Passage | None
    late: int
    appeal: Appeal | None
    merged: list[Matter]
    into: Matter | None


async def standing_of(matter: Matter, there: There = PERHAPS) -> Standing:
    merged = Matter.filter(merged_into_id=matter.id).order_by("id").limit(20)
    into = await Matter.get_or_none(id=matter.merged_into_id) if matter.merged_into_id else None
    return Standing(
        last=await Passage.filter(matter_id=matter.id).order_by("-id").first(),
        late=working_days_late(matter),
        appeal=await Appeal.get_or_none(matter_id=matter.id) if matter.state in APPEALABLE else None,
        merged=[veiled(STRANGER, each) for each in await merged] if there.merged else [],
        into=veiled(STRANGER, into) if into else None,
    )


def working_days_late(matter: Matter) -> int:
    """At least one as soon as it is late: half a day over is over."""
    if matter.due_at is None or matter.due_at >= clock.now():
        return 0
    return max(1, working_days_between(matter.due_at, clock.now()))


async def last_passage(number: str) -> Passage | None:
    return await Passage.filter(matter__number=number).order_by("-id").first()


@dataclass(frozen=True)
class Outcome:
    """The opinion of a matter as it stands, and what was said against it. `mine`: whether the actor has objected."""

    opinion: Opinion | None
    objections: list[Objection]
    mine: bool
    waiting: int


async def outcome_of(actor: Actor, matter: Matter, there: There = PERHAPS) -> Outcome:
    opinion = await Opinion.filter(matter_id=matter.id).order_by("-id").first() if there.opinion else None
    if opinion is None:
        return Outcome(None, [], False, 0)
    objections = await Objection.filter(opinion_id=opinion.id, shown="shown").order_by("id").limit(100)
    mine = any(objection.person_id == actor.id for objection in objections)
    return Outcome(opinion, objections, mine, sum(objection.replied_at is None for objection in objections))


@dataclass(frozen=True)
class ObjectionFor:
    objection: Objection
    matter: Matter

    @property
    def path(self) -> str:
        return self.matter.path

    @property
    def person_id(self) -> int:
        return self.objection.person_id


async def objection_for(_actor: Actor, objection_id: int) -> ObjectionFor:
    found = await Objection.filter(id=objection_id).select_related("opinion__matter__area").first()
    if found is None:
        raise Missing()
    return ObjectionFor(found, found.opinion.matter)


@dataclass(frozen=True)
class AppealFor:
    appeal: Appeal
    matter: Matter
    last: Passage | None

    @property
    def path(self) -> str:
        return self.matter.path

    @property
    def person_id(self) -> int:
        return self.appeal.person_id


async def appeal_for(_actor: Actor, appeal_id: int) -> AppealFor:
    found = await Appeal.filter(id=appeal_id).select_related("matter__area").first()
    if found is None:
        raise Missing()
    last = await Passage.filter(matter_id=found.matter_id).order_by("-id").first()
    return AppealFor(found, found.matter, last)


async def opinion_with(opinion_id: int) -> Opinion:
    return await Opinion.filter(id=opinion_id).select_related("matter").get()


async def objection_with(objection_id: int) -> Objection:
    return await Objection.filter(id=objection_id).select_related("opinion__matter").get()


async def appeal_with(appeal_id: int) -> Appeal:
    return await Appeal.filter(id=appeal_id).select_related("matter").get()


async def facts_of(matter: Matter) -> list[Facts]:
    """Every version; none while the matter itself is not shown: they speak of it."""
    if matter.shown != SHOWN:
        return []
    return await Facts.filter(matter_id=matter.id).select_related("written_by").order_by("-id").limit(50)


@dataclass(frozen=True)
class Due:
    """A matter whose clock runs for the community, since when it does."""

    matter: Matter
    since: datetime

    @property
    def late(self) -> int:
        return working_days_late(self.matter)

    @property
    def gone(self) -> int:
        assert self.matter.due_at is not None
        return share_gone(self.since, self.matter.due_at, clock.now())


@dataclass(frozen=True)
class Desk:
    """What waits for the community, the earliest due first; `next` is where the next page begins."""

    rows: list[Due]
    counts: dict[str, int]
    late: int
    appeals: list[Appeal]
    next: int | None


def _waiting(paths: Sequence[str]) -> QuerySet[Matter]:
    return Matter.filter(below("area__path", paths), due_for__in=list(WAITING), due_at__isnull=False, shown=SHOWN)


async def waiting_below(paths: Sequence[str], limit: int) -> tuple[int, list[Due]]:
    """How many matters below these areas wait for the community, and those that are due first."""
    waiting = _waiting(paths)
    rows = await waiting.select_related("area").order_by("due_at", "id").limit(limit)
    return await waiting.count(), await _since(rows)


async def _since(matters: Sequence[Matter]) -> list[Due]:
    """The present clock began with the last step, or with the raising."""
    steps = await Passage.filter(matter_id__in=[matter.id for matter in matters]).order_by("id")
    began = {step.matter_id: step.at for step in steps}
    return [Due(matter, began.get(matter.id, matter.raised_at)) for matter in matters]


async def desk_of(actor: Actor, which: str = "", after: int | None = None) -> Desk:
    waiting = _waiting([held.path for held in actor.roles if held.role in STAFF])
    found = waiting.filter(due_for=which) if which in WAITING else waiting
    late = waiting.filter(due_at__lt=clock.now())
    mark = await Matter.get_or_none(id=after) if after else None
    rows = late if which == "late" else found
    if mark is not None:
        rows = rows.filter(Q(due_at__gt=mark.due_at) | Q(due_at=mark.due_at, id__gt=mark.id))
    page = await rows.select_related("area").order_by("due_at", "id").limit(PER_PAGE + 1)
    counted = await waiting.annotate(n=Count("id")).group_by("due_for").values_list("due_for", "n")
    return Desk(
        await _since(page[:PER_PAGE]),
        dict.fromkeys(WAITING, 0) | {str(each): int(n) for each, n in counted},
        await late.count(),
        await _appeals_before(actor),
        page[PER_PAGE - 1].id if len(page) > PER_PAGE else None,
    )


async def _appeals_before(actor: Actor) -> list[Appeal]:
    streets = [held.path for held in actor.roles if held.role == Role.STREET_STAFF]
    if not streets:
        return []
    open_ones = Appeal.filter(below("matter__area__path", streets), decided_at=None)
    return await open_ones.select_related("matter").order_by("due_at").limit(20)


async def halls_in(paths: Sequence[str] = ()) -> list[Hall]:
    found = Hall.filter(below("area__path", paths)) if paths else Hall.all()
    return await found.filter(closed_at=None).select_related("area").order_by("name").limit(200)


async def hall_for(_actor: Actor, hall_id: int) -> Hall:
    hall = await Hall.filter(id=hall_id).select_related("area").first()
    if hall is None:
        raise Missing()
    return hall


async def matters_in_hall(hall: Hall, limit: int = 30) -> list[Matter]:
    found = Matter.filter(hall_id=hall.id, shown="shown").select_related("area")
    return await found.order_by("-changed_at", "-id").limit(limit)
