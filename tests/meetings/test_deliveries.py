"""Whom the notice has reached, home by home: noted by who was there, struck out and never deleted, told with the result."""

import asyncio
import uuid
from contextvars import Context
from datetime import timedelta

import pytest

from portal.kit import clock
from portal.meetings.actions import changing, deliveries, running
from portal.meetings.events import MeetingCalled
from portal.meetings.forms import ChangeMeeting, DeliverNotice
from portal.meetings.models import Delivery, Meeting, Motion, RightHome
from portal.meetings.queries.reach import delivered_homes, noticed_from, reach_of, unreached_of
from portal.meetings.rules import deliveries as law
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.places.models import Home, Ownership
from portal.policy import STRANGER
from tests.cast import Cast
from tests.documents.pictures import PLACE, from_a_phone
from tests.meetings.test_calling import HEADS, called

HEAD = "wang_degui"


async def delivered(cast: Cast, number: int, who: str = HEAD, **said) -> int:
    told = DeliverNotice(home=cast.homes[number - 1].id, **said)
    return await deliveries.deliver_notice(await cast.actor(who), cast.meeting.id, told)


async def result_of(cast: Cast, hands) -> dict:
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    return (await Motion.get(id=cast.motion.id)).result


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("groups", "delivered_to", "homes", "rights"),
    [
        ([[1], [2], [3]], {1}, {1}, 2),
        ([[1, 9], [2]], {9}, {1, 9}, 1),  # a shop and a flat of one owner: reached in either
        ([[1, 2, 3]], set(), set(), 1),
        ([[]], set(), set(), 0),  # a member of a committee stands for no home
    ],
)
def test_who_is_reached_in_one_home_is_reached(groups, delivered_to, homes, rights):
    assert law.reached(groups, delivered_to) == homes
    assert law.unreached(groups, delivered_to) == rights


async def test_a_home_is_reached_by_whatever_lawful_way_and_may_have_several(cast):
    for method in ("handed", "posted", "called", "mailed"):
        await delivered(cast, 1, method=method, note="家人签收")
    assert await Delivery.all().count() == 4
    assert (await reach_of(cast.meeting.id)).reached == 1
    row = await Delivery.all().order_by("id").first()
    assert (row.by_id, row.method, row.occurred_at) == (cast.people[HEAD].id, "handed", clock.now())


@pytest.mark.parametrize(("outcome", "reached"), [("delivered", 1), ("paper", 1), ("absent", 0), ("declined", 0)])
async def test_an_attempt_is_not_yet_a_delivery(cast, outcome, reached):
    await delivered(cast, 1, outcome=outcome)
    assert (await reach_of(cast.meeting.id)).reached == reached


async def test_an_owner_of_two_homes_is_reached_in_either_of_them(cast):
    await Ownership.filter(home_id=cast.homes[1].id).update(owner_id=cast.owners[0].id)
    await delivered(cast, 2)
    reach = await reach_of(cast.meeting.id)
    assert (reach.homes, reach.reached) == (14, 2)


async def test_what_the_portal_told_counts_by_the_portal_and_for_who_has_an_account_alone(cast):
    await deliveries_by_portal(cast)
    rows = await Delivery.all()
    owned = {1, 2, 3, 4, 6, 8}  # whose owners have an account; number 5 is rented, number 9 too
    assert {row.home_id for row in rows} == {cast.homes[n - 1].id for n in owned}
    assert {(row.method, row.by_id) for row in rows} == {("portal", None)}
    await deliveries_by_portal(cast)
    assert await Delivery.all().count() == len(owned)  # told again is not delivered twice


async def deliveries_by_portal(cast: Cast) -> None:
    await deliveries.note_by_portal(MeetingCalled(cast.meeting.id))


async def test_calling_a_meeting_notes_by_itself_whom_it_told(visit, cast):
    form = {
        "area_id": cast.stairwell.id, "form": "baba", "title": "再商量一次", "place": "坝子", "starts_at": "2026-11-30T19:00",
        "closes_at": "2026-11-30T20:00", "topic": "装扶手", "wording": "门口装扶手", "rule": "straw_poll",
    }  # fmt: skip
    answer = await visit(HEAD).send_form("/meetings/call", **form)
    assert answer.status_code == 303, answer.text
    assert await Delivery.filter(method="portal").count() > 0


