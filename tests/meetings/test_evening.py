"""The evening: who speaks next, a line for everybody, and help."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.errors import Refused
from portal.meetings import queries
from portal.meetings.actions import evening
from portal.meetings.models import Hand, HelpCall, Meeting
from portal.meetings.queries.evening import help_waiting, speakers_of
from portal.meetings.rules import conduct, speaking
from portal.meetings.rules.conduct import Scene, to_do
from portal.meetings.rules.speaking import Waiting, in_order

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def hand(id: int, by: str | None, second: int) -> Waiting:
    return Waiting(id, by, NOON + timedelta(seconds=second))


@pytest.mark.parametrize(
    ("hands", "spoke", "order"),
    [
        ([], [], []),
        ([hand(1, "a", 5), hand(2, "b", 3)], [], [2, 1]),
        ([hand(1, "a", 1), hand(2, "b", 3)], ["a"], [2, 1]),
        ([hand(1, "a", 1), hand(2, "b", 3)], ["a", "b"], [1, 2]),
        ([hand(1, "a", 1), hand(2, None, 3)], ["a"], [2, 1]),
        ([hand(2, "a", 1), hand(1, "b", 1)], [], [1, 2]),
    ],
    ids=["nobody", "by time", "who spoke waits", "all spoke", "unknown is a first time", "same moment, by id"],
)
def test_who_has_not_spoken_comes_first(hands, spoke, order):
    assert [each.id for each in in_order(hands, spoke)] == order


@given(
    st.lists(st.tuples(st.sampled_from([None, *"abcd"]), st.integers(0, 50)), max_size=12),
    st.sets(st.sampled_from("abcd")),
)
def test_the_order_loses_nobody_and_does_not_depend_on_how_the_hands_were_read(drawn, spoke):
    hands = [hand(n, by, second) for n, (by, second) in enumerate(drawn)]
    ordered = in_order(hands, spoke)
    assert sorted(each.id for each in ordered) == sorted(each.id for each in hands)
    assert in_order(list(reversed(hands)), spoke) == ordered
    again = [each.by in spoke for each in ordered]
    assert again == sorted(again)


@pytest.mark.parametrize(
    ("scene", "sentence"),
    [
        (Scene(), conduct.WAIT_FOR_PEOPLE),
        (Scene(arrived=3), conduct.TALK),
        (Scene(arrived=3, to_open=True), conduct.OPEN_VOTE),
        (Scene(to_open=True), conduct.WAIT_FOR_PEOPLE),
        (Scene(arrived=3, to_open=True, hands=1), conduct.CALL_SPEAKER),
        (Scene(arrived=3, hands=1, speaking=True), conduct.LISTEN),
        (Scene(arrived=3, voting=True, hands=1), conduct.LET_THEM_VOTE),
        (Scene(arrived=3, voting=True, everyone=True), conduct.CLOSE_NOW),
        (Scene(voting=True, everyone=True, calls=1), conduct.HELP_FIRST),
    ],
)
def test_the_console_says_what_to_do_next(scene, sentence):
    assert to_do(scene) == sentence


async def order(cast) -> list[int]:
    return [each.hand.number for each in (await speakers_of(cast.meeting.id)).waiting]


async def test_who_has_spoken_comes_after_who_has_not(cast, hands):
    head, chen, tang = [await cast.actor(who) for who in ("wang_degui", "chen_xiuying", "tang_laoshi")]
    await evening.raise_hand(chen, cast.meeting.id)
    await evening.call_next(head, cast.meeting.id, 0)
    await evening.lower_hand(chen, cast.meeting.id)
    await evening.raise_hand(chen, cast.meeting.id)
    hands.go(seconds=5)
    await evening.raise_hand(tang, cast.meeting.id)
    await evening.raise_for(head, cast.meeting.id, "")
    assert await order(cast) == [3, 4, 2]


async def test_two_consoles_that_press_at_once_call_one_speaker(cast):
    head = await cast.actor("wang_degui")
    for who in ("chen_xiuying", "tang_laoshi", "zhou_shifu"):
        await evening.raise_hand(await cast.actor(who), cast.meeting.id)
    pressed = await asyncio.gather(
        *(evening.call_next(head, cast.meeting.id, 0) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in pressed) == ["CalledElsewhere", "NoneType"]
    assert await Hand.filter(meeting_id=cast.meeting.id, called_at__isnull=False).count() == 1


async def test_hands_raised_at_once_get_a_number_each(cast):
    who = [await cast.actor(each) for each in ("chen_xiuying", "tang_laoshi", "zhou_shifu", "li_tenant")]
    await asyncio.gather(*(evening.raise_hand(each, cast.meeting.id) for each in who))
    assert sorted(await order(cast)) == [1, 2, 3, 4]


async def test_one_hand_each_however_often_it_is_tapped(cast):
    chen = await cast.actor("chen_xiuying")
    tapped = await asyncio.gather(
        *(evening.raise_hand(chen, cast.meeting.id) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(each, speaking.AlreadyRaised) for each in tapped) == 2
    assert await order(cast) == [1]


async def test_a_closed_list_lets_those_on_it_speak_and_takes_nobody_new(cast):
    head = await cast.actor("wang_degui")
    await evening.raise_hand(await cast.actor("chen_xiuying"), cast.meeting.id)
    await evening.close_list(head, cast.meeting.id)
    with pytest.raises(speaking.SpeakersClosed):
        await evening.raise_hand(await cast.actor("tang_laoshi"), cast.meeting.id)
    await evening.call_next(head, cast.meeting.id, 0)
    await evening.open_list(head, cast.meeting.id)
    await evening.raise_hand(await cast.actor("tang_laoshi"), cast.meeting.id)
    assert await order(cast) == [2]


async def test_who_is_skipped_may_raise_a_hand_again(cast):
    head, chen = await cast.actor("wang_degui"), await cast.actor("chen_xiuying")
    await evening.raise_hand(chen, cast.meeting.id)
    first = await Hand.get(meeting_id=cast.meeting.id)
    await evening.skip_hand(head, cast.meeting.id, first.id)
    with pytest.raises(speaking.HandGone):
        await evening.skip_hand(head, cast.meeting.id, first.id)
    await evening.raise_hand(chen, cast.meeting.id)
    assert await order(cast) == [2]


async def test_after_the_meeting_no_hand_is_taken(cast, hands):
    hands.go(days=2)
    with pytest.raises(speaking.MeetingOver):
        await evening.raise_hand(await cast.actor("chen_xiuying"), cast.meeting.id)


async def test_a_hand_moves_the_console_and_lets_the_phones_be(cast):
    before = await queries.tick_of(cast.meeting.id)
    await evening.raise_hand(await cast.actor("chen_xiuying"), cast.meeting.id)
    after = await queries.tick_of(cast.meeting.id)
    assert (after["v"], after["d"]) == (before["v"], before["d"] + 1)
    await evening.call_next(await cast.actor("wang_degui"), cast.meeting.id, 0)
    assert (await queries.tick_of(cast.meeting.id))["v"] == before["v"] + 1


async def test_a_hand_goes_up_by_one_tap_and_no_screen_shows_a_name(visit, cast):
    phone, console = visit("chen_xiuying"), visit("wang_degui")
    room = f"/meetings/{cast.meeting.id}/room"
    await phone.send_form(f"/meetings/{cast.meeting.id}/hand")
    assert "您是 1 号，前面还有 0 位" in (await phone.get(room)).text
    seen = (await console.get(f"/meetings/{cast.meeting.id}/console")).text
    assert "陈*英" in seen and "陈秀英" not in seen
    await console.send_form(f"/meetings/{cast.meeting.id}/hands/next", seen="0")
    other = (await visit("tang_laoshi").get(room)).text
    assert "1 号在发言" in other and "陈*英" not in other
    assert "轮到您了" in (await phone.get(room)).text


async def test_a_line_stands_on_every_phone_until_it_is_replaced(visit, cast):
    console, phone = visit("wang_degui"), visit("chen_xiuying")
    address, room = f"/meetings/{cast.meeting.id}/announcement", f"/meetings/{cast.meeting.id}/room"
    await console.send_form(address, announcement="休息十分钟")
    assert "休息十分钟" in (await phone.get(room)).text
    refused = await console.send_form(address, announcement="长" * 61)
    assert refused.status_code == 422 and "长" * 61 in refused.text
    await console.send_form(address, announcement="")
    assert "休息十分钟" not in (await phone.get(room)).text


async def test_who_asks_for_help_is_seen_on_the_console_alone(visit, cast):
    phone, console = visit("chen_xiuying"), visit("wang_degui")
    for _ in range(2):
        await phone.send_form(f"/meetings/{cast.meeting.id}/help", help="cannot_hear")
    assert "1 人要帮忙" in (await console.get(f"/meetings/{cast.meeting.id}/console")).text
    assert (
        "听不见" not in (await visit("tang_laoshi").get(f"/meetings/{cast.meeting.id}/room")).text.split("我要帮忙")[0]
    )
    call = await HelpCall.get(meeting_id=cast.meeting.id)
    await console.send_form(f"/meetings/{cast.meeting.id}/help/answer", call=str(call.id))
    assert await help_waiting(cast.meeting.id) == []


async def test_the_screen_shows_the_number_and_the_line(visit, cast):
    head = await cast.actor("wang_degui")
    await evening.raise_hand(await cast.actor("chen_xiuying"), cast.meeting.id)
    await evening.call_next(head, cast.meeting.id, 0)
    await evening.announce(head, cast.meeting.id, "茶在门口")
    console = visit("wang_degui")
    shown = await console.send_form(f"/meetings/{cast.meeting.id}/display")
    page = (await visit().get(shown.headers["location"])).text
    assert "请 1 号发言" in page and "茶在门口" in page and "陈*英" not in page


async def test_the_list_of_another_meeting_is_not_touched(cast):
    other = await Meeting.get(id=cast.meeting.id)
    other.id = None  # type: ignore[assignment]
    await Meeting.bulk_create([other])
    elsewhere = await Meeting.filter(id__gt=cast.meeting.id).get()
    await evening.raise_hand(await cast.actor("chen_xiuying"), cast.meeting.id)
    mine = await Hand.get(meeting_id=cast.meeting.id)
    with pytest.raises(Refused):
        await evening.skip_hand(await cast.actor("wang_degui"), elsewhere.id, mine.id)
