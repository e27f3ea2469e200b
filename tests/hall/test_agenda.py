"""What neighbours live with becomes an item of an agenda by one tap: from statements to the meeting (§8.2, T3)."""

import asyncio

import pytest

from portal.hall.actions import opinions as acting
from portal.hall.forms.opinions import AddStatement
from portal.hall.models import Matter, Statement
from portal.meetings.actions import changing, running
from portal.meetings.actions.agenda import take_up_statement
from portal.meetings.forms import SayWhyNot
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.reactions import REACTIONS
from portal.unit_of_work import follow
from tests.hall.test_opinions import neighbours, tap

BODY = "先请消防来看，再定位置"


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def agreed(cast) -> Statement:
    """Six neighbours agree, by themselves."""
    await Matter.filter(id=cast.matter.id).update(stage="discuss", state="deliberating")
    tang = await cast.actor("tang_laoshi")
    statement_id = await acting.add_statement(tang, cast.matter.id, AddStatement(body=BODY))
    statement = await Statement.get(id=statement_id).select_related("matter__area")
    for person in await neighbours(6):
        await tap(statement, person, "agree")
    return statement


async def test_from_taps_to_a_meeting_that_is_called_for_it(cast, visit):
    statement, number = await agreed(cast), cast.matter.number
    browser = visit("wang_degui")
    page = (await browser.get(f"/hall/{number}/map")).text
    assert "都同意" in page and "同意 5 · 不同意 0" in page and "100%" in page
    assert f"/statements/{statement.id}/agenda" in page
    offer = (await browser.get(f"/statements/{statement.id}/agenda")).text
    assert f"matter={number}&amp;statement={statement.id}" in offer
    form = (await browser.get(f"/meetings/call?matter={number}&statement={statement.id}")).text
    assert "会上要说的是：" in form and BODY in form
    called = await browser.send_form(
        "/meetings/call", form="baba", area_id=cast.building.id, title="坝坝会", place="3栋门口",
        starts_at="2099-12-01T19:00", closes_at="2099-12-01T20:00", matter=number, statement=statement.id,
    )  # fmt: skip
    assert called.status_code == 303, called.text
    meeting = await Meeting.filter(title="坝坝会").get()
    item = await AgendaItem.get(meeting_id=meeting.id)
    assert (item.title, item.matter_number) == (BODY, number)
    page = (await browser.get(f"/hall/{number}/map")).text
    assert (
        "已上会" in page
        and "坝坝会" in page
        and "拿到会上说" not in page.split(f'id="s{statement.id}"')[1].split("</article>")[0]
    )
    timeline = (await browser.get(f"/matters/{number}")).text
    assert "上会了：坝坝会" in timeline and f"要说的是：{BODY}" in timeline
    assert (await Matter.get(id=cast.matter.id)).state == "scheduled"


async def test_it_joins_a_meeting_that_is_announced_already(cast, visit):
    statement, browser = await agreed(cast), visit("wang_degui")
    assert cast.meeting.title in (await browser.get(f"/statements/{statement.id}/agenda")).text
    answer = await browser.send_form(f"/statements/{statement.id}/agenda", meeting=cast.meeting.id)
    assert answer.status_code == 303
    assert await AgendaItem.filter(meeting_id=cast.meeting.id, title=BODY, matter_number=cast.matter.number).exists()
    assert f"要说的是：{BODY}" in (await browser.get(f"/matters/{cast.matter.number}")).text
    again = await browser.send_form(f"/statements/{statement.id}/agenda", meeting=cast.meeting.id)
    assert again.status_code == 422 and "这条观点已经上会了。" in again.text


async def test_only_who_convenes_here_takes_it_up_and_only_into_a_meeting_of_theirs(cast, visit):
    statement = await agreed(cast)
    for who in ("tang_laoshi", "he_stranger"):
        assert (await visit(who).get(f"/statements/{statement.id}/agenda")).status_code == 403, who
        assert "拿到会上说" not in (await visit(who).get(f"/hall/{cast.matter.number}/map")).text
    await Meeting.filter(id=cast.meeting.id).update(ends_at=cast.meeting.called_at)
    answer = await visit("wang_degui").send_form(f"/statements/{statement.id}/agenda", meeting=cast.meeting.id)
    assert answer.status_code == 422 and "请选一次还没开完" in answer.text


async def test_what_is_added_at_once_stands_one_after_the_other(cast):
    statement, head = await agreed(cast), await cast.actor("wang_degui")
    await asyncio.gather(
        take_up_statement(head, statement, cast.meeting.id),
        *(running.add_topic(head, cast.meeting.id, f"第{n}个话题") for n in range(3)),
    )
    places = await AgendaItem.filter(meeting_id=cast.meeting.id).order_by("position").values_list("position", flat=True)
    assert places == [1, 2, 3, 4, 5]


async def test_a_meeting_that_is_called_off_meanwhile_takes_nothing_up(cast):
    statement, head = await agreed(cast), await cast.actor("wang_degui")
    taken, _off = await asyncio.gather(
        take_up_statement(head, statement, cast.meeting.id),
        changing.cancel_meeting(head, cast.meeting.id, SayWhyNot(why="下大雨")),
        return_exceptions=True,
    )
    assert isinstance(taken, int | MeetingCalledOff)
    assert (await Statement.get(id=statement.id)).agenda == ""  # it can be taken up by another
