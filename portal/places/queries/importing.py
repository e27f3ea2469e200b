"""Imports of a register: found, listed, and what is wrong with them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from tortoise.expressions import Q

from portal.database import bulk
from portal.database.reading import below
from portal.jobs import work
from portal.jobs.models import Job
from portal.kit.errors import Missing
from portal.kit.words import _
from portal.places import rules
from portal.places.models import Area, ImportFault, RegisterImport
from portal.places.rules import importing
from portal.places.rules.importing import ImportStage
from portal.policy import REGISTRARS, Actor

FAULTS_PER_PAGE = 50
ESTATES_PER_PAGE = 50
LATEST = 10  # imports on the overview


async def estate_kept_by(actor: Actor, area_id: int) -> Area:
    """The estate, for who holds any office for it or above it. Raises Missing for everybody else."""
    area = await Area.get_or_none(id=area_id, kind=rules.AreaKind.ESTATE, ended_at=None)
    if area is None or not any(area.path.startswith(held.path) for held in actor.roles):
        raise Missing()
    return area


async def imports_open(paths: Sequence[str]) -> list[RegisterImport]:
    """Imports below these paths that have not come to their end, the oldest first."""
    open_ones = RegisterImport.filter(below("area__path", paths), stage__in=list(importing.OPEN))
    return await open_ones.select_related("area").order_by("id").limit(LATEST)


async def import_for(actor: Actor, area_id: int, import_id: int) -> RegisterImport:
    """The import, with its estate. Raises Missing as the estate does, and where it is another estate's."""
    await estate_kept_by(actor, area_id)
    return await import_of(area_id, import_id)


async def import_of(area_id: int, import_id: int) -> RegisterImport:
    batch = await RegisterImport.get_or_none(id=import_id, area_id=area_id).select_related("area")
    if batch is None:
        raise Missing()
    return batch


@dataclass(frozen=True)
class Register:
    """What stands in an estate's register: `size` in 0.01 m², homes without owner told apart."""

    homes: int
    owners: int
    size: int
    ownerless: int
    latest: list[RegisterImport]
    open: RegisterImport | None


async def register_of(area: Area) -> Register:
    """In three questions, however large the estate is."""
    found = await bulk.one(
        "SELECT COUNT(*) AS homes, COALESCE(SUM(size), 0) AS size, COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM ownership w "
        "WHERE w.home_id = home.id AND w.until IS NULL) THEN 0 ELSE 1 END), 0) AS ownerless FROM home WHERE estate_id = ?",
        area.id,
    )
    owners = await bulk.number(
        "SELECT COUNT(DISTINCT w.owner_id) FROM ownership w JOIN home h ON h.id = w.home_id "
        "WHERE h.estate_id = ? AND w.until IS NULL",
        area.id,
    )
    latest = await RegisterImport.filter(area_id=area.id).order_by("-id").limit(LATEST)
    open_one = next((each for each in latest if each.stage in importing.OPEN), None)
    return Register(int(found["homes"]), owners, int(found["size"]), int(found["ownerless"]), latest, open_one)


async def job_of(batch: RegisterImport) -> Job | None:
    kind = importing.COMMIT if batch.stage == ImportStage.COMMITTING else importing.STAGE
    return await work.latest(kind, batch.id)


@dataclass(frozen=True)
class Problem:
    """One fault, as a person reads it: the row, the column by its letter and its name, and a sentence."""

    id: int
    row: int
    column: str
    field: str
    sentence: str


async def problems(
    batch: RegisterImport, after: tuple[int, int] = (0, 0), most: int = FAULTS_PER_PAGE
) -> list[Problem]:
    """The faults after the one of that (row, id), in the order of the file; one more than `most` where there are."""
    row, last = after
    found = await bulk.rows(
        "SELECT id, number, col, code, said FROM import_fault WHERE batch_id = ? AND (number > ? OR (number = ? AND id > ?)) "
        "ORDER BY number, id LIMIT ?",
        batch.id, row, row, last, most + 1,
    )  # fmt: skip
    fields = {column: field for field, column in batch.columns.items()}
    return [_problem(each, fields) for each in found]


def _problem(fault: dict[str, object], fields: dict[int, str]) -> Problem:
    column = int(str(fault["col"]))
    field = fields.get(column)
    name = _(importing.NAMES[importing.Field(field)]) if field else ""
    sentence = importing.sentence_of(str(fault["code"]), str(fault["said"]))
    return Problem(
        int(str(fault["id"])), int(str(fault["number"])), importing.letter(column) if column else "", name, sentence
    )


async def every_problem(batch: RegisterImport) -> AsyncIterator[Problem]:
    after = (0, 0)
    while found := await problems(batch, after, most=1000):
        for problem in found:
            yield problem
        after = (found[-1].row, found[-1].id)


async def problem_count(batch: RegisterImport) -> int:
    return await ImportFault.filter(batch_id=batch.id).count()


async def estate_coded(code: str) -> Area | None:
    return await Area.get_or_none(code=code, kind=rules.AreaKind.ESTATE)


async def estates_kept_by(actor: Actor, after: str) -> list[Area]:
    """The estates whose register this actor keeps, by their paths, one more than a page; in one question."""
    below = Q(*(Q(path__startswith=held.path) for held in actor.roles if held.role in REGISTRARS), join_type=Q.OR)
    found = Area.filter(below, kind=rules.AreaKind.ESTATE, path__gt=after)
    return await found.order_by("path").limit(ESTATES_PER_PAGE + 1)
