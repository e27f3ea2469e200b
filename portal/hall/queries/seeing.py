"""Who sees what was said: neighbours what is shown, an author their own words too, and nobody else what is put away."""

from collections.abc import Sequence

from tortoise.expressions import Q

from portal.hall.models import Matter, Post, Review
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.moderation import Ruling
from portal.kit.words import _
from portal.policy import Actor

SHOWN = Shown.SHOWN


def may_see(actor: Actor, matter: Matter) -> bool:
    """A held matter is its author's alone; staff read it at the desk."""
    return matter.shown != Shown.HELD or _is_own(actor, matter.raised_by_id)


def _is_own(actor: Actor, author_id: int) -> bool:
    return actor.id is not None and actor.id == author_id


def veiled(actor: Actor, matter: Matter) -> Matter:
    """The matter as this actor may read it: of what is put away, others learn the number and nothing that was said.

    Read only: what is veiled is never saved.
    """
    if matter.shown != Shown.SHOWN and not _is_own(actor, matter.raised_by_id):
        matter.title, matter.body, matter.facts, matter.options = _("这件事被收起来了"), "", "", ""
        matter.raised_as = _("邻居")
    return matter


def posts_for(actor: Actor) -> Q:
    """Which posts a thread has for this actor: those held are their author's alone, those put away leave a stub."""
    for_all = Q(shown__in=[Shown.SHOWN, Shown.HIDDEN, Shown.WITHDRAWN])
    return Q(for_all, Q(author_id=actor.id), join_type=Q.OR) if actor.id is not None else for_all


def veiled_posts(actor: Actor, posts: Sequence[Post]) -> None:
    """Take out of what was put away everything that was said, and by whom, but for its author."""
    for post in posts:
        if post.shown != Shown.SHOWN and not _is_own(actor, post.author_id):
            post.body = post.said_as = post.stance = ""


async def looks_at(kind: str, ids: Sequence[int]) -> dict[int, Review]:
    """The last look at each of these that is undecided or put it away, by the thing's id. One query, or none."""
    if not ids:
        return {}
    found = Review.filter(kind=kind, thing_id__in=list(ids), outcome__in=["", Ruling.HIDDEN])
    return {review.thing_id: review for review in await found.order_by("id")}


async def looks_at_posts(posts: Sequence[Post]) -> dict[int, Review]:
    return await looks_at("post", [post.id for post in posts if post.shown in (Shown.HELD, Shown.HIDDEN)])
