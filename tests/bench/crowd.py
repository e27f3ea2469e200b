"""A house in which thousands may vote, each signed in on a phone, and one motion open to them all."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from portal.accounts.models import Holding, Person, Session
from portal.database import bulk, connection
from portal.kit import clock, sealing
from portal.meetings.actions import running
from portal.meetings.models import RightHolder
from portal.places.models import Home, Owner, Ownership
from tests.cast import Cast, settle

FAR = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Voter:
    right_id: int
    person_id: int
    cookie: str


@dataclass(frozen=True)
class Evening:
    meeting_id: int
    motion_id: int
    voters: list[Voter]


async def gather(count: int) -> Evening:
    """`count` owners, with a home and a session each. The vote stays open for hours: some of the measuring is slow."""
    cast = await settle()
    people = await _move_in(cast, count)
    motion = cast.motion
    motion.closes_at = cast.meeting.ends_at = clock.now() + timedelta(hours=9)
    await motion.save(update_fields=["closes_at"])
    await cast.meeting.save(update_fields=["ends_at"])
    await running.open_motion(await cast.actor("wang_degui"), motion.id)
    held = await RightHolder.filter(right__motion_id=motion.id).values_list("holder", "right_id")
    rights = {str(holder): int(right) for holder, right in held}
    voters = [Voter(rights[f"owner:{owner}"], person, _cookie(person)) for owner, person in people.items()]
    for table in ("voting_right", "right_holder", "session", "holding"):
        await bulk.analyze(table)
    return Evening(cast.meeting.id, motion.id, voters)


def _cookie(person: int) -> str:
    return f"phone-of-{person}"


async def _move_in(cast: Cast, count: int) -> dict[int, int]:
    """Owner -> person."""
    now = clock.now()
    async with connection.in_transaction():
        await Home.bulk_create(
            [
                Home(
                    estate=cast.estate, building=cast.building, label=f"加{n}", floor=1, kind="flat", size=8000,
                    size_source="register", state="delivered", path=cast.stairwell.path,
                )
                for n in range(count)
            ],
            batch_size=500,
        )  # fmt: skip
        await Owner.bulk_create(
            [Owner(estate=cast.estate, name=f"加{n}", kind="person") for n in range(count)], batch_size=500
        )
        await Person.bulk_create([Person(name=f"加{n}", joined_at=now) for n in range(count)], batch_size=500)
        homes = await Home.filter(label__startswith="加").order_by("id").values_list("id", flat=True)
        owners = await Owner.filter(name__startswith="加").order_by("id").values_list("id", flat=True)
        people = await Person.filter(name__startswith="加").order_by("id").values_list("id", flat=True)
        pairs = list(zip(owners, people, strict=True))
        await Ownership.bulk_create(
            [Ownership(home_id=home, owner_id=owner) for home, owner in zip(homes, owners, strict=True)], batch_size=500
        )
        since = now - timedelta(days=1)
        await Holding.bulk_create(
            [Holding(owner_id=owner, person_id=person, since=since) for owner, person in pairs], batch_size=500
        )
        await Session.bulk_create(
            [
                Session(
                    person_id=person, token=sealing.digest(_cookie(person)), device="-", began_at=now, expires_at=FAR,
                    idle_until=FAR,
                )
                for person in people
            ],
            batch_size=500,
        )  # fmt: skip
    return dict(pairs)
