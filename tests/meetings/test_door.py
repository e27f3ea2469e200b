"""At the door: a code that turns by the server's clock, and nobody who is here twice."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import settings
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.actions import door, running
from portal.meetings.models import Arrival, Meeting, Minutes, Presence
from portal.meetings.queries.door import door_code, door_list, entries_held, rights_present
from portal.meetings.rules import door as law
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.meetings.rules.minutes import MinutesAreFrozen
from portal.meetings.rules.speaking import MeetingOver
from portal.policy import Act, permits
from tests.cast import Cast

SECRET, NOON = "a secret of the test", datetime(2026, 11, 20, 4, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("shown", "typed", "refusal"),
    [
        (0, 0, None),
        (0, 29, None),
        (0, 30, None),  # one window of grace
        (0, 59, None),
        (0, 60, law.DoorCodeStale),
        (0, 300, law.DoorCodeStale),
        (0, 3600, law.WrongDoorCode),
        (30, 0, law.WrongDoorCode),  # the code of a window to come
    ],
)
def test_a_code_is_good_for_its_window_and_the_next(shown, typed, refusal):
    code = law.code_in(SECRET, 7, law.window_of(at(shown)))
    if refusal is None:
        law.must_be_current(code, SECRET, 7, at(typed))
    else:
        with pytest.raises(refusal):
            law.must_be_current(code, SECRET, 7, at(typed))


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_every_moment_has_four_digits_until_the_window_turns(second, meeting):
    now = datetime.fromtimestamp(second, UTC)
    code = law.code_in(SECRET, meeting, law.window_of(now))
    assert re.fullmatch(r"[0-9]{4}", code)
    assert timedelta() < law.turns_at(now) - now <= timedelta(seconds=law.WINDOW)
    assert law.window_of(law.turns_at(now)) == law.window_of(now) + 1
    assert law.is_current(code, SECRET, meeting, now + timedelta(seconds=law.WINDOW))


@pytest.mark.anywhere
def test_codes_differ_by_meeting_and_secret():
    window = law.window_of(NOON)
    drawn = {tuple(law.code_in(secret, m, window + n) for n in range(4)) for secret in "ab" for m in (1, 2)}
    assert len(drawn) == 4


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("minutes", "cancelled", "voting", "refusal"),
    [
        (-61, False, False, law.DoorNotOpen),
        (-60, False, False, None),
        (119, False, False, None),
        (120, False, False, MeetingOver),
        (120, False, True, None),
        (0, True, False, MeetingCalledOff),
    ],
)
def test_when_the_door_is_open(minutes, cancelled, voting, refusal):
    def ask() -> None:
        law.must_be_open(NOON if cancelled else None, NOON, at(7200), at(minutes * 60), voting=voting)

    if refusal is None:
        ask()
    else:
        with pytest.raises(refusal):
            ask()


def code(cast: Cast) -> str:
    return door_code(cast.meeting.id).digits


async def arrive(cast: Cast, who: str) -> None:
    await door.arrive(await cast.actor(who), cast.meeting.id, code(cast))


async def key_of(cast: Cast, who: str) -> str:
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    (entry,) = await entries_held(meeting, (await cast.actor(who)).holders)
    return entry.key


async def test_who_arrives_twice_is_here_once(cast):
    for _ in range(2):
        await arrive(cast, "chen_xiuying")
    assert (await Arrival.all().count(), await rights_present(cast.meeting.id)) == (1, 1)
    await arrive(cast, "li_tenant")  # is here, and holds no right among owners
    assert (await Arrival.all().count(), await rights_present(cast.meeting.id)) == (2, 1)


async def test_two_who_arrive_for_one_right_at_once_are_one(cast):
    xiuying, head = await cast.actor("chen_xiuying"), await cast.actor("wang_degui")
    key = await key_of(cast, "chen_xiuying")
    done = await asyncio.gather(
        *(door.arrive(xiuying, cast.meeting.id, code(cast)) for _ in range(3)),
        door.tick(head, cast.meeting.id, key),
        door.tick(head, cast.meeting.id, key),
        return_exceptions=True,
    )
    assert all(each is None or isinstance(each, law.AlreadyHere) for each in done), done
    assert (await Presence.all().count(), await Arrival.all().count()) == (1, 1)


async def test_a_stale_code_a_wrong_one_and_a_closed_door_are_refused_by_name(cast, hands):
    old, xiuying = code(cast), await cast.actor("chen_xiuying")
    hands.go(seconds=90)
    with pytest.raises(law.DoorCodeStale):
        await door.arrive(xiuying, cast.meeting.id, old)
    start = hands()
    await Meeting.filter(id=cast.meeting.id).update(starts_at=start + timedelta(hours=2))
    with pytest.raises(law.DoorNotOpen):
        await arrive(cast, "chen_xiuying")
    hands.go(days=1)
    with pytest.raises(MeetingOver):
        await arrive(cast, "chen_xiuying")
    assert not await Arrival.exists()


async def test_what_was_ticked_by_mistake_is_struck_out_with_its_reason(cast):
    head, key = await cast.actor("wang_degui"), await key_of(cast, "tang_laoshi")
    await door.tick(head, cast.meeting.id, key)
    with pytest.raises(law.AlreadyHere):
        await door.tick(head, cast.meeting.id, key)
    await door.untick(head, cast.meeting.id, key, "看错门牌")
    with pytest.raises(law.NotTicked):
        await door.untick(head, cast.meeting.id, key, "看错门牌")
    struck = await Presence.get()
    assert (struck.why, struck.slot, struck.undone_by_id) == ("看错门牌", None, head.id)  # type: ignore[attr-defined]
    await door.tick(head, cast.meeting.id, key)
    assert (await rights_present(cast.meeting.id), await Presence.all().count()) == (1, 2)


async def test_a_sheet_entered_later_says_when_they_came_and_who_entered_it(cast, hands):
    head, key = await cast.actor("wang_degui"), await key_of(cast, "tang_laoshi")
    came = hands()
    hands.go(days=1)
    await door.enter_signed(head, cast.meeting.id, key, came)
    entered = await Presence.get()
    assert (entered.way, entered.occurred_at, entered.entered_by_id) == ("paper", came, head.id)
    assert entered.entered_at == hands()
    with pytest.raises(law.AlreadyHere):
        await door.enter_signed(head, cast.meeting.id, key, came)
    for wrong in (came - timedelta(hours=5), hands(), came + timedelta(days=9)):
        with pytest.raises(law.NotThatEvening):
            await door.enter_signed(head, cast.meeting.id, await key_of(cast, "zhou_shifu"), wrong)
    assert await rights_present(cast.meeting.id) == 1


async def test_once_the_minutes_are_settled_nobody_is_added(cast, hands):
    head, key = await cast.actor("wang_degui"), await key_of(cast, "tang_laoshi")
    came = hands()
    await Minutes.create(
        meeting_id=cast.meeting.id, version=1, recorder_id=head.id, written_at=came, frozen_at=came, notes={}
    )
    with pytest.raises(MinutesAreFrozen):
        await door.enter_signed(head, cast.meeting.id, key, came)


async def test_the_list_goes_through_the_house_and_finds_a_door(cast):
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    everybody = await door_list(meeting, "")
    assert (everybody.whole, everybody.found, everybody.next) == (14, 14, None)
    wanted = everybody.rows[9].entry
    found = await door_list(meeting, f" {wanted.label} ")
    assert [row.entry.key for row in found.rows] == [wanted.key]
    assert (await door_list(meeting, "没有这一户")).rows == []
    before = [row.entry.key for row in everybody.rows]
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    assert [row.entry.key for row in (await door_list(meeting, "")).rows] == before


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("wang_degui", True), ("chen_guifang", True), ("chen_xiuying", False), ("zhou_mingqiang", False),
        ("zhao_lei", False), ("gu_unproved", False), ("he_stranger", False),
    ],
)  # fmt: skip
async def test_who_keeps_the_door(cast, who, may):
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    assert permits(await cast.actor(who), Act.KEEP_DOOR, meeting) is may


async def test_a_phone_scans_the_code_and_the_console_counts(visit, cast):
    head, xiuying, base = visit("wang_degui"), visit("chen_xiuying"), f"/meetings/{cast.meeting.id}"
    shown = (await head.get(f"{base}/door-code")).text
    assert f"<b>{code(cast)}</b>" in shown and "每 30 秒换一次" in shown and "data-turns" in shown
    assert (await xiuying.get(f"/code?code={code(cast)}")).headers["location"].startswith(f"{base}/arrive?code=")
    assert (await xiuying.send_form(f"{base}/arrive", code=code(cast))).status_code == 303
    assert "<span data-present>1</span>" in (await head.get(f"{base}/console")).text
    screen = await head.send_form(f"{base}/display")
    tv = (await visit().get(screen.headers["location"])).text
    assert "到场 <span data-present>1</span> 户" in tv and code(cast) in tv
    assert (await queries.tick_of(cast.meeting.id))["r"] == 1


async def test_too_many_wrong_codes_wait_a_minute_and_right_ones_do_not_count(visit, cast, hands):
    xiuying, base = visit("chen_xiuying"), f"/meetings/{cast.meeting.id}"
    wrong = next(f"{n:04}" for n in range(10_000) if not law_knows(f"{n:04}", cast))
    for _ in range(5):
        refused = await xiuying.send_form(f"{base}/arrive", code=wrong)
        assert refused.status_code == 422 and "签到码不对" in refused.text and wrong in refused.text
    refused = await xiuying.send_form(f"{base}/arrive", code=code(cast))
    assert refused.status_code == 429 and "等一分钟" in refused.text
    assert (await visit("tang_laoshi").send_form(f"{base}/arrive", code=code(cast))).status_code == 303


@pytest.mark.parametrize(("who", "most"), [("chen_xiuying", 5), (None, 60)])
async def test_nor_are_they_tried_one_by_one_where_a_code_leads_to_its_meeting(visit, cast, who, most):
    browser = visit(who)
    wrong = [f"{n:04}" for n in range(200) if not law_knows(f"{n:04}", cast)][:most]
    for each in wrong:
        assert (await browser.get(f"/code?code={each}")).status_code == 404
    assert (await browser.get(f"/code?code={code(cast)}")).status_code == 429


def law_knows(said: str, cast: Cast) -> bool:
    """Whether the door ever showed this code in the last minutes."""
    shown = law.window_of(clock.now())
    secret = settings.current().secret
    return said in {law.code_in(secret, cast.meeting.id, shown - n) for n in range(-2, law.REMEMBERED + 2)}


async def test_the_helper_ticks_by_door_on_the_plain_page(visit, cast):
    head, page = visit("wang_degui"), f"/meetings/{cast.meeting.id}/door"
    key = await key_of(cast, "zhao_absent")
    assert (await head.send_form(page, entry=key)).status_code == 303
    assert "点错了" in (await head.get(page)).text
    again = await head.send_form(page, entry=key)
    assert again.status_code == 409 and "没有再记一次" in again.text
    no_reason = await head.send_form(f"{page}/untick", entry=key, why="")
    assert no_reason.status_code == 422
    assert (await head.send_form(f"{page}/untick", entry=key, why="看错了")).status_code == 303
    assert (await head.send_form(page, entry="owner:999999")).status_code == 404
    late = await head.send_form(f"{page}/signed", entry=key, occurred_at="2026-01-01T19:30")
    assert late.status_code == 422 and 'value="2026-01-01T19:30"' in late.text
    assert (await visit("chen_xiuying").get(page)).status_code == 403


async def test_the_sheet_has_a_line_for_every_door(visit, cast):
    paper = await visit("wang_degui").get(f"/meetings/{cast.meeting.id}/door/sheet.pdf")
    assert paper.status_code == 200 and paper.content.startswith(b"%PDF")


async def test_the_minutes_say_how_many_homes_were_there(cast):
    await arrive(cast, "chen_xiuying")
    await door.tick(await cast.actor("wang_degui"), cast.meeting.id, await key_of(cast, "zhao_absent"))
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    facts = await queries.facts_of(meeting)
    assert (facts["present"], facts["arrived"]) == (2, 1)


async def test_where_two_doors_show_the_same_digits_one_is_led_to_the_own_meeting(cast, visit, monkeypatch):
    """Four digits and hundreds of rooms: it happens on a full evening, and must lead nobody to a neighbour's door."""
    monkeypatch.setattr(law, "code_in", lambda *_of: "4711")
    own = await Meeting.get(id=cast.meeting.id)
    before = await Meeting.create(
        form="baba", title="隔壁小区的会", area=cast.elsewhere, place="别处", starts_at=own.starts_at - timedelta(minutes=5),
        ends_at=own.ends_at, convener=cast.people["zhou_mingqiang"], called_at=own.called_at,
    )  # fmt: skip
    for who, meeting in (("chen_xiuying", own), ("zhou_mingqiang", before)):
        led = await visit(who).get("/code?code=4711")
        assert led.headers["location"].startswith(f"/meetings/{meeting.id}/arrive"), who
