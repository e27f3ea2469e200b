"""Venues, their bookings, and the guide."""

from portal.policy import Act
from portal.venues import queries as venues
from portal.venues.pages import bookings as booking_pages
from portal.venues.pages import guide as guide_pages
from portal.venues.pages import venues as venue_pages
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/venues", venue_pages.venue_list, Act.LOOK),
    get("/venues/new", venue_pages.open_venue_form, Act.OPEN_VENUE),
    post("/venues/new", venue_pages.open_venue, Act.OPEN_VENUE),
    get("/venues/{venue_id:int}", venue_pages.venue, Act.LOOK, find=venues.venue_for),
    get("/venues/{venue_id:int}/edit", venue_pages.edit_venue_form, Act.RUN_VENUE, find=venues.venue_for),
    post("/venues/{venue_id:int}/edit", venue_pages.edit_venue, Act.RUN_VENUE, find=venues.venue_for),
    get("/venues/{venue_id:int}/hours", venue_pages.hours_form, Act.RUN_VENUE, find=venues.venue_for),
    post("/venues/{venue_id:int}/hours", venue_pages.set_hours, Act.RUN_VENUE, find=venues.venue_for),
    get("/venues/{venue_id:int}/exceptions", venue_pages.exceptions, Act.RUN_VENUE, find=venues.venue_for),
    post("/venues/{venue_id:int}/exceptions", venue_pages.add_exception, Act.RUN_VENUE, find=venues.venue_for),
    post(
        "/exceptions/{exception_id:int}/remove", venue_pages.remove_exception, Act.RUN_VENUE, find=venues.exception_for
    ),
    get("/venues/{venue_id:int}/close", venue_pages.close_venue_form, Act.RUN_VENUE, find=venues.venue_for),
    post("/venues/{venue_id:int}/close", venue_pages.close_venue, Act.RUN_VENUE, find=venues.venue_for),
    post("/venues/{venue_id:int}/correct", venue_pages.correct_venue, Act.SEND_CORRECTION, find=venues.venue_for),
    get("/venues/{venue_id:int}/book", booking_pages.book_form, Act.BOOK_VENUE, find=venues.venue_for),
    post("/venues/{venue_id:int}/book", booking_pages.book_venue, Act.BOOK_VENUE, find=venues.venue_for),
    get("/venues/{venue_id:int}/bookings", booking_pages.day_list, Act.RUN_VENUE, find=venues.venue_for),
    get("/bookings", booking_pages.bookings, Act.READ_OWN),
    get("/bookings/{booking_id:int}", booking_pages.booking, Act.SEE_BOOKING, find=venues.booking_for),
    get(
        "/bookings/{booking_id:int}/calendar.ics",
        booking_pages.booking_calendar,
        Act.SEE_BOOKING,
        find=venues.booking_for,
    ),
    post("/bookings/{booking_id:int}/confirm", booking_pages.confirm_booking, Act.RUN_BOOKING, find=venues.booking_for),
    post(
        "/bookings/{booking_id:int}/cancel", booking_pages.cancel_booking, Act.CANCEL_BOOKING, find=venues.booking_for
    ),
    get("/guide", guide_pages.guide, Act.LOOK),
    get("/guide/new", guide_pages.add_to_guide_form, Act.WRITE_GUIDE),
    post("/guide/new", guide_pages.add_to_guide, Act.WRITE_GUIDE),
    get("/guide/corrections", guide_pages.corrections, Act.READ_CORRECTIONS),
    get("/guide/{item_id:int}", guide_pages.item, Act.LOOK, find=venues.item_for),
    get("/guide/{item_id:int}/edit", guide_pages.edit_guide_form, Act.KEEP_GUIDE, find=venues.item_for),
    post("/guide/{item_id:int}/edit", guide_pages.edit_guide, Act.KEEP_GUIDE, find=venues.item_for),
    post("/guide/{item_id:int}/check", guide_pages.check_guide, Act.KEEP_GUIDE, find=venues.item_for),
    post("/guide/{item_id:int}/end", guide_pages.end_guide, Act.KEEP_GUIDE, find=venues.item_for),
    post("/guide/{item_id:int}/correct", guide_pages.correct_guide, Act.SEND_CORRECTION, find=venues.item_for),
    get(
        "/corrections/{correction_id:int}",
        guide_pages.correction,
        Act.REPLY_TO_CORRECTION,
        find=venues.correction_for,
    ),
    post(
        "/corrections/{correction_id:int}/reply",
        guide_pages.reply_to_correction,
        Act.REPLY_TO_CORRECTION,
        find=venues.correction_for,
    ),
]
