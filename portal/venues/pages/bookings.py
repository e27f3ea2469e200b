"""Book a room, see what I have booked; and the community's list of a day."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.calendar import Occasion, calendar
from portal.kit import clock
from portal.kit.errors import Refused
from portal.policy import Act, permits
from portal.venues import forms, queries
from portal.venues.actions import booking as deeds
from portal.venues.models import Booking, Venue
from portal.venues.rules import booking as rules
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, absolute, redirect, render

BOOKED = F_("约好了。到时候来就行，去不了早点退。")
ASKED = F_("报上去了。社区看过会告诉您，这段时间先给您留着。")
CONFIRMED = F_("定了，他会收到通知。")
CANCELLED = F_("退好了，这段时间别人可以约了。")


def _day(request: Request) -> date:
    """The day asked for, kept within what can be booked."""
    try:
        day = date.fromisoformat(asked(request, "day", 10))
    except ValueError:
        day = clock.today()
    return min(max(day, clock.today()), queries.most_ahead())


async def book_form(request: Request, venue: Venue) -> Response:
    day = _day(request)
    return await _book(request, venue, day, Form[forms.BookVenue](typed={"day": day.isoformat()}))


async def _book(
    request: Request, venue: Venue, day: date, form: Form[forms.BookVenue], status: int = 200
) -> Response:  # fmt: skip
    return await render(
        request, "venues/book.html", status=status, venue=venue, form=form, purposes=rules.PURPOSES,
        view=await queries.day_of(venue, day), staff=permits(request.user, Act.RUN_VENUE, venue),
    )  # fmt: skip


async def book_venue(request: Request, venue: Venue) -> Response:
    form = await filled(request, forms.BookVenue)
    if form.data is not None:
        try:
            booking_id = await deeds.book_venue(request.user, venue.id, form.data)
        except Refused as refusal:
            form.refuse(_field_of(refusal), refusal)
        else:
            waits = venue.confirms and not permits(request.user, Act.RUN_VENUE, venue)
            return redirect(request, "venues.booking", booking_id=booking_id, say=ASKED if waits else BOOKED)
    day = min(max(form.data.day, clock.today()), queries.most_ahead()) if form.data else _day(request)
    return await _book(request, venue, day, form, 422)


def _field_of(refusal: Refused) -> str:
    if isinstance(refusal, rules.TooManyPeople):
        return "people"
    if isinstance(refusal, (rules.EndsBeforeStart, rules.BookedTooLong)):
        return "end"
    return "day" if isinstance(refusal, (rules.BookedTooFar, rules.TooManyBookings)) else "start"


async def bookings(request: Request) -> Response:
    mine = await queries.bookings_of(request.user, asked_number(request, "before"))
    return await render(request, "venues/bookings.html", mine=mine)


async def booking(request: Request, held: Booking) -> Response:
    return await _booking(request, held, Form[forms.CancelBooking]())


async def _booking(request: Request, held: Booking, form: Form[forms.CancelBooking], status: int = 200) -> Response:
    return await render(
        request, "venues/booking.html", status=status, held=held, form=form, purposes=rules.PURPOSES,
        own=held.person_id == request.user.id,
    )  # fmt: skip


async def confirm_booking(request: Request, held: Booking) -> Response:
    await deeds.confirm_booking(request.user, held.id)
    return redirect(request, "venues.booking", booking_id=held.id, say=CONFIRMED)


async def cancel_booking(request: Request, held: Booking) -> Response:
    form = await filled(request, forms.CancelBooking)
    if form.data is not None:
        try:
            await deeds.cancel_booking(request.user, held.id, form.data)
        except rules.SayWhyCancelled as refusal:
            form.refuse("why", refusal)
        else:
            return redirect(request, "venues.booking", booking_id=held.id, say=CANCELLED)
    return await _booking(request, held, form, 422)


async def booking_calendar(request: Request, held: Booking) -> Response:
    link = absolute(request, request.scope["router"].url_path_for("venues.booking", booking_id=held.id))
    occasion = Occasion(
        uid=f"booking-{held.id}@portal", title=held.title, place=f"{held.venue.name}（{held.venue.place}）",
        starts_at=held.starts_at, ends_at=held.ends_at, link=link, version=held.version,
        cancelled=held.stage == rules.BookingStage.CANCELLED,
    )  # fmt: skip
    headers = {"content-disposition": f'attachment; filename="booking-{held.id}.ics"'}
    return Response(calendar(occasion, clock.now()), media_type="text/calendar", headers=headers)


async def day_list(request: Request, venue: Venue) -> Response:
    """Who comes on a day, to print and hang on the door's inside."""
    return await render(
        request,
        "venues/day.html",
        venue=venue,
        purposes=rules.PURPOSES,
        view=await queries.day_of(venue, _day(request)),
    )
