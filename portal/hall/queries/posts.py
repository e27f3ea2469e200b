"""What was said of a matter, as its page shows it: in one of four orders, a page at a time, and as few queries as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from portal.database import bulk
from portal.database.reading import column
from portal.hall.models import Matter, Nod, Post, Review, Revision
from portal.hall.queries import seeing
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.posts import QUOTED, REPLIES_AT_ONCE, Order, mark_of
from portal.kit.errors import Missing
from portal.kit.shapes import number_in
from portal.policy import STRANGER, Actor

PER_PAGE = 50


class Said(NamedTuple):
    """One post with what its place on a page shows. Of one that cannot be seen the words are not even here."""

    id: int
    parent_id: int | None
    author_id: int
    said_as: str
    helped: bool
    recorded: bool
    stance: str
    body: str
    posted_at: datetime
    edited: bool
    shown: str
    version: int
    turn: int
    nods: int
    nods_before: int
    replies_count: int
    quoted_id: int | None
    quoted_as: str
    quoted: str


@dataclass(frozen=True)
class Talk:
    """A page of posts, with their first replies by post; `next` is where the next page begins."""

    posts: list[Said]
    replies: dict[int, list[Said]]
    next: str | None

    @property
    def every(self) -> list[Said]:
        return [*self.posts, *(reply for replies in self.replies.values() for reply in replies)]


# Who is named here and what was said there are read in one go, for both databases.
_COLUMNS = """SELECT p.id, p.parent_id, p.author_id, p.said_as, p.helper_id, p.recorded, p.stance, p.body, p.posted_at,
 p.edited_at, p.shown, p.version, p.turn, p.nods, p.nods_before, p.replies_count, p.quoted_id, q.said_as AS quoted_as,
 q.body AS quoted_body, q.shown AS quoted_shown FROM post p LEFT JOIN post q ON q.id = p.quoted_id"""
# What is held is its author's alone (nobody has the number 0).
_SEEN = f" AND (p.shown <> '{Shown.HELD}' OR p.author_id = ?)"
_TOP = f" WHERE p.matter_id = ? AND p.parent_id IS NULL{_SEEN}"
_ORDERED = {
    Order.NEWEST: (" AND p.id < ?", " ORDER BY p.id DESC"),
    Order.OLDEST: (" AND p.id > ?", " ORDER BY p.id"),
    Order.BALANCED: (" AND (p.turn > ? OR (p.turn = ? AND p.id > ?))", " ORDER BY p.turn, p.id"),
    Order.UNANSWERED: (" AND p.id > ?", " ORDER BY p.id"),
}
_UNANSWERED = f" AND p.shown = '{Shown.SHOWN}' AND p.replies_count = 0 AND p.noted = 0"


async def talk_of(matter: Matter, order: Order = Order.NEWEST, after: str = "", actor: Actor = STRANGER) -> Talk:
    """Two queries, however many posts there are."""
    beyond, sorted_by = _ORDERED[order]
    marks = _marks(order, after)
    me = actor.id or 0
    only = _UNANSWERED if order == Order.UNANSWERED else ""
    found = [
        _said(row, me)
        for row in await bulk.records(
            f"{_COLUMNS}{_TOP}{only}{beyond if marks else ''}{sorted_by} LIMIT {PER_PAGE + 1}", matter.id, me, *marks
        )
    ]
    posts = found[:PER_PAGE]
    more = mark_of(order, posts[-1].turn, posts[-1].id) if len(found) > PER_PAGE else None
    return Talk(posts, await replies_to(matter, posts, me), more)


def _marks(order: Order, after: str) -> list[int]:
    """What the next page begins after, as the condition wants it; nothing where the address says nothing sensible."""
    numbers = [number_in(each) for each in after.split(".")]
    if order == Order.BALANCED:
        return [numbers[0], numbers[0], numbers[1]] if len(numbers) == 2 and None not in numbers else []  # type: ignore[list-item]
    return [numbers[0]] if len(numbers) == 1 and numbers[0] is not None else []


async def replies_to(matter: Matter, posts: Sequence[Said], me: int = 0) -> dict[int, list[Said]]:
    """The first replies to each of these, the oldest first."""
    # Of a reply that is held its author knows, and nobody else; it is not counted.
    answered = [post.id for post in posts if me or post.replies_count or post.shown != Shown.SHOWN]
    if not answered:
        return {}
    held = ", ".join("?" * len(answered))
    rows = await bulk.records(
        f"{_COLUMNS} WHERE p.matter_id = ? AND p.parent_id IN ({held}) AND p.turn <= {REPLIES_AT_ONCE}{_SEEN} ORDER BY p.id",
        matter.id, *answered, me,
    )  # fmt: skip
    found: dict[int, list[Said]] = {}
    for said in (_said(row, me) for row in rows):
        found.setdefault(said.parent_id or 0, []).append(said)
    return found


async def talk_under(post: Post, after: str = "", actor: Actor = STRANGER) -> Talk:
    """A post by itself with its replies, the oldest first."""
    me = actor.id or 0
    top = _said((await bulk.records(f"{_COLUMNS} WHERE p.id = ?", post.parent_id or post.id))[0], me)
    mark = number_in(after) or 0
    rows = await bulk.records(
        f"{_COLUMNS} WHERE p.parent_id = ? AND p.id > ?{_SEEN} ORDER BY p.id LIMIT {PER_PAGE + 1}", top.id, mark, me
    )
    found = [_said(row, me) for row in rows]
    more = str(found[PER_PAGE - 1].id) if len(found) > PER_PAGE else None
    return Talk([top], {top.id: found[:PER_PAGE]}, more)


def _said(row: Sequence[Any], me: int = 0) -> Said:
    """One row of `_COLUMNS`, without what cannot be seen."""
    (
        id, parent_id, author_id, said_as, helper_id, recorded, stance, body, posted_at, edited_at, shown, version, turn, nods,
        nods_before, replies_count, quoted_id, quoted_as, quoted_body, quoted_shown,
    ) = row  # fmt: skip
    if not (shown == Shown.SHOWN or (author_id == me and shown != Shown.WITHDRAWN)):
        said_as = stance = body = ""
    if quoted_shown != Shown.SHOWN:
        quoted_as = quoted_body = ""
    return Said(
        id, parent_id, author_id, said_as, helper_id is not None, bool(recorded), stance, body, _moment(posted_at),
        edited_at is not None, shown, version, turn, nods, min(nods_before, nods), replies_count, quoted_id, quoted_as,
        _excerpt(quoted_body),
    )  # fmt: skip


def _moment(stored: datetime | str) -> datetime:
    """SQLite keeps a moment as text."""
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored


def _excerpt(body: str) -> str:
    line = " ".join(body.split())
    return line if len(line) <= QUOTED else line[:QUOTED] + "…"


async def nodded_by(actor: Actor, posts: Sequence[Said]) -> set[int]:
    """Those of these posts to which the actor has given a 有道理."""
    if actor.id is None:
        return set()
    return set(await column(Nod.filter(person_id=actor.id, post_id__in=[post.id for post in posts]), "post_id"))


async def post_for(actor: Actor, number: str, post_id: int) -> Post:
    """A post of this matter, as this actor may read it. Raises Missing, also where it is held and another's."""
    post = await answered_post_for(actor, number, post_id)
    if post.shown == Shown.HELD and post.author_id != actor.id:
        raise Missing()
    return post


async def answered_post_for(actor: Actor, number: str, post_id: int) -> Post:
    """The post that somebody has just answered, whatever has become of it meanwhile: what they typed is not lost."""
    post = await Post.filter(id=post_id, matter__number=number).select_related("matter__area").first()
    if post is None or not seeing.may_see(actor, post.matter):
        raise Missing()
    seeing.veiled(actor, post.matter)
    seeing.veiled_posts(actor, [post])
    return post


async def looks_at_said(posts: Sequence[Said]) -> dict[int, Review]:
    """The look at each of these that is held or was put away. One query, or none."""
    return await seeing.looks_at("post", [post.id for post in posts if post.shown in (Shown.HELD, Shown.HIDDEN)])


async def seen_post_for(actor: Actor, number: str, post_id: int) -> Post:
    """A post that can be seen: its earlier wordings can, too."""
    post = await post_for(actor, number, post_id)
    if post.shown != Shown.SHOWN:
        raise Missing()
    return post


async def revisions_of(post: Post) -> list[Revision]:
    return await Revision.filter(post_id=post.id).order_by("-version").limit(PER_PAGE)
