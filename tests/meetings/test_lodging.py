"""The room of a meeting: booked with it, moved with it, given back with it."""

from datetime import timedelta

import pytest

from portal.kit import clock
from portal.meetings.models import Meeting
from portal.venues.models import Booking, OpeningHours, Venue
from tests.meetings.test_calling import TYPED

LATER = {"starts_at": "2026-11-29T10:00", "closes_at": "2026-11-29T11:30", "why": "前面有人用"}


@pytest.fixture
async def booked(cast, visit) -> Meeting:
    """A meeting of the stairwell's, in the neighbourhood's own room."""
    typed = TYPED | {"area_id": cast.stairwell.id, "place": "", "venue": cast.venue.id}
    assert (await visit("wang_degui").send_form("/meetings/call", **typed)).status_code == 303
    return await Meeting.get(title="扶手坝坝会")


async def another_room(cast) -> Venue:
    room = await Venue.create(
        area=cast.estate, kind="shared", name="二楼会议室", place="居委会二楼", bookable=True, opened_at=clock.now()
    )
    for weekday in range(7):
        await OpeningHours.create(venue=room, weekday=weekday, opens=9 * 60, closes=21 * 60)
    return room


async def held_of(meeting: Meeting) -> Booking:
    await meeting.refresh_from_db()
    return await Booking.get(id=meeting.booking_id)


def as_it_stands(meeting: Meeting) -> dict[str, str]:
    return {
        "place": meeting.place,
        "starts_at": f"{clock.in_city(meeting.starts_at):%Y-%m-%dT%H:%M}",
        "closes_at": f"{clock.in_city(meeting.ends_at):%Y-%m-%dT%H:%M}",
        "why": "前面有人用",
    }


async def test_a_room_is_booked_with_the_meeting_and_given_back_with_it(cast, visit):
    head = visit("wang_degui")
    typed = TYPED | {"area_id": cast.stairwell.id, "place": "", "venue": cast.venue.id}
    assert (await head.send_form("/meetings/call", **typed)).status_code == 303
    meeting = await Meeting.get(title="扶手坝坝会")
    booking = await Booking.get(id=meeting.booking_id)
    assert "邻里客厅" in meeting.place and (booking.starts_at, booking.ends_at) == (meeting.starts_at, meeting.ends_at)
    again = await head.send_form("/meetings/call", **typed | {"title": "另一次会"})
    assert (again.status_code, "这段时间有人约了" in again.text) == (422, True)
    cancelled = await head.send_form(f"/meetings/{meeting.id}/cancel", why="下大雨")
    assert cancelled.status_code == 303
    assert (await Booking.get(id=booking.id)).stage == "cancelled"
    elsewhere = await head.send_form("/meetings/call", **typed | {"venue": 999})
    assert "这里约不了这个地方" in elsewhere.text


async def test_the_form_of_a_change_shows_the_room_that_is_booked(booked, cast, visit):
    page = (await visit("wang_degui").get(f"/meetings/{booked.id}/change")).text
    assert f'<option value="{cast.venue.id}" selected>' in page and "约好的房间跟着改到新的时间" in page


async def test_the_room_moves_with_the_meeting(booked, cast, visit):
    before = await held_of(booked)
    sent = as_it_stands(booked) | LATER | {"venue": cast.venue.id}
    assert (await visit("wang_degui").send_form(f"/meetings/{booked.id}/change", **sent)).status_code == 303
    after = await held_of(booked)
    assert (await Booking.get(id=before.id)).stage == "cancelled"
    assert (after.venue_id, after.starts_at, after.ends_at) == (cast.venue.id, booked.starts_at, booked.ends_at)
    assert "邻里客厅" in booked.place


async def test_it_moves_within_the_time_that_it_has_itself(booked, cast, visit):
    half = clock.in_city(booked.starts_at) + timedelta(minutes=30)
    sent = as_it_stands(booked) | {"venue": cast.venue.id, "starts_at": f"{half:%Y-%m-%dT%H:%M}"}
    answer = await visit("wang_degui").send_form(f"/meetings/{booked.id}/change", **sent)
    assert answer.status_code == 303
    assert (await held_of(booked)).starts_at == booked.starts_at == half


async def test_another_room_takes_its_place_and_its_name(booked, cast, visit):
    before, room = await held_of(booked), await another_room(cast)
    sent = as_it_stands(booked) | {"venue": room.id}
    assert (await visit("wang_degui").send_form(f"/meetings/{booked.id}/change", **sent)).status_code == 303
    assert (await held_of(booked)).venue_id == room.id and "二楼会议室" in booked.place
    assert (await Booking.get(id=before.id)).stage == "cancelled"


async def test_where_the_new_time_is_taken_everything_stays_and_the_sentence_says_so(booked, cast, visit):
    before = await held_of(booked)
    taken = {"venue": cast.venue, "person": cast.people["tang_laoshi"], "booked_as": "唐老师", "booked_at": clock.now()}
    day = clock.in_city(booked.starts_at).replace(day=29, hour=10, minute=0)
    await Booking.create(
        **taken, starts_at=day, ends_at=day + timedelta(hours=1), purpose="other", title="下棋", stage="confirmed"
    )
    sent = as_it_stands(booked) | LATER | {"venue": cast.venue.id}
    answer = await visit("wang_degui").send_form(f"/meetings/{booked.id}/change", **sent)
    assert answer.status_code == 422 and "这段时间有人约了" in answer.text and 'href="#f-venue"' in answer.text
    after = await held_of(booked)
    assert (after.id, after.stage) == (before.id, before.stage)


async def test_a_room_that_is_not_wanted_any_more_is_given_back(booked, cast, visit):
    before, head = await held_of(booked), visit("wang_degui")
    nowhere = await head.send_form(f"/meetings/{booked.id}/change", **as_it_stands(booked) | {"place": "", "venue": ""})
    assert nowhere.status_code == 422 and (await held_of(booked)).id == before.id
    sent = as_it_stands(booked) | {"place": "黄葛树下", "venue": ""}
    assert (await head.send_form(f"/meetings/{booked.id}/change", **sent)).status_code == 303
    await booked.refresh_from_db()
    assert (booked.place, booked.booking_id) == ("黄葛树下", None)
    assert (await Booking.get(id=before.id)).stage == "cancelled"


async def test_a_meeting_without_a_room_can_book_one_later(cast, visit):
    typed = TYPED | {"area_id": cast.stairwell.id, "place": "黄葛树下"}
    head = visit("wang_degui")
    assert (await head.send_form("/meetings/call", **typed)).status_code == 303
    meeting = await Meeting.get(title="扶手坝坝会")
    sent = as_it_stands(meeting) | {"place": "", "venue": cast.venue.id}
    assert (await head.send_form(f"/meetings/{meeting.id}/change", **sent)).status_code == 303
    assert (await held_of(meeting)).venue_id == cast.venue.id and "邻里客厅" in meeting.place
