"""What venues there are, and which are open now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tortoise.expressions import Q

from portal.database.reading import column
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.venues import rules
from portal.venues.models import OpeningException, OpeningHours, Venue
from portal.venues.rules import opening
from portal.venues.rules.opening import Change, Opening, Span

VENUES_PER_PAGE = 20
MOST_VENUES = 1000  # a city's: which are open and near is reckoned here, from their numbers and paths


@dataclass(frozen=True)
class VenueAt:
    """A venue as it is now: whether its door is open, and when that next changes."""

    venue: Venue
    opening: Opening
    is_open: bool
    change: Change | None

    @property
    def today(self) -> list[Span]:
        return self.opening.on(clock.today())


async def venue_for(_actor: Actor, venue_id: int) -> Venue:
    venue = await Venue.filter(id=venue_id).select_related("area").first()
    if venue is None:
        raise Missing()
    return venue


async def opening_of(venues: Sequence[int]) -> dict[int, Opening]:
    """The week of each, and its exceptions from yesterday on: two queries, however many there are."""
    wanted = list(venues) or [0]
    weeks: dict[int, dict[int, list[Span]]] = {}
    for row in await OpeningHours.filter(venue_id__in=wanted):
        weeks.setdefault(row.venue_id, {}).setdefault(row.weekday, []).append(Span(row.opens, row.closes))
    unlike: dict[int, dict[object, list[Span]]] = {}
    since = clock.today() - timedelta(days=1)
    for each in await OpeningException.filter(venue_id__in=wanted, day__gte=since):
        unlike.setdefault(each.venue_id, {})[each.day] = opening.spans_in(each.hours)
    return {venue: Opening(weeks.get(venue, {}), unlike.get(venue, {})) for venue in venues}  # type: ignore[arg-type]


def _as_it_is(venue: Venue, hours: Opening) -> VenueAt:
    now = clock.now()
    if venue.ended_at is not None:
        return VenueAt(venue, hours, False, None)
    return VenueAt(venue, hours, opening.is_open(hours, now), opening.next_change(hours, now))


async def venue_page(venue: Venue) -> VenueAt:
    return _as_it_is(venue, (await opening_of([venue.id]))[venue.id])


def _own(actor: Actor) -> list[str]:
    return [*actor.lives_at, *actor.owns_at] or [held.path for held in actor.roles]


@dataclass(frozen=True)
class Listed:
    """How the list is asked for: a kind, and what the way in must have."""

    kind: str = ""
    access: tuple[str, ...] = ()


@dataclass(frozen=True)
class Venues:
    found: list[VenueAt]
    next: int | None


async def venues_near(actor: Actor, asked: Listed, start: int = 0) -> Venues:
    """Open ones first, then the nearest to one's home in the tree of areas. Only those of the page are read whole."""
    venues = Venue.filter(ended_at=None, **dict.fromkeys(asked.access, True))
    if asked.kind:
        venues = venues.filter(kind=asked.kind)
    rows = await venues.order_by("id").limit(MOST_VENUES).values_list("id", "area__path")
    own, now_open = _own(actor), await _open_now()
    ranked = sorted((id_ not in now_open, rules.near(own, str(path)), int(id_)) for id_, path in rows)
    page = [id_ for _shut, _far, id_ in ranked[start : start + VENUES_PER_PAGE]]
    more = start + VENUES_PER_PAGE if len(ranked) > start + VENUES_PER_PAGE else None
    found = {venue.id: venue for venue in await Venue.filter(id__in=page or [0]).select_related("area")}
    hours = await opening_of(page)
    return Venues([_as_it_is(found[id_], hours[id_]) for id_ in page], more)


async def _open_now() -> set[int]:
    """The numbers of the venues whose door is open: by the week, but for those to which today is unlike it."""
    today, minute = clock.today(), opening.minute_of(clock.now())
    usual = OpeningHours.filter(weekday=today.weekday(), opens__lte=minute, closes__gt=minute)
    unlike = await OpeningException.filter(day=today)
    other = {
        each.venue_id
        for each in unlike
        if any(span.opens <= minute < span.closes for span in opening.spans_in(each.hours))
    }
    return set(await column(usual, "venue_id")) - {each.venue_id for each in unlike} | other


async def areas_to_open_in(actor: Actor) -> list[tuple[int, str]]:
    """Where this actor is staff: a venue belongs to a community, an estate or a grid."""
    held = [role.path for role in actor.roles if role.role in STAFF]
    found = await places.areas_below(held, ["community", "grid", "estate"])
    return [(area.id, area.name) for area in found]


async def venues_to_choose(paths: Sequence[str]) -> list[tuple[int, str]]:
    """Venues at or below these areas, for an item of the guide."""
    found: dict[int, str] = {}
    for path in paths:
        rows = Venue.filter(ended_at=None, area__path__startswith=path)
        found |= {venue.id: venue.name for venue in await rows.order_by("id").limit(100)}
    return list(found.items())


async def venues_to_book(path: str) -> list[Venue]:
    """Venues that can be booked, of the area at `path`, of those above it and of those below."""
    here = Q(area__path__in=places.trail(path)) | Q(area__path__startswith=path)
    found = Venue.filter(here, ended_at=None, bookable=True).select_related("area")
    return await found.order_by("id").limit(30)


async def exceptions_of(venue: Venue) -> list[OpeningException]:
    return await OpeningException.filter(venue_id=venue.id, day__gte=clock.today()).order_by("day").limit(100)


async def exception_for(_actor: Actor, exception_id: int) -> OpeningException:
    found = await OpeningException.filter(id=exception_id).select_related("venue__area").first()
    if found is None:
        raise Missing()
    return found
