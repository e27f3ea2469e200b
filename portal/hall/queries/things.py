"""What residents write and somebody may have to look at: one table for every kind of it.

A new kind joins by one line: a model with a column `shown`, a matter, and somebody whose words they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tortoise.models import Model

from portal.hall.events import MatterHeld, MatterRaised, PostHeld, Replied, StatementHeld, StatementPut
from portal.hall.models import Matter, Post, Statement
from portal.kit.errors import Missing
from portal.kit.words import N_
from portal.policy import Actor

Raise = Callable[[str, int, int], Any]


@dataclass(frozen=True)
class ThingKind:
    """`author` is the column of whose words they are, `words` those of what they wrote, `counter` the matter's column
    that counts those shown. `held` and `published` make the event, of the matter's number, the thing's id, and the
    review or the author."""

    name: str
    model: type[Model]
    author: str
    words: tuple[str, ...]
    held: Raise
    published: Raise
    counter: str = ""


KINDS = {
    "matter": ThingKind(
        N_("一件事"), Matter, "raised_by_id", ("title", "body"), lambda number, _id, review: MatterHeld(number, review),
        lambda number, _id, person: MatterRaised(number, person),
    ),
    "post": ThingKind(N_("一条发言"), Post, "author_id", ("body",), PostHeld, Replied, "posts_count"),
    "statement": ThingKind(N_("一条观点"), Statement, "person_id", ("body",), StatementHeld, StatementPut),
}  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """Something that was said, with the matter it belongs to. `person_id` is whose words they are."""

    kind: str
    said: Any
    matter: Matter

    @property
    def id(self) -> int:
        return int(self.said.id)

    @property
    def path(self) -> str:
        return self.matter.area.path

    @property
    def person_id(self) -> int:
        return int(getattr(self.said, KINDS[self.kind].author))

    @property
    def shown(self) -> str:
        return str(self.said.shown)

    @property
    def words(self) -> list[str]:
        return [str(getattr(self.said, column)) for column in KINDS[self.kind].words]

    @property
    def slot(self) -> str:
        return f"{self.kind}:{self.id}"


async def thing_with(kind: str, thing_id: int, matter: Matter | None = None) -> Thing:
    """The thing; its matter is `matter` where that is at hand, and locked. Raises Missing."""
    if kind not in KINDS:
        raise Missing()
    if kind == "matter" and matter is not None:
        return Thing(kind, matter, matter)
    said: Any = await KINDS[kind].model.get_or_none(id=thing_id)
    if said is None:
        raise Missing()
    whole = matter or await Matter.get(id=thing_id if kind == "matter" else said.matter_id).select_related("area")
    return Thing(kind, whole if kind == "matter" else said, whole)


async def thing_for(_actor: Actor, kind: str, thing_id: int) -> Thing:
    """What somebody wants reported or put away: only what neighbours see, of a matter that they see."""
    thing = await thing_with(kind, thing_id)
    if thing.shown != "shown" or thing.matter.shown == "held":
        raise Missing()
    return thing
