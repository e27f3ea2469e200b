"""The thread of a matter: what its page is made of."""

from dataclasses import dataclass

from portal.database.reading import rows_changed
from portal.hall import rules
from portal.hall.models import Answer, Matter, Review, Second, Stance
from portal.hall.queries import matter_for
from portal.hall.queries.posts import Talk, looks_at_said, nodded_by, talk_of
from portal.hall.queries.there import PERHAPS, There
from portal.hall.rules.posts import Order
from portal.kit.lately import Lately
from portal.places import queries as places
from portal.policy import Actor


@dataclass(frozen=True)
class Thread:
    """A matter with what its page shows. `mine` is the actor's own stance; `line` the seconds it needs; `looks` are those
    at posts that are held or were put away, by the post's id."""

    matter: Matter
    newest: int
    place: str
    talk: Talk
    answers: list[Answer]
    line: int
    seconded: bool
    mine: str
    nodded: set[int]
    order: Order
    after: str
    looks: dict[int, Review]


async def thread_of(
    actor: Actor, matter: Matter, there: There = PERHAPS, order: Order = Order.NEWEST, after: str = ""
) -> Thread:
    """As many queries as there are kinds of things to show, however much was said."""
    stance = await Stance.get_or_none(matter_id=matter.id, person_id=actor.id) if actor.id else None
    talk = await talk_of(matter, order, after, actor)
    return Thread(
        matter=matter,
        newest=there.newest,
        place=await places.full_name(matter.area.path),
        talk=talk,
        answers=await Answer.filter(matter_id=matter.id).order_by("-id").limit(5) if there.answers else [],
        line=rules.line_for(matter.area.kind),
        seconded=bool(actor.id) and await Second.exists(matter_id=matter.id, person_id=actor.id),
        mine=stance.stance if stance else "",
        nodded=await nodded_by(actor, talk.every),
        order=order,
        after=after,
        looks=await looks_at_said(talk.every),
    )


_found: Lately[tuple[tuple[int, int], Matter]] = Lately(512)


async def thread_for(actor: Actor, number: str) -> Matter:
    """The matter of a page that is only read. Nothing is asked twice while no row has changed (SQLite)."""
    mark = rows_changed()
    known = _found.get((number, actor.id)) if mark else None
    if known is not None and known[0] == mark:
        return known[1]
    matter = await matter_for(actor, number)
    if mark is not None:
        _found.put((number, actor.id), (mark, matter))
    return matter