async def test_a_wrong_one_is_struck_out_with_a_reason_and_stays_to_be_read(visit, cast):
    number = await delivered(cast, 1)
    page = visit(HEAD)
    assert (await page.send_form(f"/deliveries/{number}/strike", reason="")).status_code == 422
    assert (await page.send_form(f"/deliveries/{number}/strike", reason="敲错了门")).status_code == 303
    row = await Delivery.get(id=number)
    assert row.why_struck == "敲错了门" and row.struck_by_id == cast.people[HEAD].id
    assert (await reach_of(cast.meeting.id)).reached == 0
    home = f"/meetings/{cast.meeting.id}/doors/home?home={cast.homes[0].id}"
    assert "划掉了：敲错了门" in (await page.get(home)).text
    again = await page.send_form(f"/deliveries/{number}/strike", reason="再划一次")
    assert again.status_code == 409 and "这一条已经划掉了" in again.text


async def test_two_who_strike_it_at_once_strike_it_once(cast):
    number = await delivered(cast, 1)
    actors = [await cast.actor(HEAD), await cast.actor("chen_guifang")]
    done = await asyncio.gather(
        *(deliveries.strike_delivery(each, number, "错了") for each in actors), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "StruckAlready"]


async def test_a_phone_says_when_it_was_and_the_future_is_refused(cast, hands):
    now = hands()
    ago = await delivered(cast, 1, occurred_at=now - timedelta(hours=2))
    fast = await delivered(cast, 2, occurred_at=now + timedelta(minutes=9))
    assert (await Delivery.get(id=ago)).occurred_at == now - timedelta(hours=2)
    assert (await Delivery.get(id=fast)).occurred_at == now  # a clock that is a little fast is taken as now
    with pytest.raises(law.DeliveredInFuture):
        await delivered(cast, 3, occurred_at=now + timedelta(minutes=11))
    with pytest.raises(law.DeliveredBeforeNotice):
        await delivered(cast, 3, occurred_at=now - timedelta(days=17))
    assert await Delivery.all().count() == 2


async def test_a_home_of_another_house_is_not_on_the_list(cast):
    far = await Home.create(
        estate=cast.estate, building=cast.elsewhere, label="5栋101", floor=1, kind="flat", size=1, size_source="register",
        state="delivered", path=cast.elsewhere.path,
    )  # fmt: skip
    with pytest.raises(law.NotOnThisList):
        await deliveries.deliver_notice(await cast.actor(HEAD), cast.meeting.id, DeliverNotice(home=far.id))


async def test_nothing_is_delivered_for_a_meeting_that_is_called_off(cast):
    cast.meeting.cancelled_at = clock.now()
    await cast.meeting.save()
    with pytest.raises(MeetingCalledOff):
        await delivered(cast, 1)


async def test_the_result_says_how_many_were_not_reached_when_it_opened_and_when_it_closed(visit, cast, hands):
    for number in range(1, 13):
        await delivered(cast, number)
    await running.open_motion(await cast.actor(HEAD), cast.motion.id)
    assert await RightHome.all().count() == 14
    hands.go(minutes=5)
    await delivered(cast, 13, outcome="paper")
    await delivered(cast, 14, outcome="absent")
    result = await result_of(cast, hands)
    assert (result["undelivered"], result["undelivered_at_opening"]) == (1, 2)
    page = (await visit(None).get(f"/motions/{cast.motion.id}/result")).text
    assert "没送到的 1 票，不算参加" in page and "开始表决时没送到的 2 票" in page


async def test_a_home_sold_while_the_vote_lasts_stays_behind_the_right_that_was_frozen(cast, hands):
    await running.open_motion(await cast.actor(HEAD), cast.motion.id)
    await delivered(cast, 1)
    await Ownership.filter(home_id=cast.homes[0].id).update(owner_id=cast.owners[1].id)
    assert (await unreached_of(await Motion.get(id=cast.motion.id)))["undelivered"] == 13


async def test_where_nobody_kept_a_log_the_result_claims_nothing(cast, hands):
    await running.open_motion(await cast.actor(HEAD), cast.motion.id)
    assert "undelivered" not in await result_of(cast, hands)


