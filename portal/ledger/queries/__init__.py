"""What was promised, and the steps of a matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q

from portal.database.reading import below, column, rows_of
from portal.hall import queries as hall
from portal.hall.queries import copies
from portal.kit import clock
from portal.kit.errors import Missing
from portal.ledger import rules
from portal.ledger.models import Concern, Confirmation, DueChange, Promise, Step
from portal.places import queries as places
from portal.policy import RESPONDERS, STRANGER, Actor

if TYPE_CHECKING:
    from portal.hall.models import Matter


@dataclass(frozen=True)
class PromiseFor:
    """A promise as this actor finds it: whether it concerns them, and what they have answered in this round."""

    promise: Promise
    concerned: bool
    answered: str
    yes: int
    not_yet: int
    answers_for_it: bool = False

    @property
    def path(self) -> str:
        return self.promise.path

    @property
    def made_by_id(self) -> int:
        return self.promise.made_by_id

    @property
    def asks(self) -> bool:
        """Whether 真的好了吗？ waits for this actor."""
        may = self.concerned and not self.answers_for_it
        return may and not self.answered and self.promise.stage != rules.Stage.OPEN

    @property
    def days_late(self) -> int:
        late = rules.is_overdue(self.promise.stage, self.promise.due_on, clock.today())
        return rules.days_late(self.promise.due_on, clock.today()) if late else 0


@dataclass(frozen=True)
class Timeline:
    matter: Matter
    place: str
    steps: list[Step]
    promises: list[PromiseFor]


async def promise_for(actor: Actor, promise_id: int) -> PromiseFor:
    promise = await Promise.filter(id=promise_id).select_related("area").first()
    if promise is None:
        raise Missing()
    return (await _as_found(actor, [promise]))[0]


async def promises_of(actor: Actor, number: str) -> list[PromiseFor]:
    promises = await Promise.filter(matter_number=number).select_related("area").order_by("id")
    return await _as_found(actor, promises)


async def _as_found(actor: Actor, promises: Sequence[Promise]) -> list[PromiseFor]:
    numbers = [promise.matter_number for promise in promises]
    mine = set(
        await column(Concern.filter(person_id=actor.id or 0, matter_number__in=numbers), "matter_number")
        if numbers
        else []
    )
    answers = await Confirmation.filter(promise_id__in=[p.id for p in promises]) if promises else []
    found = []
    for promise in promises:
        said = [a for a in answers if a.promise_id == promise.id and a.round == promise.round]
        own = next((a.answer for a in said if a.person_id == actor.id), "")
        yes = sum(a.answer == rules.Verdict.YES for a in said)
        answers_for_it = promise.made_by_id == actor.id or actor.holds(RESPONDERS, promise.area.path)
        concerned = promise.matter_number in mine
        found.append(PromiseFor(promise, concerned, own, yes, len(said) - yes, answers_for_it))
    return found


async def timeline_of(actor: Actor, number: str) -> Timeline:
    matter = await hall.matter_for(actor, number)
    return Timeline(
        matter=matter,
        place=await places.full_name(matter.area.path),
        steps=await _seen_steps(actor, number),
        promises=await promises_of(actor, number),
    )


async def _seen_steps(actor: Actor, number: str) -> list[Step]:
    """The steps as this actor may read them: of words that the hall has put away since, that they were. Read only."""
    steps = await Step.filter(matter_number=number).order_by("at", "id")
    taken_in = [str(step.facts["number"]) for step in steps if step.kind == "took-in"]
    matters, statements = await copies.stubs_of(actor, [number, *taken_in]), await copies.statement_stubs([number])
    for step in steps:
        step.facts = rules.seen_facts(step.kind, number, step.facts, matters, statements)
    return steps


async def asking(actor: Actor) -> list[PromiseFor]:
    """The promises reported done whose people concerned include this actor, who has not answered."""
    if actor.id is None:
        return []
    numbers = await column(Concern.filter(person_id=actor.id), "matter_number")
    done = Promise.filter(matter_number__in=[str(n) for n in numbers], stage=rules.Stage.DONE)
    return [p for p in await _as_found(actor, await done.select_related("area").order_by("done_at")) if p.asks]


async def open_of(actor: Actor, limit: int = 20) -> list[PromiseFor]:
    """What this actor has promised and not done yet, the earliest due first."""
    found = Promise.filter(stage=rules.Stage.OPEN, made_by_id=actor.id or 0).select_related("area")
    return await _as_found(actor, await found.order_by("due_on", "id").limit(limit))


async def concerned_with(number: str) -> set[int]:
    return {int(p) for p in await column(Concern.filter(matter_number=number), "person_id")}


async def open_below(path: str, limit: int = 20) -> list[PromiseFor]:
    """What is promised below `path` and not done yet, the earliest due first."""
    found = Promise.filter(stage=rules.Stage.OPEN, area__path__startswith=path).select_related("area")
    return await _as_found(STRANGER, await found.order_by("due_on").limit(limit))


async def recently_done(path: str, limit: int = 3) -> list[Promise]:
    found = Promise.filter(stage__in=[rules.Stage.DONE, rules.Stage.CONFIRMED], area__path__startswith=path)
    return await found.select_related("area").order_by("-done_at").limit(limit)


async def counts(path: str) -> tuple[int, int]:
    """How many promises below `path` are open, and how many are confirmed."""
    below = Promise.filter(area__path__startswith=path)
    return (
        await below.filter(stage__in=[rules.Stage.OPEN, rules.Stage.DONE]).count(),
        await below.filter(stage=rules.Stage.CONFIRMED).count(),
    )


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person promised, answered, and is concerned by, by table."""
    return {
        "promise": await rows_of(
            Promise.filter(made_by_id=person_id), "matter_number", "what", "owner", "made_at", "due_on", "stage"
        ),
        "confirmation": await rows_of(
            Confirmation.filter(person_id=person_id), "promise__matter_number", "round", "answer", "note", "at"
        ),
        "due_change": await rows_of(
            DueChange.filter(person_id=person_id), "promise__matter_number", "before", "after", "reason", "at"
        ),
        "concern": await rows_of(Concern.filter(person_id=person_id), "matter_number"),
    }


@dataclass(frozen=True)
class Sheet:
    """A page of the ledger: how many promises are open, late and settled, and the rows with their matters."""

    open: int
    late: int
    settled: int
    rows: list[tuple[Promise, Matter | None]]
    next: int | None


async def sheet_below(paths: Sequence[str], which: str = "open", after: int | None = None, limit: int = 20) -> Sheet:
    """Promises below these areas: `open` (the earliest due first), `late` among them, or `settled`, the last first."""
    here = Promise.filter(below("area__path", paths))
    under_way, settled = here.filter(stage=rules.Stage.OPEN), here.exclude(stage=rules.Stage.OPEN)
    late = under_way.filter(due_on__lt=clock.today())
    mark = await Promise.get_or_none(id=after) if after else None
    rows = settled.order_by("-id") if which == "settled" else (late if which == "late" else under_way)
    if which == "settled":
        rows = rows.filter(id__lt=mark.id) if mark else rows
    else:
        rows = rows.order_by("due_on", "id")
        rows = rows.filter(Q(due_on__gt=mark.due_on) | Q(due_on=mark.due_on, id__gt=mark.id)) if mark else rows
    page = await rows.limit(limit + 1)
    matters = await hall.matters_numbered([promise.matter_number for promise in page[:limit]])
    return Sheet(
        await under_way.count(),
        await late.count(),
        await settled.count(),
        [(promise, matters.get(promise.matter_number)) for promise in page[:limit]],
        page[limit - 1].id if len(page) > limit else None,
    )
