"""Who follows what in the demo city, and one weekly letter in its mailbox."""

from portal.accounts.queries.readers import readers_after
from portal.channels import outbox
from portal.demo.town import Town
from portal.hall.models import Following, Hall, Matter, PlaceFollowing, Post, Second
from portal.kit import clock
from portal.notices.actions import digesting
from portal.notices.rules.choosing import USUAL

READER = "陈秀英"
TOUCHED = 1  # in her building, and talked of this week


async def follow(town: Town) -> None:
    """Whoever raised, seconded or spoke follows, as they would have."""
    pairs = {(int(m), int(p)) for m, p in await Matter.all().values_list("id", "raised_by_id")}
    pairs |= {(int(m), int(p)) for m, p in await Second.all().values_list("matter_id", "person_id")}
    pairs |= {(int(m), int(p)) for m, p in await Post.all().values_list("matter_id", "author_id")}
    pairs.add(((await Matter.get(id=TOUCHED)).id, town.people[READER].id))
    at = clock.now()
    rows = [Following(matter_id=matter, person_id=person, at=at) for matter, person in sorted(pairs)]
    await Following.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    await _follow_places(town)
    await _write_one(town)


async def _follow_places(town: Town) -> None:
    """One follows her estate and the hall in it."""
    hall = await Hall.filter(closed_at=None).select_related("area").order_by("id").first()
    if hall is not None:
        now, person_id = clock.now(), town.people[READER].id
        await PlaceFollowing.create(person_id=person_id, hall_id=hall.id, at=now)
        await PlaceFollowing.create(person_id=person_id, area_id=hall.area_id, at=now)


async def _write_one(town: Town) -> None:
    """On the usual day, so that it is not written again when that day comes this week."""
    today = clock.today()
    day = today.fromordinal(today.toordinal() + USUAL.weekday - today.weekday()) if USUAL.weekday is not None else today
    readers = await readers_after(town.people[READER].id - 1, 1)
    await outbox.write_many(await digesting.drafts_for(readers, day))