async def test_what_came_too_late_is_refused_and_what_was_in_time_is_noted_even_afterwards(cast, hands):
    await running.open_motion(await cast.actor(HEAD), cast.motion.id)
    visited = hands()
    await delivered(cast, 2)
    result = await result_of(cast, hands)
    hands.go(minutes=5)
    await delivered(cast, 1, occurred_at=visited)  # a phone that had no network in the stairwell
    with pytest.raises(law.DeliveredAfterClose):
        await delivered(cast, 3)
    assert (await Motion.get(id=cast.motion.id)).result == result


async def test_the_minutes_say_whom_it_reached(visit, cast):
    await delivered(cast, 1)
    page, at = visit(HEAD), f"/meetings/{cast.meeting.id}/minutes"
    assert (await page.send_form(f"{at}/write", present="", speakers="1", others="都来了", seen="0")).status_code == 303
    assert "送到 1 户，共 14 户" in (await page.get(at)).text


async def test_the_same_form_sent_twice_is_noted_once(visit, cast):
    page, key = visit(HEAD), "a-key-of-one-visit-00001"
    form = {"home": cast.homes[0].id, "outcome": "delivered", "_key": key}
    for _ in range(2):
        assert (await page.post(f"/meetings/{cast.meeting.id}/doors", data=form)).status_code == 303
    assert await Delivery.all().count() == 1
    assert (await page.post(f"/meetings/{cast.meeting.id}/doors", data=form | {"outcome": "paper"})).status_code == 422
    await asyncio.create_task(delivered(cast, 2), context=Context())


async def test_a_meeting_whose_days_begin_anew_has_to_be_delivered_anew(cast, hands):
    motion = await called(cast, HEAD, "2026-12-05T19:30", "2026-12-05T21:00", **HEADS)
    meeting = motion.meeting_id
    home = cast.homes[5].id
    head = await cast.actor(HEAD)
    await deliveries.deliver_notice(head, meeting, DeliverNotice(home=home))
    assert home in await reached_in(meeting)
    hands.go(minutes=5)
    moved = ChangeMeeting(starts_at="2026-12-01T19:30", closes_at="2026-12-01T21:00", place="坝子", why="天冷，提前")
    await changing.change_meeting(head, meeting, moved)
    assert home not in await reached_in(meeting)
    hands.go(minutes=5)
    await deliveries.deliver_notice(head, meeting, DeliverNotice(home=home))
    assert home in await reached_in(meeting)


async def reached_in(meeting_id: int) -> set[int]:
    meeting = await Meeting.get(id=meeting_id)
    return await delivered_homes(meeting_id, await noticed_from(meeting))


async def with_photo(browser, cast: Cast, data: bytes):
    return await browser.post(
        f"/meetings/{cast.meeting.id}/doors",
        data={"_key": uuid.uuid4().hex, "home": str(cast.homes[1].id), "method": "mailed", "outcome": "delivered"},
        files=[("photo", ("回执.jpg", data, "image/jpeg"))],
    )


async def test_a_photo_proves_it_to_who_goes_from_door_to_door_and_to_nobody_else(visit, cast):
    assert (await with_photo(visit(HEAD), cast, from_a_phone(800, 600))).status_code == 303
    path = f"/deliveries/{(await Delivery.get()).id}/photo"
    home = f"/meetings/{cast.meeting.id}/doors/home?home={cast.homes[1].id}"
    assert path in (await visit(HEAD).get(home)).text
    seen = await visit(HEAD).get(path)
    assert (seen.headers["content-type"], seen.headers["cache-control"]) == ("image/jpeg", "no-store")
    assert PLACE not in seen.content
    assert [(await visit(who).get(path)).status_code for who in (None, "chen_xiuying")] == [403, 403]


async def test_a_file_that_is_no_photo_is_told_and_what_was_typed_stays(visit, cast):
    answer = await with_photo(visit(HEAD), cast, b"GIF89a")
    assert answer.status_code == 422 and "不是照片" in answer.text and "要重新选一次" in answer.text
    assert 'value="mailed" selected' in answer.text and await Delivery.all().count() == 0


async def test_a_delivery_without_a_photo_has_none_to_show(visit, cast):
    number = await delivered(cast, 1)
    assert (await visit(HEAD).get(f"/deliveries/{number}/photo")).status_code == 404
