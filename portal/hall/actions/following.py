"""Follow a matter, a place or a hall, or say that one does not. Who raises, seconds or speaks follows, unless they said no."""

from portal.accounts.events import AccountErased
from portal.database.reading import column
from portal.hall.events import (
    MatterFollowed,
    MatterRaised,
    MatterSeconded,
    MatterUnfollowed,
    PlaceFollowed,
    PlaceUnfollowed,
    Replied,
    StanceTaken,
    VoiceClaimed,
)
from portal.hall.models import Following, Matter, PlaceFollowing
from portal.hall.rules import following as rules
from portal.kit import clock
from portal.places.events import AreaMerged
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def follow_matter(actor: Actor, matter_id: int) -> None:
    """Doing it again changes nothing."""
    number = await _choose(actor, matter_id, follows=True)
    happened(MatterFollowed(number))


@action
async def unfollow_matter(actor: Actor, matter_id: int) -> None:
    """Remembered: speaking of it later does not bring it back."""
    number = await _choose(actor, matter_id, follows=False)
    happened(MatterUnfollowed(number))


async def _choose(actor: Actor, matter_id: int, *, follows: bool) -> str:
    assert actor.id is not None
    chosen = {"follows": follows, "at": clock.now()}
    # Two taps at once are one row: the second waits for the first, and then writes the same.
    await _put(matter_id, actor.id)
    await Following.filter(matter_id=matter_id, person_id=actor.id).update(**chosen)
    return (await Matter.get(id=matter_id)).number


async def _put(matter_id: int, person_id: int) -> None:
    row = Following(matter_id=matter_id, person_id=person_id, follows=True, at=clock.now())
    await Following.bulk_create([row], ignore_conflicts=True)


@action
async def follow_place(actor: Actor, *, area_id: int | None = None, hall_id: int | None = None) -> None:
    """Told of what is newly raised there. Doing it again changes nothing. Raises TooManyPlaces."""
    assert actor.id is not None
    mine = PlaceFollowing.filter(person_id=actor.id)
    if await mine.filter(area_id=area_id, hall_id=hall_id).exists():
        return
    rules.must_have_room_for_a_place(await mine.count())
    row = PlaceFollowing(person_id=actor.id, area_id=area_id, hall_id=hall_id, at=clock.now())
    await PlaceFollowing.bulk_create([row], ignore_conflicts=True)
    happened(PlaceFollowed(*_named(area_id, hall_id)))


@action
async def unfollow_place(actor: Actor, *, area_id: int | None = None, hall_id: int | None = None) -> None:
    if await PlaceFollowing.filter(person_id=actor.id, area_id=area_id, hall_id=hall_id).delete():
        happened(PlaceUnfollowed(*_named(area_id, hall_id)))


def _named(area_id: int | None, hall_id: int | None) -> tuple[str, int]:
    return ("hall", hall_id) if hall_id is not None else ("area", area_id or 0)


async def follow_merge(event: AreaMerged) -> None:
    """A step: who followed an area that ends follows what it became, once."""
    there = await column(PlaceFollowing.filter(area_id=event.into_id), "person_id")
    ended = PlaceFollowing.filter(area_id=event.area_id)
    await ended.filter(person_id__in=list(there)).delete()
    await ended.update(area_id=event.into_id)


async def note_follower(event: MatterRaised | MatterSeconded | Replied | StanceTaken | VoiceClaimed) -> None:
    """A reaction: whose business a matter has become follows it. What they chose before stands."""
    await _put((await Matter.get(number=event.number)).id, event.person_id)


async def forget_person(event: AccountErased) -> None:
    """A reaction."""
    await Following.filter(person_id=event.person_id).delete()
    await PlaceFollowing.filter(person_id=event.person_id).delete()
