"""The console on a desktop: what a phone has no room for, and a deed done there comes back there."""

from datetime import timedelta

import pytest

from portal.meetings import queries
from portal.meetings.actions import door, running
from portal.meetings.models import Meeting, Motion, Right
from portal.meetings.queries.desk import desk_of


@pytest.fixture
async def voting(cast) -> None:
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)


async def told(cast):
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    return await desk_of(await queries.room_of(meeting))


async def test_who_is_here_is_counted_by_the_way_they_came(cast, voting):
    assert (await told(cast)).here == {}
    right = await Right.filter(motion_id=cast.motion.id).first()
    await door.tick(await cast.actor("wang_degui"), cast.meeting.id, right.key)
    assert (await told(cast)).here == {"tick": 1}


async def test_the_steps_of_the_meeting_stand_there_the_last_first_and_no_vote(cast, voting, hands):
    hands.go(minutes=3)
    await running.remind(await cast.actor("wang_degui"), cast.motion.id)
    steps = [(step.said % {"n": step.n}) for step in (await told(cast)).steps]
    assert steps == ["第 1 项提醒过还没投的", "第 1 项开始表决"]
    closes = (await Motion.get(id=cast.motion.id)).closes_at
    hands.go(seconds=(closes - hands() + timedelta(seconds=1)).total_seconds())
    await running.close_due_motions(await cast.actor("wang_degui"))
    assert (await told(cast)).steps[0].said % {"n": 1} == "第 1 项截止了"


async def test_the_page_says_how_many_papers_wait_and_names_no_door(visit, cast, voting):
    page = (await visit("wang_degui").get(f"/meetings/{cast.meeting.id}/desk")).text
    assert "召集、主持的人不能录票" in page and "还没投" in page and "会议步骤" in page
    labels = await Right.filter(motion_id=cast.motion.id).values_list("label", flat=True)
    assert labels and not any(label in page for label in labels)
    part = await visit("wang_degui").get(f"/meetings/{cast.meeting.id}/desk/part")
    assert part.status_code == 200 and "<html" not in part.text and "会议步骤" in part.text
    assert (await visit("tang_laoshi").get(f"/meetings/{cast.meeting.id}/desk/part")).status_code == 403


async def test_a_deed_done_at_the_desk_comes_back_there(visit, cast, voting):
    head, here = visit("wang_degui"), f"/meetings/{cast.meeting.id}"
    for path, typed in (
        (f"{here}/topics", {"title": "停车怎么停"}),
        (f"{here}/announcement", {"announcement": "茶在门口"}),
        (f"{here}/hands", {"label": "402"}),
        (f"{here}/hands/close", {}),
        (f"/motions/{cast.motion.id}/remind", {}),
    ):
        done = await head.send_form(f"{path}?at=desk", **typed)
        assert (done.status_code, done.headers["location"]) == (303, f"{here}/desk"), path
    done = await head.send_form(f"{here}/hands/open")
    assert done.headers["location"].endswith("/console")


async def test_what_was_refused_at_the_desk_is_kept_there(visit, cast):
    page = await visit("wang_degui").send_form(f"/meetings/{cast.meeting.id}/topics?at=desk", title="找 13812345678")
    assert page.status_code == 422 and "找 13812345678" in page.text and "会议步骤" in page.text
