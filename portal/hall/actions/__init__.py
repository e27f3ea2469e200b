"""What residents do in the hall."""

from typing import TYPE_CHECKING

from tortoise.expressions import F, Q

from portal.accounts import queries as accounts
from portal.accounts.events import AccountErased
from portal.database.keeping import Sweep, ago
from portal.database.reading import column
from portal.hall.actions.media import keep_media
from portal.hall.actions.moderating import must_be_fit
from portal.hall.actions.moving import changed, locked, move
from portal.hall.actions.posts import must_be_new
from portal.hall.actions.speaking import Speaker, put_matter, put_post, put_second
from portal.hall.events import MatterAnswered
from portal.hall.forms import AnswerMatter, RaiseMatter, Reply
from portal.hall.models import Answer, Hall, Matter, Post, RecordedVoice, Stance
from portal.hall.rules import CATEGORIES, UnknownPlace, moderation, raising
from portal.hall.rules.lifecycle import Deed, State
from portal.hall.rules.media import NOTHING, Brought, must_go_together
from portal.kit import clock
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.places.events import AreaMerged
from portal.policy import CONVENERS, Actor
from portal.unit_of_work import action, happened

if TYPE_CHECKING:
    from portal.places.models import Area


@action
async def raise_matter(actor: Actor, said: RaiseMatter, brought: Brought = NOTHING) -> str:
    """Give a matter its public number. Whether neighbours see the name is chosen here, and never after.

    Raises UnknownPlace, HallClosed, PersonalDetails, UnwantedWords, TooManyPhotos, VoiceTellsWho.
    """
    must_go_together(brought, name_hidden=said.shown_as == "building")
    area = await _place_of(actor, said.area_id)
    speaker = await _speaker(actor, hidden=said.shown_as == "building")
    category = said.category if said.category in CATEGORIES else raising.category_of(said.title + said.body)
    matter = await put_matter(
        speaker, area, title=raising.title_of(said.title, said.body), body=said.body, category=category,
        urgent=said.urgent == "yes", hall_id=await _hall_of(said.hall_id, area.path),
    )  # fmt: skip
    await keep_media(matter, brought, speaker.person_id)
    return matter.number


async def _place_of(actor: Actor, area_id: int) -> "Area":
    """Where one lives, owns or is in office, and nowhere else. Raises UnknownPlace."""
    area = await places.area_found(area_id)
    if area is None or not (actor.belongs_to(area.path) or actor.holds(CONVENERS, area.path)):
        raise UnknownPlace()
    return area


async def _hall_of(hall_id: str, path: str) -> int | None:
    """The hall whose code was scanned; none where it serves another place than the one chosen. Raises HallClosed."""
    if not hall_id:
        return None
    number = number_in(hall_id)
    hall = await Hall.filter(id=number).select_related("area").first() if number is not None else None
    if hall is None or hall.closed_at is not None:
        raise raising.HallClosed()
    return hall.id if path.startswith(hall.path) else None


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
    """Raises AlreadySeconded, OwnMatter, NotShownYet. At the line the matter goes on to be deliberated."""
    assert actor.id is not None
    await put_second(await locked(matter_id), actor.id)


@action
async def reply(actor: Actor, matter_id: int, said: Reply, brought: Brought = NOTHING) -> int:
    """Say something, with a stance or without; a later stance replaces one's earlier, and none leaves it as it is.

    Raises NothingMoreToSay, SaidAlready, PersonalDetails, UnwantedWords, NotShownYet, TooManyPhotos, VoiceTellsWho.
    """
    must_go_together(brought, name_hidden=False)
    matter, speaker = await locked(matter_id), await _speaker(actor)
    if brought is NOTHING:
        await must_be_new(matter, actor, said.body)
    held = await Stance.get_or_none(matter_id=matter.id, person_id=speaker.person_id)
    taken = said.stance if actor.belongs_to(matter.path) else ""  # an office has no stance
    stance = taken or (held.stance if held else "")
    post = await put_post(matter, speaker, body=said.body, stance=stance)
    await keep_media(matter, brought, speaker.person_id, post.id)
    return post.id


@action
async def answer_matter(actor: Actor, matter_id: int, said: AnswerMatter) -> int:
    """社区答复: in the name of an office; late, where the clock of the matter had run out by then.

    Raises NotShownYet, PrivateNumbers, NamesSomebody, UnwantedWords.
    """
    assert actor.id is not None
    matter = await locked(matter_id)
    moderation.must_be_shown(matter.shown)
    await must_be_fit(matter.path, said.office, said.body)
    now = clock.now()
    answer = await Answer.create(
        matter_id=matter_id,
        author_id=actor.id,
        office=said.office,
        body=said.body,
        answered_at=now,
        late=matter.due_for in ("triage", "answer") and matter.due_at is not None and matter.due_at < now,
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
    for table in (Matter, Hall, RecordedVoice):
        await table.filter(area_id=event.area_id).update(area_id=event.into_id)
