"""What residents do in the hall."""

from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.accounts.events import AccountErased
from portal.database.keeping import Sweep, ago
from portal.database.models import Mark
from portal.hall import rules
from portal.hall.actions.media import keep_media
from portal.hall.actions.moving import changed, locked, move
from portal.hall.events import LineReached, MatterAnswered, MatterRaised, MatterSeconded, Replied
from portal.hall.forms import AnswerMatter, RaiseMatter, Reply
from portal.hall.models import Answer, Hall, Matter, Post, Second, Stance
from portal.hall.rules import AlreadySeconded, OwnMatter, UnknownPlace, lifecycle, raising
from portal.hall.rules.clocks import clock_of
from portal.hall.rules.lifecycle import Deed, State, Track
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
    """Give a matter its public number. Raises UnknownPlace, HallClosed, PersonalDetails, TooManyPhotos, VoiceTellsWho.

    Whether neighbours see the name is chosen here, and never after.
    """
    assert actor.id is not None
    rules.must_hold_no_details(said.title, said.body)
    must_go_together(brought, name_hidden=said.shown_as == "building")
    area = await _place_of(actor, said.area_id)
    matter = await Matter.create(
        number=await _next_number(),
        title=raising.title_of(said.title, said.body),
        body=said.body,
        category=said.category if said.category in rules.CATEGORIES else raising.category_of(said.title + said.body),
        area=area,
        hall=await _hall_of(said.hall_id, area.path),
        raised_by_id=actor.id,
        raised_as=await _name(actor, hidden=said.shown_as == "building"),
        helper_id=actor.by_id,
        **_beginning(urgent=said.urgent == "yes"),
    )
    happened(MatterRaised(matter.number, actor.id))
    await keep_media(matter, brought, actor.id)
    return matter.number


def _beginning(*, urgent: bool) -> dict[str, Any]:
    """Where its way begins: safety needs no line and no triage."""
    now, state = clock.now(), State.INSTANT if urgent else State.TRIAGE
    waits_for, due_at = clock_of(state, now)
    return {
        "state": state, "stage": lifecycle.stage_of(state), "track": Track.INSTANT if urgent else "", "is_urgent": urgent,
        "raised_at": now, "changed_at": now, "due_for": waits_for, "due_at": due_at,
    }  # fmt: skip


async def _place_of(actor: Actor, area_id: int) -> "Area":
    """Where one lives, owns or is in office, and nowhere else. Raises UnknownPlace."""
    area = await places.area_found(area_id)
    if area is None or not (actor.belongs_to(area.path) or actor.holds(CONVENERS, area.path)):
        raise UnknownPlace()
    return area


async def _hall_of(hall_id: str, path: str) -> Hall | None:
    """The hall whose code was scanned; none where it serves another place than the one chosen. Raises HallClosed."""
    if not hall_id:
        return None
    number = number_in(hall_id)
    hall = await Hall.filter(id=number).select_related("area").first() if number is not None else None
    if hall is None or hall.closed_at is not None:
        raise raising.HallClosed()
    return hall if path.startswith(hall.path) else None


async def _next_number() -> str:
    """LZ-2026-0011: the year and a running number, which no two matters share: they wait for each other here."""
    year = clock.today().year
    taken = await Matter.filter(number__startswith=f"LZ-{year}-").order_by("-number").first()
    start = taken.number.rsplit("-", 1)[1] if taken else "0"
    await Mark.get_or_create(name=f"matters-{year}", defaults={"value": start})
    counter = await Mark.filter(name=f"matters-{year}").select_for_update().get()
    counter.value = str(int(counter.value) + 1)
    await counter.save(update_fields=["value"])
    return f"LZ-{year}-{int(counter.value):04}"


async def _name(actor: Actor, *, hidden: bool) -> str:
    if hidden:
        building = await accounts.own_building(actor)
        return f"{building}邻居"
    return await accounts.name_to_neighbours(actor)


@action
async def second_matter(actor: Actor, matter_id: int) -> None:
    """Raises AlreadySeconded, OwnMatter. At the line the matter goes on to be deliberated."""
    assert actor.id is not None
    matter = await locked(matter_id)
    if matter.raised_by_id == actor.id:
        raise OwnMatter()
    if await Second.exists(matter_id=matter_id, person_id=actor.id):
        raise AlreadySeconded()
    await Second.create(matter_id=matter_id, person_id=actor.id, at=clock.now())
    matter.seconds += 1
    happened(MatterSeconded(matter.number, actor.id, matter.seconds))
    await changed(matter, "seconds")
    if rules.reaches_line(matter.state, matter.seconds, rules.line_for(matter.area.kind)):
        happened(LineReached(matter.number, matter.seconds))
        await move(matter, Deed.REACH_LINE)


@action
async def reply(actor: Actor, matter_id: int, said: Reply, brought: Brought = NOTHING) -> int:
    """Say something, with a stance or without; a later stance replaces one's earlier. Raises PersonalDetails."""
    assert actor.id is not None
    rules.must_hold_no_details(said.body)
    must_go_together(brought, name_hidden=False)
    matter = await locked(matter_id)
    post = await Post.create(
        matter_id=matter_id,
        author_id=actor.id,
        said_as=await _name(actor, hidden=False),
        helper_id=actor.by_id,
        stance=said.stance,
        body=said.body,
        posted_at=clock.now(),
    )
    await keep_media(matter, brought, actor.id, post.id)
    if said.stance:
        await _take(matter, actor.id, said.stance)
    matter.posts_count += 1
    await changed(matter, "posts_count", "supporting", "opposing", "suggesting")
    happened(Replied(matter.number, post.id, actor.id))
    return post.id


async def _take(matter: Matter, person_id: int, stance: str) -> None:
    counters = {"support": "supporting", "oppose": "opposing", "suggest": "suggesting"}
    held = await Stance.get_or_none(matter_id=matter.id, person_id=person_id)
    if held is not None:
        setattr(matter, counters[held.stance], getattr(matter, counters[held.stance]) - 1)
        held.stance = stance
        await held.save(update_fields=["stance"])
    else:
        await Stance.create(matter_id=matter.id, person_id=person_id, stance=stance)
    setattr(matter, counters[stance], getattr(matter, counters[stance]) + 1)


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
    await Matter.filter(raised_by_id=event.person_id).update(raised_as=label)
    await Post.filter(author_id=event.person_id).update(said_as=label)


# After two years what was said stays, and the name goes (§6.10): a label has none.
_LABELS = ("居民", "业主", "栋邻居")


def _labelled(column: str) -> Q:
    return Q(*(Q(**{f"{column}__endswith": label}) for label in _LABELS), join_type="OR")


async def _unname_matters(matters: list[Matter]) -> None:
    for matter in matters:
        label = f"{await places.building_at(matter.path)}居民"
        await Matter.filter(id=matter.id).update(raised_as=label)


async def _unname_posts(posts: list[Post]) -> None:
    for post in posts:
        label = f"{await places.building_at(post.matter.path)}居民"
        await Post.filter(id=post.id).update(said_as=label)


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
