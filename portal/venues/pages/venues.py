"""Places that are open to neighbours; and, for the community that runs them, their hours."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit import clock
from portal.kit.errors import Missing, Refused
from portal.venues import forms, queries, rules
from portal.venues.actions import guide, venues
from portal.venues.models import Booking, OpeningException, Venue
from portal.venues.rules import booking, opening
from portal.venues.rules.opening import Opening
from portal.web.formats import WEEKDAYS
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

OPENED = F_("记下了。再写上开门时间，邻居就找得到了。")
CHANGED = F_("改好了。")
HOURS_SET = F_("开门时间改好了。")
REMOVED = F_("这一天和平常一样了。")
SENT = F_("谢谢您指出来。社区看过会告诉您。")
CLOSED = F_("收起来了，约过的人都会收到通知。")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def venue_list(request: Request) -> Response:
    kind = asked(request, "kind")
    if kind not in list(rules.VenueKind):
        kind = ""
    access = tuple(name for name in rules.ACCESS if asked(request, name))
    listed = queries.Listed(kind, access)
    return await render(
        request, "venues/venues.html", kind=kind, access=access, kinds=rules.VENUE_KINDS, accesses=rules.ACCESS,
        comforts=rules.COMFORTS, found=await queries.venues_near(request.user, listed, asked_number(request, "start") or 0),
    )  # fmt: skip


async def venue(request: Request, venue: Venue) -> Response:
    return await _venue(request, venue, Form[forms.SendCorrection]())


async def _venue(request: Request, venue: Venue, form: Form[forms.SendCorrection], status: int = 200) -> Response:
    return await render(
        request, "venues/venue.html", status=status, at=await queries.venue_page(venue), venue=venue,
        kinds=rules.VENUE_KINDS, accesses=rules.ACCESS, comforts=rules.COMFORTS, weekdays=WEEKDAYS, form=form,
        unlike=await queries.exceptions_of(venue),
    )  # fmt: skip


async def correct_venue(request: Request, venue: Venue) -> Response:
    form = await filled(request, forms.SendCorrection)
    if form.data is not None:
        try:
            await guide.correct_venue(request.user, venue.id, form.data)
        except Refused as refusal:
            form.refuse("what", refusal)
        else:
            return redirect(request, "venues.venue", venue_id=venue.id, say=SENT)
    return await _venue(request, venue, form, 422)


async def open_venue_form(request: Request) -> Response:
    return await _open(request, Form[forms.OpenVenue]())


async def _open(request: Request, form: Form[forms.OpenVenue], status: int = 200) -> Response:
    return await render(
        request, "venues/edit.html", status=status, form=form, venue=None, kinds=rules.VENUE_KINDS, accesses=rules.ACCESS,
        comforts=rules.COMFORTS, areas=await queries.areas_to_open_in(request.user),
    )  # fmt: skip


async def open_venue(request: Request) -> Response:
    form = await filled(request, forms.OpenVenue)
    if form.data is not None:
        try:
            venue_id = await venues.open_venue(request.user, form.data)
        except Missing as refusal:
            form.refuse("area_id", refusal)
        else:
            return redirect(request, "venues.hours_form", venue_id=venue_id, say=OPENED)
    return await _open(request, form, 422)


async def edit_venue_form(request: Request, venue: Venue) -> Response:
    facts = {name: getattr(venue, name) for name in forms.EditVenue.model_fields}
    typed = {name: "yes" if fact is True else "" if fact is False else str(fact) for name, fact in facts.items()}
    return await _edit(request, venue, Form[forms.EditVenue](typed=typed))


async def _edit(request: Request, venue: Venue, form: Form[forms.EditVenue], status: int = 200) -> Response:
    return await render(
        request, "venues/edit.html", status=status, form=form, venue=venue, kinds=rules.VENUE_KINDS,
        accesses=rules.ACCESS, comforts=rules.COMFORTS, areas=[],
    )  # fmt: skip


async def edit_venue(request: Request, venue: Venue) -> Response:
    form = await filled(request, forms.EditVenue)
    if form.data is None:
        return await _edit(request, venue, form, 422)
    await venues.edit_venue(request.user, venue.id, form.data)
    return redirect(request, "venues.venue", venue_id=venue.id, say=CHANGED)


async def hours_form(request: Request, venue: Venue) -> Response:
    week = (await queries.opening_of([venue.id]))[venue.id].week
    typed = {name: opening.told(week.get(day, ())) for day, name in enumerate(DAYS)}
    return await _hours(request, venue, Form[forms.SetHours](typed=typed))


async def _hours(
    request: Request, venue: Venue, form: Form[forms.SetHours], hit: list[Booking] | None = None, status: int = 200
) -> Response:
    return await render(
        request, "venues/hours.html", status=status, venue=venue, form=form, hit=hit or [],
        days=list(zip(DAYS, WEEKDAYS, strict=True)),
    )  # fmt: skip


async def set_hours(request: Request, venue: Venue) -> Response:
    form = await filled(request, forms.SetHours)
    if form.data is None:
        return await _hours(request, venue, form, status=422)
    try:
        await venues.set_hours(request.user, venue.id, form.data)
    except booking.StillBooked as refusal:
        before = (await queries.opening_of([venue.id]))[venue.id]
        hit = await queries.bookings_hit(venue.id, Opening(form.data.week, before.exceptions))
        return await _hours(request, venue, form.refuse("sure", refusal), hit, 422)
    return redirect(request, "venues.venue", venue_id=venue.id, say=HOURS_SET)


async def exceptions(request: Request, venue: Venue) -> Response:
    return await _exceptions(request, venue, Form[forms.AddException]())


async def _exceptions(
    request: Request, venue: Venue, form: Form[forms.AddException], hit: list[Booking] | None = None, status: int = 200
) -> Response:
    return await render(
        request, "venues/exceptions.html", status=status, venue=venue, form=form, hit=hit or [],
        unlike=await queries.exceptions_of(venue),
    )  # fmt: skip


async def add_exception(request: Request, venue: Venue) -> Response:
    form, hit = await filled(request, forms.AddException), []
    if form.data is not None:
        try:
            await venues.add_exception(request.user, venue.id, form.data)
        except booking.StillBooked as refusal:
            form.refuse("sure", refusal)
            hit = await queries.bookings_hit(venue.id, await _with(venue, form.data))
        except Refused as refusal:
            form.refuse(
                "until" if isinstance(refusal, (opening.DaysBackwards, opening.TooManyDays)) else "day", refusal
            )
        else:
            return redirect(request, "venues.exceptions", venue_id=venue.id, say=CHANGED)
    return await _exceptions(request, venue, form, hit, 422)


async def _with(venue: Venue, said: forms.AddException) -> Opening:
    """The opening as it would be with this exception."""
    before = (await queries.opening_of([venue.id]))[venue.id]
    days = opening.days_from(said.day, said.until, clock.today())
    return Opening(before.week, {**before.exceptions, **dict.fromkeys(days, opening.spans_in(said.hours))})


async def remove_exception(request: Request, unlike: OpeningException) -> Response:
    await venues.remove_exception(request.user, unlike.id)
    return redirect(request, "venues.exceptions", venue_id=unlike.venue_id, say=REMOVED)


async def close_venue_form(request: Request, venue: Venue) -> Response:
    return await _close(request, venue, Form[forms.CloseVenue]())


async def _close(request: Request, venue: Venue, form: Form[forms.CloseVenue], status: int = 200) -> Response:
    return await render(
        request,
        "venues/close.html",
        status=status,
        venue=venue,
        form=form,
        hit=await queries.bookings_hit(venue.id, None),
    )


async def close_venue(request: Request, venue: Venue) -> Response:
    form = await filled(request, forms.CloseVenue)
    if form.data is None:
        return await _close(request, venue, form, 422)
    await venues.close_venue(request.user, venue.id, form.data)
    return redirect(request, "venues.venue", venue_id=venue.id, say=CLOSED)
