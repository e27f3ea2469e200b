"""The statements of a matter as somebody sees them: numbers told, what both sides live with, and one's own answers."""

from dataclasses import dataclass, field
from typing import Any

from tortoise.expressions import Q

from portal.database.reading import rows_of
from portal.hall.models import Matter, OpinionMap, Post, Statement, Tap
from portal.hall.queries.seeing import SHOWN
from portal.hall.queries.there import PERHAPS, There
from portal.hall.rules import mapping
from portal.hall.rules import opinions as rules
from portal.hall.rules.grouping import Leaning, leaning
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.opinions import Told
from portal.kit.errors import Missing
from portal.policy import Actor


@dataclass(frozen=True)
class Board:
    """`mine` are one's own answers by statement; `next` is the statement to answer now, `left` how many there are."""

    statements: list[Statement]
    accepted: list[Statement]
    divided: list[Statement]
    mine: dict[int, str]
    next: Statement | None
    left: int
    open: bool
    picture: dict[str, Any] = field(default_factory=dict)

    @property
    def answered(self) -> list[Statement]:
        return [each for each in self.statements if each.id in self.mine]

    @property
    def me(self) -> tuple[int, int, int] | None:
        """One's own place in the picture, and one's group."""
        return mapping.place_of(self.picture, self.mine)

    @property
    def by_group(self) -> dict[int, list[tuple[Leaning, list[int] | None]]]:
        """What each group thinks, by statement: where it leans, and its numbers, where they are told."""
        groups = [group["counts"] for group in self.picture.get("groups", []) if "counts" in group]
        if not groups:
            return {}
        cells = zip(self.picture["statements"], zip(*groups, strict=True), strict=True)
        return {id: [(leaning(cell), cell) for cell in row] for id, row in cells}

    @property
    def by_id(self) -> dict[int, Statement]:
        return {each.id: each for each in self.statements}


async def board_of(actor: Actor, matter: Matter, there: There = PERHAPS) -> Board:
    """Three queries, however many statements and answers there are."""
    shown = Statement.filter(matter_id=matter.id, shown=SHOWN).order_by("id")
    statements = await shown if there.statements else []
    taps = await Tap.filter(statement__matter_id=matter.id, person_id=actor.id) if actor.id and statements else []
    drawn = await OpinionMap.get_or_none(matter_id=matter.id) if statements else None
    mine = {tap.statement_id: tap.answer for tap in taps if tap.answer}
    by_id = {each.id: each for each in statements}
    told = [Told(each.id, each.agreed, each.disagreed, each.passed) for each in statements]
    waiting = rules.next_for(((each.id, each.told) for each in statements if each.id not in mine), actor.id or 0)
    return Board(
        statements=statements,
        accepted=[by_id[each.id] for each in rules.accepted(told)],
        divided=[by_id[each.id] for each in rules.divided(told)],
        mine=mine,
        next=by_id[waiting[0]] if waiting else None,
        left=len(waiting),
        open=matter.shown == SHOWN and matter.stage in rules.OPEN_STAGES,
        picture=drawn.picture if drawn else {},
    )


async def statement_for(actor: Actor, statement_id: int) -> Statement:
    """A statement that neighbours see, of a matter that they see. Raises Missing."""
    found = await Statement.filter(id=statement_id, shown=SHOWN).select_related("matter__area").first()
    if found is None or found.matter.shown != SHOWN:
        raise Missing()
    return found


async def remark_in(matter: Matter, post_id: int | None) -> Post | None:
    """The remark that a statement is to be made of, where neighbours see it."""
    return await Post.filter(id=post_id or 0, matter_id=matter.id, shown=SHOWN).first()


async def statement_held(statement_id: int) -> bool:
    return await Statement.filter(id=statement_id, shown=Shown.HELD).exists()


async def own_statements(person_id: int) -> dict[str, list[dict[str, Any]]]:
    mine = Statement.filter(Q(person_id=person_id) | Q(mended_by_id=person_id))
    return {
        "statement": await rows_of(mine, "matter__number", "body", "original", "put_at", "mended_at", "shown"),
        "tap": await rows_of(
            Tap.filter(person_id=person_id), "statement__matter__number", "statement__body", "answer", "at"
        ),
    }
