"""A file that puts one event into a phone's calendar (RFC 5545)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


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
