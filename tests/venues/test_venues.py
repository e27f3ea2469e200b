"""Venues, bookings and the guide: by the real actions and pages, on a real database."""

import asyncio
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.accounts.models import Person, Residency
from portal.kit.errors import Forbidden, Refused
from portal.notices.models import Notice
from portal.policy import Actor
from portal.unit_of_work import action
from portal.venues import forms, queries
from portal.venues.actions import booking as bookings
from portal.venues.actions import guide as guides
from portal.venues.actions import venues
from portal.venues.actions.steps import book_for
from portal.venues.models import Booking, Correction, GuideItem, OpeningException, OpeningHours, Venue
from portal.venues.rules import VenueEnded, booking, guide

FRIDAY = date(2026, 11, 27)


def wish(start: str, end: str, day: date = FRIDAY, people: int = 5) -> forms.BookVenue:
    return forms.BookVenue(
        day=day, start=time.fromisoformat(start), end=time.fromisoformat(end), purpose="meeting", title="商量装扶手", people=people
    )  # fmt: skip


async def neighbours(cast, count: int) -> list[Actor]:
    await Person.bulk_create(
        [Person(name=f"邻居{n:03}", joined_at=datetime(2026, 1, 1, tzinfo=UTC)) for n in range(count)], batch_size=100
    )
    people = await Person.filter(name__startswith="邻居").order_by("id")
    return [Actor(id=person.id, name=person.name, lives_at=(cast.stairwell.path,)) for person in people]


def done(answers) -> list[int]:
    assert all(isinstance(each, (int, Refused)) for each in answers), answers
    return [each for each in answers if isinstance(each, int)]


async def test_fifty_ask_for_the_same_hour_at_once_and_one_has_it(app, cast, hands):
    asking = (bookings.book_venue(each, cast.venue.id, wish("19:00", "20:00")) for each in await neighbours(cast, 50))
    answers = await asyncio.gather(*asking, return_exceptions=True)
    assert len(done(answers)) == 1
    assert all(isinstance(each, (int, booking.Taken)) for each in answers)


async def test_fifty_ask_for_times_that_touch_and_no_minute_is_given_twice(app, cast, hands):
    """Quarter by quarter, each of another length: whatever is given, no two overlap."""
    people = await neighbours(cast, 50)
    wishes = [wish(f"{9 + n % 11:02}:{n % 4 * 15:02}", f"{10 + n % 11:02}:{(n * 7) % 4 * 15:02}") for n in range(50)]
    asking = (bookings.book_venue(who, cast.venue.id, what) for who, what in zip(people, wishes, strict=True))
    given = done(await asyncio.gather(*asking, return_exceptions=True))
    held = await Booking.filter(id__in=given).order_by("starts_at")
    assert len(held) > 5
    assert all(one.ends_at <= other.starts_at for one, other in zip(held, held[1:], strict=False))


async def test_one_hour_after_the_other_fits_and_one_quarter_over_does_not(app, cast, hands):
    one, other, third = await neighbours(cast, 3)
    await bookings.book_venue(one, cast.venue.id, wish("19:00", "20:00"))
    await bookings.book_venue(other, cast.venue.id, wish("20:00", "21:00"))
    for start, end in (("18:45", "19:15"), ("19:45", "20:15"), ("18:00", "21:00"), ("19:15", "19:45")):
        with pytest.raises(booking.Taken):
            await bookings.book_venue(third, cast.venue.id, wish(start, end))
    await bookings.book_venue(third, cast.venue.id, wish("18:00", "19:00"))


