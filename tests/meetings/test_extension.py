"""The one later close that the notice allows."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from portal.kit import clock
from portal.meetings.actions import changing, extending, running
from portal.meetings.forms import ChangeMeeting
from portal.meetings.models import Motion, PostedNotice
from portal.meetings.rules import extension
from portal.meetings.rules.extension import Running, must_be_extendable, must_be_later
from tests.meetings.test_calling import HEADS, called

CLOSE = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = CLOSE + timedelta(days=1)


@pytest.mark.parametrize(
    ("motion", "minutes", "answer"),
    [
        (Running("open", CLOSE, LATER, None, enough=False), -1, LATER),
        (Running("open", CLOSE, LATER, None, enough=False), -60, LATER),
        (Running("open", CLOSE, LATER, None, enough=False), -61, "ExtendsTooEarly"),
        (Running("open", CLOSE, LATER, None, enough=False), 0, "ExtendingAfterClose"),
        (Running("closed", CLOSE, LATER, None, enough=False), -1, "ExtendingAfterClose"),
        (Running("draft", CLOSE, LATER, None, enough=False), -1, "MotionNotOpen"),
        (Running("open", CLOSE, None, None, enough=False), -1, "NotInNotice"),
        (Running("open", CLOSE, CLOSE, None, enough=False), -1, "NotInNotice"),
        (Running("open", LATER, LATER, CLOSE, enough=False), -1, "AlreadyExtended"),
        (Running("open", CLOSE, LATER, None, enough=True), -1, "EnoughTookPart"),
    ],
)
def test_when_a_vote_may_be_extended(motion, minutes, answer):
    now = CLOSE + timedelta(minutes=minutes)
    if isinstance(answer, datetime):
        assert must_be_extendable(motion, now) == answer
    else:
        with pytest.raises(Exception) as refused:
            must_be_extendable(motion, now)
        assert type(refused.value).__name__ == answer


@pytest.mark.parametrize("minutes", [0, -1])
def test_the_later_close_is_later(minutes):
    must_be_later(CLOSE, None)
    must_be_later(CLOSE, LATER)
    with pytest.raises(extension.ExtensionNotLater):
        must_be_later(CLOSE, CLOSE + timedelta(minutes=minutes))


async def test_a_vote_short_of_its_quorum_goes_on_until_the_later_close(cast, hands, visit):
    head = await cast.actor("wang_degui")
    await running.open_motion(head, cast.motion.id)
    motion = await Motion.get(id=cast.motion.id)
    later = motion.closes_at + timedelta(hours=2)
    await Motion.filter(id=motion.id).update(extends_to=later)
    pressed = await asyncio.gather(
        *(extending.extend_motion(head, motion.id) for _ in range(2)), return_exceptions=True
    )
    assert sum(each is None for each in pressed) == 1
    after = await Motion.get(id=motion.id)
    assert after.closes_at == later and after.extended_at == clock.now()
    assert "延长过一次" in (await visit("chen_xiuying").get(f"/meetings/{cast.meeting.id}")).text
    room = (await visit("chen_xiuying").get(f"/meetings/{cast.meeting.id}/room")).text
    notice = (await visit("chen_xiuying").get(f"/meetings/{cast.meeting.id}/notice")).text
    assert "延长过一次" in room and "延长过一次" in notice and "投过的不用再投" in notice
    assert "最多到" in (await visit("chen_xiuying").get(f"/meetings/{cast.meeting.id}/notices/1")).text
    hands.go(minutes=121)
    assert await running.close_due_motions(head) == 0


async def test_the_console_offers_it_only_where_the_notice_does(cast, visit):
    console, address = visit("wang_degui"), f"/meetings/{cast.meeting.id}/console"
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    assert "延长到" not in (await console.get(address)).text
    refused = await console.send_form(f"/motions/{cast.motion.id}/extend")
    assert refused.status_code == 409 and "公告里没写" in refused.text
    await Motion.filter(id=cast.motion.id).update(extends_to=clock.now() + timedelta(hours=5))
    assert "延长到" in (await console.get(address)).text


async def test_put_off_beyond_it_the_notice_promises_no_extension_to_before_the_close(cast):
    motion = await called(
        cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:30", **HEADS, extends_to="2026-11-30T20:30"
    )
    said = ChangeMeeting(place="1栋前坝子", starts_at="2026-12-05T19:30", closes_at="2026-12-05T20:30", why="下大雨")
    await changing.change_meeting(await cast.actor("wang_degui"), motion.meeting_id, said)
    posted = await PostedNotice.get(meeting_id=motion.meeting_id, edition=2)
    assert "extends_to" not in posted.said["items"][0]
