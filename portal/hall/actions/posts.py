"""What neighbours say to each other, what they think of it, and what they change or take back."""

from tortoise.expressions import F

from portal.accounts import queries as accounts
from portal.hall.actions import moderating
from portal.hall.actions.moving import changed, locked
from portal.hall.actions.speaking import COUNTERS, Speaker, drop_stance, put_post, put_stance, withdraw_post
from portal.hall.events import Nodded, PostEdited, PostWithdrawn, StanceTaken
from portal.hall.forms.posts import EditPost, ReplyToPost, TakeStance
from portal.hall.models import Matter, Nod, Post, Revision
from portal.hall.rules import moderation, posts
from portal.hall.rules.posts import (
    NothingChanged,
    NotToBeChanged,
    OwnNod,
    RepliedToHidden,
    SaidAlready,
)
from portal.kit import clock
from portal.kit.errors import Missing
from portal.policy import RESPONDERS, Actor
from portal.unit_of_work import action, happened


@action
async def take_stance(actor: Actor, matter_id: int, said: TakeStance) -> None:
    """Stand somewhere, stand elsewhere, or take it back. Raises NothingMoreToSay."""
    assert actor.id is not None
    matter = await locked(matter_id)
    moderation.must_be_shown(matter.shown)
    posts.must_be_open(matter.state)
    if said.stance == "none":
        await drop_stance(matter, actor.id)
    else:
        await put_stance(matter, actor.id, said.stance)
        await changed(matter, *COUNTERS.values())
    happened(StanceTaken(matter.number, actor.id))


@action
async def reply_to_post(actor: Actor, post: Post, said: ReplyToPost) -> int:
    """Say something under a post, one level deep: a reply to a reply stands beside it, and quotes it.

    Raises PersonalDetails, UnwantedWords, NotShownYet, NothingMoreToSay, RepliedToHidden, SaidAlready.
    """
    matter = await locked(post.matter_id)
    to = await Post.get(id=post.id)
    posts.must_be_seen(to.shown, RepliedToHidden)
    above = to if to.parent_id is None else await Post.get(id=to.parent_id)
    posts.must_be_seen(above.shown, RepliedToHidden)
    await must_be_new(matter, actor, said.body)
    assert actor.id is not None
    speaker = Speaker(actor.id, await accounts.name_to_neighbours(actor), helper_id=actor.by_id)
    quoted = to.id if said.quote == "yes" or to.parent_id is not None else None
    return (await put_post(matter, speaker, body=said.body, parent_id=above.id, quoted_id=quoted)).id


async def must_be_new(matter: Matter, actor: Actor, body: str) -> None:
    """A step, on a locked matter: who taps twice, or sends the same once more, is told so. Raises SaidAlready."""
    since = clock.now() - posts.SAID_JUST_NOW
    lately = Post.filter(matter_id=matter.id, author_id=actor.id, posted_at__gt=since)
    for earlier in await lately.order_by("-id").limit(5):
        if posts.says_the_same(earlier.body, body):
            raise SaidAlready()


@action
async def nod(actor: Actor, matter: Matter, post_id: int) -> None:
    """有道理: once for each post. Given again, it stays one. Raises Missing, RepliedToHidden, OwnNod."""
    assert actor.id is not None
    held = await locked(matter.id)
    post = await _in(held, post_id)
    posts.must_be_seen(post.shown, RepliedToHidden)
    if post.author_id == actor.id:
        raise OwnNod()
    in_office = actor.holds(RESPONDERS, held.path)
    _row, made = await Nod.get_or_create(
        post_id=post.id, person_id=actor.id, defaults={"at": clock.now(), "in_office": in_office}
    )
    if made:
        await _count(held, post, 1, in_office, actor.id)


@action
async def take_back_nod(actor: Actor, matter: Matter, post_id: int) -> None:
    """Raises Missing. What was never given is not there afterwards either."""
    assert actor.id is not None
    held = await locked(matter.id)
    post = await _in(held, post_id)
    given = await Nod.get_or_none(post_id=post.id, person_id=actor.id)
    if given is not None:
        await given.delete()
        await _count(held, post, -1, given.in_office, actor.id)


async def _in(matter: Matter, post_id: int) -> Post:
    post = await Post.get_or_none(id=post_id, matter_id=matter.id)
    if post is None:
        raise Missing()
    return post


async def _count(matter: Matter, post: Post, by: int, in_office: bool, person_id: int) -> None:
    noted = by if in_office else 0
    await Post.filter(id=post.id).update(nods=F("nods") + by, noted=F("noted") + noted)
    await changed(matter)
    happened(Nodded(matter.number, post.id, person_id))


@action
async def edit_post(actor: Actor, post: Post, said: EditPost) -> None:
    """Word it anew: the former wording stays to be read, and so do the stance, the replies and the nods.

    Raises PersonalDetails, UnwantedWords, NothingMoreToSay, NotToBeChanged, NothingChanged.
    """
    assert actor.id is not None
    matter = await locked(post.matter_id)
    posts.must_be_open(matter.state)
    verdict = await moderating.pass_words(matter.area.path, said.body)
    now = await Post.get(id=post.id)
    posts.must_be_seen(now.shown, NotToBeChanged)
    if now.body == said.body:
        raise NothingChanged()
    await Revision.create(post_id=now.id, version=now.version, body=now.body, at=clock.now())
    now.body, now.edited_at, now.version, now.nods_before = said.body, clock.now(), now.version + 1, now.nods
    await now.save(update_fields=["body", "edited_at", "version", "nods_before"])
    if verdict.traits:
        await moderating.hold(matter, "post", now.id, verdict, was_shown=True)
    await changed(matter)
    happened(PostEdited(matter.number, now.id, actor.id))


@action
async def withdraw(actor: Actor, post: Post) -> None:
    """Take one's own words back: that something was said stays to be seen, and so do the replies to it."""
    assert actor.id is not None
    matter = await locked(post.matter_id)
    if await withdraw_post(matter, post.id):
        await moderating.withdraw_look("post", post.id)
        happened(PostWithdrawn(matter.number, post.id, actor.id))
