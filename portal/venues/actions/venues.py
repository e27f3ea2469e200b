"""Open a venue, say when it is open, shut it. Whoever has booked what is no longer open is told."""

from collections.abc import Sequence

from portal.kit import clock
from portal.places import queries as places
from portal.policy import Act, Actor, require
from portal.unit_of_work import action, happened
from portal.venues import forms, queries
from portal.venues.actions.steps import release, venue_in_turn
from portal.venues.events import HoursChanged, VenueChanged, VenueClosed, VenueOpened
from portal.venues.models import Booking, OpeningException, OpeningHours, Venue
from portal.venues.rules import booking, opening
from portal.venues.rules.opening import Opening


@action
async def open_venue(actor: Actor, said: forms.OpenVenue) -> int:
    """A new place, for an area where the actor is staff. Raises Missing, Forbidden."""
    area = await places.area_for(actor, said.area_id)
    require(actor, Act.RUN_VENUE, area)
    venue = await Venue.create(opened_at=clock.now(), **said.model_dump())
    happened(VenueOpened(venue.id))
    return venue.id


@action
async def edit_venue(actor: Actor, venue_id: int, said: forms.EditVenue) -> None:
    """Raises VenueEnded."""
    venue = await venue_in_turn(venue_id)
    facts = said.model_dump()
    await venue.update_from_dict(facts).save(update_fields=list(facts))
    happened(VenueChanged(venue_id))


@action
async def set_hours(actor: Actor, venue_id: int, said: forms.SetHours) -> None:
    """The hours of every week from now on. Raises VenueEnded, StillBooked."""
    await venue_in_turn(venue_id)
    before = (await queries.opening_of([venue_id]))[venue_id]
    await _make_room(actor, venue_id, Opening(said.week, before.exceptions), sure=said.sure)
    await OpeningHours.filter(venue_id=venue_id).delete()
    await OpeningHours.bulk_create(
        [
            OpeningHours(venue_id=venue_id, weekday=day, opens=span.opens, closes=span.closes)
            for day, spans in said.week.items()
            for span in spans
        ]
    )
    happened(HoursChanged(venue_id))


@action
async def add_exception(actor: Actor, venue_id: int, said: forms.AddException) -> None:
    """Closed, or open at other hours, for some days; said again for a day, the last word holds.

    Raises VenueEnded, StillBooked, DayGone, DaysBackwards, TooManyDays and what `spans_in` raises.
    """
    spans = opening.spans_in(said.hours)
    days = opening.days_from(said.day, said.until, clock.today())
    await venue_in_turn(venue_id)
    before = (await queries.opening_of([venue_id]))[venue_id]
    unlike = {**before.exceptions, **dict.fromkeys(days, spans)}
    await _make_room(actor, venue_id, Opening(before.week, unlike), sure=said.sure, why=said.why)
    await OpeningException.filter(venue_id=venue_id, day__in=days).delete()
    await OpeningException.bulk_create(
        [OpeningException(venue_id=venue_id, day=day, hours=opening.told(spans), why=said.why) for day in days]
    )
    happened(HoursChanged(venue_id))


@action
async def remove_exception(actor: Actor, exception_id: int) -> None:
    """The day is like any other of the week again. Raises VenueEnded, BookedThatDay."""
    found = await OpeningException.get(id=exception_id)
    await venue_in_turn(found.venue_id)
    before = (await queries.opening_of([found.venue_id]))[found.venue_id]
    unlike = {day: spans for day, spans in before.exceptions.items() if day != found.day}
    hit = await queries.bookings_hit(found.venue_id, Opening(before.week, unlike))
    if hit:
        raise booking.BookedThatDay(n=len(hit))
    await found.delete()
    happened(HoursChanged(found.venue_id))


@action
async def close_venue(actor: Actor, venue_id: int, said: forms.CloseVenue) -> None:
    """For good: what is booked is given back, and whoever booked reads why. Raises VenueEnded."""
    venue = await venue_in_turn(venue_id)
    venue.ended_at, venue.why_ended = clock.now(), said.why
    await venue.save(update_fields=["ended_at", "why_ended"])
    await _give_back(await queries.bookings_hit(venue_id, None), said.why, actor.id)
    happened(VenueClosed(venue_id))


async def _make_room(actor: Actor, venue_id: int, hours: Opening, *, sure: bool, why: str = "") -> None:
    """Cancel what these hours leave outside, once whoever changes them has seen it. Raises StillBooked."""
    hit = await queries.bookings_hit(venue_id, hours)
    if hit and not sure:
        raise booking.StillBooked(n=len(hit))
    await _give_back(hit, why or booking.HOURS_CHANGED, actor.id)


async def _give_back(hit: Sequence[Booking], why: str, by: int | None) -> None:
    for held in hit:
        await release(held, why, by)
