"""What residents do in the hall."""

from tortoise.expressions import F, Q

from portal.accounts import queries as accounts
from portal.accounts.events import AccountErased
from portal.database.keeping import Sweep, ago
from portal.database.reading import column
from portal.hall import rules
from portal.hall.actions.moving import changed, locked, move
from portal.hall.actions.posts import must_be_new
from portal.hall.actions.speaking import Speaker, put_matter, put_post, put_second
from portal.hall.events import MatterAnswered
from portal.hall.forms import AnswerMatter, RaiseMatter, Reply
from portal.hall.models import Answer, Matter, Post, Stance
from portal.hall.rules import UnknownPlace
from portal.hall.rules.lifecycle import Deed, State
from portal.hall.rules.posts import must_be_open
from portal.kit import clock
from portal.places import queries as places
from portal.places.events import AreaMerged
from portal.policy import CONVENERS, Actor
from portal.unit_of_work import action, happened


@action
async def raise_matter(actor: Actor, said: RaiseMatter) -> str:
    """Give a matter its public number. Raises UnknownPlace, PersonalDetails."""
    rules.must_hold_no_details(said.title, said.body)
    area = await places.area_for(actor, said.area_id)
    if not (actor.belongs_to(area.path) or actor.holds(CONVENERS, area.path)):
        raise UnknownPlace()
    matter = await put_matter(
        await _speaker(actor, hidden=said.shown_as == "building"), area.id,
        title=said.title, body=said.body, category=said.category, urgent=said.urgent == "yes",
    )  # fmt: skip
    return matter.number


async def _speaker(actor: Actor, *, hidden: bool = False) -> Speaker:
    assert actor.id is not None
    return Speaker(actor.id, await _name(actor, hidden=hidden), helper_id=actor.by_id)


async def _name(actor: Actor, *, hidden: bool) -> str:
    if hidden:
        building = await accounts.own_building(actor)
        return f"{building}邻居"
    return await accounts.name_to_neighbours(actor)


@action
async def second_matter(actor: Actor, matter_id: int) -> None:
    """Raises AlreadySeconded, OwnMatter. At the line the matter goes on to be deliberated."""
    assert actor.id is not None
    await put_second(await locked(matter_id), actor.id)


@action
async def reply(actor: Actor, matter_id: int, said: Reply) -> int:
    """Say something, with a stance or without; a later stance replaces one's earlier, and none leaves it as it is.

    Raises PersonalDetails, NothingMoreToSay, SaidAlready.
    """
    rules.must_hold_no_details(said.body)
    matter = await locked(matter_id)
    must_be_open(matter.state)
    await must_be_new(matter, actor, said.body)
    held = await Stance.get_or_none(matter_id=matter.id, person_id=actor.id)
    stance = said.stance or (held.stance if held else "")
    return (await put_post(matter, await _speaker(actor), body=said.body, stance=stance)).id


@action
async def answer_matter(actor: Actor, matter_id: int, said: AnswerMatter) -> int:
    """社区答复: in the name of an office, with the days since the matter was raised."""
    assert actor.id is not None
    matter = await locked(matter_id)
    now = clock.now()
    answer = await Answer.create(
        matter_id=matter_id,
        author_id=actor.id,
        office=said.office,
        body=said.body,
        answered_at=now,
        days=(clock.in_city(now).date() - clock.in_city(matter.raised_at).date()).days,
    )
    await (move(matter, Deed.ANSWER, person_id=actor.id) if matter.state == State.INSTANT else changed(matter))
    happened(MatterAnswered(matter.number, answer.id))
    return answer.id


async def forget_person(event: AccountErased) -> None:
    """A reaction: what was said stays, under the label that the closed account left."""
    _name_before, label = await accounts.label_of(event.person_id)
    spoken_in = await column(Post.filter(author_id=event.person_id), "matter_id")
    await Matter.filter(raised_by_id=event.person_id).update(raised_as=label, version=F("version") + 1)
    await Post.filter(author_id=event.person_id).update(said_as=label)
    await Matter.filter(id__in=set(spoken_in)).update(version=F("version") + 1)


# After two years what was said stays, and the name goes (§6.10): a label has none.
_LABELS = ("居民", "业主", "栋邻居")


def _labelled(column: str) -> Q:
    return Q(*(Q(**{f"{column}__endswith": label}) for label in _LABELS), join_type="OR")


async def _unname_matters(matters: list[Matter]) -> None:
    for matter in matters:
        label = f"{await places.building_at(matter.path)}居民"
        await Matter.filter(id=matter.id).update(raised_as=label, version=F("version") + 1)


async def _unname_posts(posts: list[Post]) -> None:
    for post in posts:
        label = f"{await places.building_at(post.matter.path)}居民"
        await Post.filter(id=post.id).update(said_as=label)
        await Matter.filter(id=post.matter_id).update(version=F("version") + 1)


MATTER_NAMES = Sweep(
    lambda: Matter.filter(raised_at__lt=ago(days=730)).exclude(_labelled("raised_as")).select_related("area"),
    "raised_at", _unname_matters,
)  # fmt: skip
POST_NAMES = Sweep(
    lambda: Post.filter(posted_at__lt=ago(days=730)).exclude(_labelled("said_as")).select_related("matter__area"),
    "posted_at", _unname_posts,
)  # fmt: skip


async def follow_merge(event: AreaMerged) -> None:
    """A step: what was raised in an area that ends is the business of what it became."""
    await Matter.filter(area_id=event.area_id).update(area_id=event.into_id)
