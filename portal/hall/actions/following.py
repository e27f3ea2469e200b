"""Follow a matter, or say that one does not. Who raises, seconds or speaks follows, unless they said no."""

from portal.accounts.events import AccountErased
from portal.hall.events import (
    MatterFollowed,
    MatterRaised,
    MatterSeconded,
    MatterUnfollowed,
    Replied,
    StanceTaken,
    VoiceClaimed,
)
from portal.hall.models import Following, Matter
from portal.kit import clock
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


async def note_follower(event: MatterRaised | MatterSeconded | Replied | StanceTaken | VoiceClaimed) -> None:
    """A reaction: whose business a matter has become follows it. What they chose before stands."""
    await _put((await Matter.get(number=event.number)).id, event.person_id)


async def forget_person(event: AccountErased) -> None:
    """A reaction."""
    await Following.filter(person_id=event.person_id).delete()
