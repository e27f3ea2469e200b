"""A file that puts dates into a phone's calendar (RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.kit import clock


@dataclass(frozen=True)
class Occasion:
    """`uid` stays when the event is moved, so that a calendar moves it too instead of keeping both."""

    uid: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    link: str = ""
    version: int = 0
    cancelled: bool = False


def calendar(occasion: Occasion, now: datetime) -> bytes:
    from icalendar import Calendar, Event  # loaded when first asked for: it would hold up every start

    event = Event()
    event.add("uid", occasion.uid)
    event.add("sequence", occasion.version)
    event.add("dtstamp", now)
    event.add("dtstart", occasion.starts_at)
    event.add("dtend", occasion.ends_at)
    event.add("summary", occasion.title)
    event.add("location", occasion.place)
    event.add("status", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    if occasion.link:
        event.add("url", occasion.link)
    if not occasion.cancelled:
        event.add_component(_two_hours_ahead(occasion.title))
    book = Calendar()
    book.add("prodid", "-//baiyantang//portal//ZH")
    book.add("version", "2.0")
    book.add_component(event)
    return bytes(book.to_ical())


def _two_hours_ahead(title: str) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=-2))
    return alarm


@dataclass(frozen=True)
class Deadline:
    """Something that is due: at a moment, or on a whole day."""

    uid: str
    title: str
    at: datetime | date
    link: str
    version: int = 0


def calendar_of(deadlines: Sequence[Deadline], now: datetime) -> bytes:
    """Many dates in one file, told in the city's own time."""
    from icalendar import Calendar

    book = Calendar()
    book.add("prodid", "-//baiyantang//portal//ZH")
    book.add("version", "2.0")
    for deadline in deadlines:
        book.add_component(_due(deadline, now))
    book.add_missing_timezones()
    return bytes(book.to_ical())


def _due(deadline: Deadline, now: datetime) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", deadline.uid)
    event.add("sequence", deadline.version)
    event.add("dtstamp", now)
    event.add("summary", deadline.title)
    event.add("url", deadline.link)
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    if isinstance(deadline.at, datetime):
        begins = clock.in_city(deadline.at)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=15))
    else:
        event.add("dtstart", deadline.at)
    return event