async def test_booking_and_closing_at_once_leave_nobody_with_a_closed_room(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    asking = [
        bookings.book_venue(each, cast.venue.id, wish(f"{9 + n:02}:00", f"{10 + n:02}:00"))
        for n, each in enumerate(await neighbours(cast, 10))
    ]
    closing = venues.close_venue(staff, cast.venue.id, forms.CloseVenue(why="要装修"))
    answers = await asyncio.gather(*asking[:5], closing, *asking[5:], return_exceptions=True)
    assert all(each is None or isinstance(each, (int, VenueEnded)) for each in answers)
    assert not await Booking.filter(venue_id=cast.venue.id).exclude(stage="cancelled").exists()
    assert (await Notice.get(person=cast.people["tang_laoshi"], kind="booking_cancelled")).facts["why"] == "要装修"


async def test_a_neighbour_waits_for_the_community_and_the_community_does_not(app, cast, hands):
    asked = await bookings.book_venue(await cast.actor("chen_xiuying"), cast.venue.id, wish("10:00", "11:00"))
    assert (await Booking.get(id=asked)).stage == "asked"
    staff = await cast.actor("chen_guifang")
    await bookings.confirm_booking(staff, asked)
    assert await Notice.exists(person=cast.people["chen_xiuying"], kind="booking_confirmed")
    with pytest.raises(booking.BookingDecided):
        await bookings.confirm_booking(staff, asked)
    own = await bookings.book_venue(staff, cast.venue.id, wish("12:00", "20:00"))
    assert (await Booking.get(id=own)).stage == "confirmed"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (wish("7:00".zfill(5), "08:00"), booking.ShutThen),
        (wish("10:00", "15:00"), booking.BookedTooLong),
        (wish("10:00", "11:00", people=21), booking.TooManyPeople),
        (wish("10:00", "11:00", date(2026, 12, 20)), booking.ShutThen),
        (wish("10:00", "11:00", date(2026, 11, 24)), booking.BookedPast),
        (wish("10:00", "11:00", date(2027, 1, 24)), booking.BookedTooFar),
        (wish("10:05", "11:00"), booking.OffTheQuarter),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(app, cast, hands, said, refusal):
    with pytest.raises(refusal):
        await bookings.book_venue(await cast.actor("chen_xiuying"), cast.venue.id, said)
    assert await Booking.filter(person=cast.people["chen_xiuying"]).count() == 0


async def test_nobody_hoards_and_a_room_given_back_is_free(app, cast, hands):
    actor = await cast.actor("chen_xiuying")
    for hour in range(9, 14):
        last = await bookings.book_venue(actor, cast.venue.id, wish(f"{hour:02}:00", f"{hour + 1:02}:00"))
    with pytest.raises(booking.TooManyBookings):
        await bookings.book_venue(actor, cast.venue.id, wish("15:00", "16:00"))
    await bookings.cancel_booking(actor, last, forms.CancelBooking())
    with pytest.raises(booking.BookingGone):
        await bookings.cancel_booking(actor, last, forms.CancelBooking())
    await bookings.book_venue(await cast.actor("tang_laoshi"), cast.venue.id, wish("13:00", "14:00"))


async def test_the_community_gives_its_reason_and_what_has_begun_stays(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    with pytest.raises(booking.SayWhyCancelled):
        await bookings.cancel_booking(staff, cast.booking.id, forms.CancelBooking())
    hands.at = cast.booking.starts_at
    with pytest.raises(booking.BookingBegun):
        await bookings.cancel_booking(await cast.actor("tang_laoshi"), cast.booking.id, forms.CancelBooking())
    hands.at -= timedelta(minutes=1)
    await bookings.cancel_booking(staff, cast.booking.id, forms.CancelBooking(why="要消毒"))
    assert (await Notice.get(person=cast.people["tang_laoshi"])).facts["why"] == "要消毒"


async def test_an_upper_room_books_inside_its_own_unit_of_work(app, cast, hands):
    @action
    async def call(actor: Actor, *, broken: bool) -> int:
        starts = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
        made = await book_for(
            cast.venue.id, actor.id, "楼栋长", starts, starts + timedelta(hours=2), purpose="meeting", title="坝坝会"
        )  # fmt: skip
        if broken:
            raise Refused()
        return made

    head = await cast.actor("wang_degui")
    with pytest.raises(Refused):
        await call(head, broken=True)
    await call(head, broken=False)
    with pytest.raises(booking.Taken):
        await call(head, broken=False)


async def test_a_shut_day_lists_whom_it_hits_and_then_tells_them(visit, cast, hands):
    browser = visit("chen_guifang")
    where = f"/venues/{cast.venue.id}/exceptions"
    shut = {"day": "2026-11-26", "until": "2026-11-27", "why": "停电检修"}
    answer = await browser.send_form(where, **shut)
    assert answer.status_code == 422 and "唐老师" in answer.text and "停电检修" in answer.text
    assert (await Booking.get(id=cast.booking.id)).stage == "asked"
    assert (await browser.send_form(where, **shut, sure="yes")).status_code == 303
    assert (await Booking.get(id=cast.booking.id)).why_cancelled == "停电检修"
    assert (await Notice.get(person=cast.people["tang_laoshi"])).kind == "booking_cancelled"
    assert await OpeningException.filter(venue=cast.venue).count() == 3
    await browser.send_form(where, day="2026-11-26", hours="9:00-12:00", why="只开半天")
    assert (await OpeningException.get(venue=cast.venue, day=date(2026, 11, 26))).hours == "9:00-12:00"


async def test_a_day_is_usual_again_once_nobody_relies_on_its_longer_hours(visit, cast, hands):
    browser = visit("chen_guifang")
    await browser.send_form(f"/venues/{cast.venue.id}/exceptions", day="2026-11-27", hours="9:00-23:00", why="加开")
    longer = await OpeningException.get(venue=cast.venue, day=FRIDAY)
    form = {"day": "2026-11-27", "start": "21:00", "end": "22:00", "purpose": "other", "title": "看球", "people": 5}
    await visit("chen_xiuying").send_form(f"/venues/{cast.venue.id}/book", **form)
    late = (await Booking.get(title="看球")).id
    refused = await browser.send_form(f"/exceptions/{longer.id}/remove")
    assert refused.status_code == 409 and "有人约了 1 次" in refused.text
    await browser.send_form(f"/bookings/{late}/cancel", why="不加开了")
    assert (await browser.send_form(f"/exceptions/{longer.id}/remove")).status_code == 303
    assert not await OpeningException.filter(id=longer.id).exists()


async def test_other_hours_hit_bookings_too_and_a_line_that_reads_badly_is_kept(visit, cast, hands):
    browser, where = visit("chen_guifang"), f"/venues/{cast.venue.id}/hours"
    answer = await browser.send_form(where, mon="9点到12点", tue="9:00-12:00")
    assert answer.status_code == 422 and "9点到12点" in answer.text and "8:30-12:00" in answer.text
    mornings = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "9:00-12:00")
    assert "唐老师" in (await browser.send_form(where, **mornings)).text
    assert await OpeningHours.filter(venue=cast.venue).count() == 7
    assert (await browser.send_form(where, **mornings, sure="yes")).status_code == 303
    assert await OpeningHours.filter(venue=cast.venue).count() == 5
    assert (await Booking.get(id=cast.booking.id)).stage == "cancelled"


async def test_a_venue_is_opened_edited_and_closed_by_the_staff_of_its_area(visit, cast, hands):
    browser = visit("chen_guifang")
    answer = await browser.send_form(
        "/venues/new", area_id=cast.estate.id, kind="room", name="一楼小屋", place="5栋一楼"
    )
    made = await Venue.get(name="一楼小屋")
    assert answer.headers["location"] == f"/venues/{made.id}/hours" and not made.bookable
    await browser.send_form(f"/venues/{made.id}/edit", kind="room", name="一楼会议室", place="5栋一楼", bookable="yes")
    assert (await Venue.get(id=made.id)).bookable
    await browser.send_form(f"/venues/{made.id}/close", why="合并了")
    assert "合并了" in (await visit(None).get(f"/venues/{made.id}")).text
    assert "一楼会议室" not in (await visit(None).get("/venues")).text
    other = await visit("liu_xiaomin").send_form("/venues/new", area_id=1, kind="room", name="别处", place="别处")
    assert other.status_code == 403


async def test_the_list_puts_open_ones_first_and_then_the_nearest(visit, cast, hands):
    far = await Venue.create(area_id=1, kind="station", name="西城驿站", place="西城", water=True, opened_at=hands.at)
    await OpeningHours.create(venue=far, weekday=1, opens=0, closes=1440)
    shut = await Venue.create(area=cast.building, kind="room", name="楼下小屋", place="3栋", opened_at=hands.at)
    page = (await visit("chen_xiuying").get("/venues")).text
    assert page.index("邻里客厅") < page.index(far.name) < page.index(shut.name)
    assert "今天 21:00 关门" in page and "现在没开" in page
    listed = await queries.venues_near(await cast.actor("chen_xiuying"), queries.Listed())
    assert [at.is_open for at in listed.found] == [True, True, False]
    await OpeningException.create(venue=cast.venue, day=date(2026, 11, 24), hours="", why="停电")
    await OpeningException.create(venue=shut, day=date(2026, 11, 24), hours="19:00-20:00", why="加开一晚")
    unlike = await queries.venues_near(await cast.actor("chen_xiuying"), queries.Listed())
    assert [at.venue.id for at in unlike.found] == [shut.id, far.id, cast.venue.id]
    hands.go(hours=2)
    assert page.index(far.name) > 0 and "明天 9:00 开门".replace(" 9", " 09") in (await visit(None).get("/venues")).text
    reachable = (await visit(None).get("/venues?step_free=1")).text
    assert "邻里客厅" in reachable and far.name not in reachable
    assert "热水" in (await visit(None).get("/venues?kind=station")).text


async def test_a_strangers_and_a_far_neighbours_booking_is_refused_by_the_page(visit, cast, hands):
    form = {"day": "2026-11-27", "start": "10:00", "end": "11:00", "purpose": "meeting", "title": "排练", "people": 3}
    where = f"/venues/{cast.venue.id}/book"
    assert (await visit("he_stranger").send_form(where, **form)).status_code == 403
    assert (await visit("shen_auditor").send_form(where, **form)).status_code == 403
    assert (await visit("zhao_lei").send_form(where, **form)).status_code == 303  # holds office here
    answer = await visit("chen_xiuying").send_form(where, **form)
    assert answer.status_code == 422 and "有人约了" in answer.text and "排练" in answer.text
    assert "11:00-21:00" in answer.text and "赵磊" not in answer.text


async def test_a_booking_is_read_by_whoever_booked_and_by_the_community_alone(visit, cast, hands):
    where = f"/bookings/{cast.booking.id}"
    assert [(await visit(who).get(where)).status_code for who in ("tang_laoshi", "chen_guifang")] == [200, 200]
    assert [(await visit(who).get(where)).status_code for who in (None, "chen_xiuying", "wang_degui")] == [404] * 3
    file = (await visit("tang_laoshi").get(where + "/calendar.ics")).text
    assert "SUMMARY:练字" in file and "DTSTART:20261126T110000Z" in file
    assert "练字" in (await visit("tang_laoshi").get("/bookings")).text
    assert "练字" not in (await visit("chen_xiuying").get("/bookings")).text
    assert "唐老师" in (await visit("chen_guifang").get(f"/venues/{cast.venue.id}/bookings?day=2026-11-26")).text


@pytest.mark.parametrize(
    ("typed", "found"), [("电梯", True), ("直梯", True), ("电梯 房产证", True), ("落户", False), ("100%", False)]
)
async def test_the_guide_is_found_by_two_characters_and_by_other_words(visit, cast, hands, typed, found):
    item = await GuideItem.get(id=cast.item.id)
    item.found_by = guide.found_by(item.title, item.keywords, item.summary, item.materials)
    await item.save()
    page = (await visit(None).get("/guide", params={"q": typed})).text
    assert ("加装电梯怎么申请" in page) is found
    assert found or "没找到" in page


async def test_a_title_that_says_it_comes_before_a_text_that_mentions_it(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    said = {"area_id": cast.item.area_id, "category": "home", "summary": "要走消防通道，不能占电梯口。"}
    await guides.add_to_guide(staff, forms.AddToGuide(title="装修备案", **said))
    last = await guides.add_to_guide(staff, forms.AddToGuide(title="电梯维修找谁", **said))
    found = await queries.guide_of(staff, words="电梯", category="", everywhere=True, after=None)
    assert [item.title for item in found.items][-1] == "装修备案" and last in [item.id for item in found.items[:2]]


async def test_who_lives_here_reads_what_holds_here_and_may_look_further(visit, cast, hands):
    elsewhere = await Venue.get(id=cast.venue.id)
    from portal.places.actions.areas import add_area
    from portal.places.models import Area

    community = await add_area("community", "江月社区", "51-2", await Area.get(kind="city"))
    await GuideItem.create(
        area=community,
        category="home",
        title="江月的装修备案",
        summary="到二楼。",
        found_by="装修",
        checked_on=date(2026, 11, 1),
    )
    assert elsewhere.area_id != community.id
    page = (await visit("chen_xiuying").get("/guide")).text
    assert "江月的装修备案" not in page and "加装电梯怎么申请" in page
    assert "江月的装修备案" in (await visit("chen_xiuying").get("/guide?all=1")).text
    assert "江月的装修备案" in (await visit(None).get("/guide")).text


async def test_a_correction_is_sent_read_by_the_community_and_answered(visit, cast, hands):
    sent = await visit("tang_laoshi").send_form(f"/guide/{cast.item.id}/correct", what="电话变了，打不通。")
    assert sent.status_code == 303
    await visit("tang_laoshi").send_form(f"/venues/{cast.venue.id}/correct", what="门口有三步台阶。")
    desk = (await visit("chen_guifang").get("/guide/corrections")).text
    assert "电话变了" in desk and "三步台阶" in desk
    made = await Correction.get(what="电话变了，打不通。")
    assert (await visit("zhao_lei").get(f"/corrections/{made.id}")).status_code == 403
    await visit("chen_guifang").send_form(f"/corrections/{made.id}/reply", reply="改好了，谢谢您。")
    told = await Notice.get(person=cast.people["tang_laoshi"], kind="correction_replied")
    assert told.facts["reply"] == "改好了，谢谢您。" and told.href == f"/guide/{cast.item.id}"
    again = await visit("chen_guifang").send_form(f"/corrections/{made.id}/reply", reply="再说一次。")
    assert again.status_code == 409 and "答复过了" in again.text
    assert "电话变了" not in (await visit("chen_guifang").get("/guide/corrections")).text


async def test_what_nobody_checked_for_half_a_year_says_so_until_somebody_does(visit, cast, hands):
    await GuideItem.filter(id=cast.item.id).update(checked_on=date(2026, 5, 1))
    where = f"/guide/{cast.item.id}"
    assert "半年多没核对" in (await visit(None).get(where)).text
    assert "加装电梯怎么申请" in (await visit("chen_guifang").get("/guide/corrections")).text
    assert (await visit("wang_degui").send_form(where + "/check")).status_code == 403
    await visit("chen_guifang").send_form(where + "/check")
    assert "半年多没核对" not in (await visit(None).get(where)).text


async def test_an_item_names_only_a_venue_that_its_writer_runs(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    away = await Venue.create(area_id=1, kind="service", name="别处", place="别处", opened_at=hands.at)
    said = {"category": "home", "title": "装修备案", "summary": "先登记再动工。"}
    with pytest.raises(guide.WrongVenue):
        await guides.add_to_guide(staff, forms.AddToGuide(area_id=cast.item.area_id, venue_id=away.id, **said))
    with pytest.raises(Forbidden):
        await guides.add_to_guide(staff, forms.AddToGuide(area_id=1, **said))
    made = await guides.add_to_guide(staff, forms.AddToGuide(area_id=cast.item.area_id, venue_id=cast.venue.id, **said))
    await guides.end_guide(staff, made)
    with pytest.raises(guide.ItemEnded):
        await guides.edit_guide(staff, made, forms.WriteGuide(**said))


async def test_a_member_reads_no_queue_of_others_and_moving_away_ends_booking(visit, cast, hands):
    await Residency.filter(person=cast.people["li_tenant"]).update(until=hands.at)
    hands.go(seconds=1)
    assert (await visit("li_tenant").get(f"/venues/{cast.venue.id}/book")).status_code == 403
    assert re.search("只看这样的", (await visit("li_tenant").get("/venues")).text)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "明天"])
async def test_a_day_at_the_end_of_time_is_refused_with_a_sentence(visit, cast, hands, day):
    form = {"day": day, "start": "23:00", "end": "00:00", "purpose": "meeting", "title": "排练", "people": 3}
    answer = await visit("chen_xiuying").send_form(f"/venues/{cast.venue.id}/book?day={day}", **form)
    assert answer.status_code == 422 and "排练" in answer.text
    for until in ("", day, "9999-12-31"):
        shut = {"day": day, "until": until, "why": "放假"}
        answer = await visit("chen_guifang").send_form(f"/venues/{cast.venue.id}/exceptions", **shut)
        assert answer.status_code in (303, 422)
    for who, page in (("chen_guifang", "bookings"), ("chen_xiuying", "book"), (None, "")):
        answer = await visit(who).get(f"/venues/{cast.venue.id}/{page}?day={day}".replace("/?", "?"))
        assert answer.status_code == 200
