"""A meeting is called, altered, put off and called off; its notice keeps every word, and every clock is kept."""

import asyncio
from datetime import timedelta

import pytest

from portal.accounts.models import Residency
from portal.channels.models import Letter
from portal.hall.models import Matter
from portal.kit.errors import Refused
from portal.ledger.models import Step
from portal.meetings.actions import altering, changing, door, reminding, running, standing_in
from portal.meetings.actions.calling import call_meeting
from portal.meetings.forms import AddItem, CallMeeting, ChangeMeeting, ChangeWording, SayWhyNot
from portal.meetings.models import AgendaItem, Meeting, Motion, PostedNotice, TimeAnswer, TimeOption
from portal.meetings.queries import motion_with
from portal.meetings.rules import NoticeTooShort, RestsOnConvener, agenda
from portal.meetings.rules.agenda import AlreadyVoted, MeetingCalledOff, VotingHere
from portal.meetings.rules.announcing import notice_hash
from portal.meetings.rules.notice import GRACE, AlreadyOpened, MotionCalledOff, Stage
from portal.notices.models import Notice
from tests.cast import Cast

OWNERS = {
    "form": "owners_assembly", "title": "业主大会临时会议", "place": "架空层", "topic": "充电点迁建",
    "wording": "是否同意把充电点迁到北门？", "rule": "owners_special",
}  # fmt: skip
HEADS = {
    "form": "baba",
    "title": "扶手坝坝会",
    "place": "1栋前坝子",
    "wording": "是否同意装扶手？",
    "rule": "households",
}
TYPED = HEADS | {"starts_at": "2026-11-29T19:30", "closes_at": "2026-11-29T20:30"}


async def called(cast: Cast, who: str, starts: str, closes: str, **said: object) -> Motion:
    area = cast.estate if said.get("form") == "owners_assembly" else cast.stairwell
    form = CallMeeting.model_validate({"area_id": area.id, "starts_at": starts, "closes_at": closes} | said)
    meeting_id = await call_meeting(await cast.actor(who), form)
    return await Motion.get(meeting_id=meeting_id).select_related("item", "meeting")


async def test_posted_on_the_7th_the_22nd_is_refused_and_the_23rd_is_the_first_day(cast, hands):
    hands.at = hands.at.replace(day=7)
    motion = await called(cast, "chen_guifang", "2026-11-23T19:30", "2026-12-01T20:00", **OWNERS)
    staff = await cast.actor("chen_guifang")
    hands.at = hands.at.replace(day=22, hour=15, minute=59)  # 23:59 in the city
    with pytest.raises(NoticeTooShort) as refused:
        await running.open_motion(staff, motion.id)
    assert "11月23日" in str(refused.value)
    hands.go(minutes=1)
    await running.open_motion(staff, motion.id)
    assert (await Motion.get(id=motion.id)).stage == Stage.OPEN


async def test_other_words_start_the_clock_anew_and_everyone_is_told(cast, hands, app):
    motion = await called(cast, "wang_degui", "2026-11-27T19:30", "2026-12-05T20:00", **HEADS)
    head = await cast.actor("wang_degui")
    hands.go(days=3)
    said = ChangeWording(wording="是否同意两边都装扶手？", rule="households", why="问清楚")
    await altering.change_wording(head, motion.item_id, said)
    hands.go(days=1)  # the 28th: the first words could be voted on now
    with pytest.raises(NoticeTooShort) as refused:
        await running.open_motion(head, motion.id)
    assert "12月1日" in str(refused.value)
    told = await Notice.filter(kind="wording_changed")
    assert {cast.people["li_tenant"].id, cast.people["zhao_absent"].id} <= {each.person_id for each in told}
    assert "12月1日" in told[0].facts["possible"] and "两边" in told[0].facts["topic"]
    assert await Letter.filter(dedupe__startswith=f"wording_changed:{motion.meeting_id}:2:").count() == len(told)
    hands.go(days=3)
    await running.open_motion(head, motion.id)
    with pytest.raises(AlreadyOpened):
        await running.open_motion(head, motion.id)


async def test_an_item_added_later_waits_for_days_of_its_own_and_the_first_one_does_not(cast, hands):
    first = await called(cast, "wang_degui", "2026-11-27T19:30", "2026-12-05T20:00", **HEADS)
    head = await cast.actor("wang_degui")
    hands.go(days=4)
    later = AddItem(topic="楼道灯", wording="是否同意换灯？", rule="households")
    item_id = await altering.add_to_agenda(head, first.meeting_id, later)
    second = await Motion.get(item_id=item_id)
    with pytest.raises(NoticeTooShort) as refused:
        await running.open_motion(head, second.id)
    assert "12月2日" in str(refused.value)
    await running.open_motion(head, first.id)
    with pytest.raises(VotingHere):
        await altering.withdraw_item(head, item_id, SayWhyNot(why="不急"))


async def test_what_was_voted_on_is_not_reworded(cast, hands):
    motion = await called(cast, "wang_degui", "2026-11-28T19:30", "2026-11-28T20:00", **HEADS | {"rule": "straw_poll"})
    head = await cast.actor("wang_degui")
    await running.open_motion(head, motion.id)
    hands.at = motion.closes_at + GRACE
    await running.close_due_motions(head)
    await Meeting.filter(id=motion.meeting_id).update(ends_at=hands() + timedelta(hours=1))
    with pytest.raises(AlreadyVoted):
        said = ChangeWording(wording="是否同意？", rule="households", why="再来")
        await altering.change_wording(head, motion.item_id, said)


async def test_a_cancelled_meeting_calls_off_its_votes_and_its_matters_go_back(cast, hands, visit):
    motion = await called(
        cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:00", **HEADS, matter=cast.matter.number
    )
    assert (await Matter.get(id=cast.matter.id)).state == "scheduled"
    await Meeting.filter(id=cast.meeting.id).update(cancelled_at=hands())  # no other meeting has it
    head = await cast.actor("wang_degui")
    await changing.cancel_meeting(head, motion.meeting_id, SayWhyNot(why="下大雨"))
    assert (await Motion.get(id=motion.id)).stage == Stage.CALLED_OFF
    assert (await Matter.get(id=cast.matter.id)).state == "deliberating"
    assert (await Step.filter(matter_number=cast.matter.number).order_by("-id").first()).kind == "off_agenda"
    told = {each.person_id for each in await Notice.filter(kind="meeting_cancelled")}
    assert {cast.people["li_tenant"].id, cast.people["zhao_absent"].id} <= told
    hands.go(days=5)
    with pytest.raises(MotionCalledOff):
        await running.open_motion(head, motion.id)
    with pytest.raises(MeetingCalledOff):
        await door.arrive(await cast.actor("chen_xiuying"), motion.meeting_id, "0000")
    with pytest.raises(MeetingCalledOff):
        await changing.cancel_meeting(head, motion.meeting_id, SayWhyNot(why="下大雨"))
    page = (await visit("chen_xiuying").get(f"/meetings/{motion.meeting_id}")).text
    assert "这次会不开了：下大雨" in page and "进入会场" not in page
    assert "不上会了" in (await visit("chen_xiuying").get(f"/matters/{cast.matter.number}")).text


async def test_a_matter_that_another_meeting_takes_up_stays_scheduled(cast, app):
    motion = await called(
        cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:00", **HEADS, matter=cast.matter.number
    )
    await altering.withdraw_item(await cast.actor("wang_degui"), motion.item_id, SayWhyNot(why="另一次说"))
    assert (await Matter.get(id=cast.matter.id)).state == "scheduled"  # cast.meeting has it too


async def test_put_off_the_days_run_on_and_brought_forward_they_begin_again(cast, hands, app):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-12-06T20:00", **HEADS)
    head = await cast.actor("wang_degui")
    hands.go(days=2)
    off = ChangeMeeting(place="3栋门口", starts_at="2026-11-30T19:30", closes_at="2026-12-07T20:00", why="下雨")
    await changing.change_meeting(head, motion.meeting_id, off)
    moved = await Motion.get(id=motion.id).select_related("item")
    assert moved.closes_at > motion.closes_at and moved.item.noticed_at == motion.item.noticed_at
    sooner = ChangeMeeting(place="3栋门口", starts_at="2026-11-29T19:30", closes_at="2026-12-07T20:00", why="天晴")
    await changing.change_meeting(head, motion.meeting_id, sooner)
    hands.go(days=2)
    with pytest.raises(NoticeTooShort) as refused:
        await running.open_motion(head, motion.id)
    assert "11月30日" in str(refused.value)
    assert await Notice.filter(kind="meeting_changed", person_id=cast.people["tang_laoshi"].id).count() == 2


async def test_every_edition_of_a_notice_stays_as_it_was_posted(cast, hands, visit):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-12-06T20:00", **HEADS)
    said = ChangeWording(wording="是否同意两边都装扶手？", rule="households", why="问清楚")
    await altering.change_wording(await cast.actor("wang_degui"), motion.item_id, said)
    first, second = await PostedNotice.filter(meeting_id=motion.meeting_id).order_by("edition")
    assert (first.said["items"][0]["wording"], first.hash) == ("是否同意装扶手？", notice_hash(first.said))
    assert second.hash == notice_hash(second.said) != first.hash
    browser = visit(None)
    old = (await browser.get(f"/meetings/{motion.meeting_id}/notices/1")).text
    assert "是否同意装扶手？" in old and "这是旧的一版" in old and first.hash in old
    now = (await browser.get(f"/meetings/{motion.meeting_id}/notice")).text
    assert "是否同意两边都装扶手？" in now and second.hash in now and "最早 11月28日（周六） 表决" in now
    assert (await browser.get(f"/meetings/{motion.meeting_id}/notices/3")).status_code == 404


async def test_what_was_posted_before_editions_were_kept_stays_readable(cast, visit):
    said = ChangeMeeting(place="3栋门口", starts_at="2026-11-24T20:00", closes_at="2026-11-24T20:40", why="人多")
    await changing.change_meeting(await cast.actor("wang_degui"), cast.meeting.id, said)
    first = (await visit(None).get(f"/meetings/{cast.meeting.id}/notices/1")).text
    assert "1栋前坝子" in first and "11月8日（周日）发出" in first and "3栋门口" not in first


async def test_the_notice_is_printed_and_the_meeting_goes_into_a_calendar(cast, visit):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:30", **HEADS)
    browser = visit(None)
    paper = await browser.get(f"/meetings/{motion.meeting_id}/notice.pdf")
    assert paper.content.startswith(b"%PDF") and paper.headers["content-type"] == "application/pdf"
    file = (await browser.get(f"/meetings/{motion.meeting_id}/calendar.ics")).text
    assert f"UID:meeting-{motion.meeting_id}@portal" in file and "DTSTART:20261129T113000Z" in file
    await changing.cancel_meeting(await cast.actor("wang_degui"), motion.meeting_id, SayWhyNot(why="下大雨"))
    file = (await browser.get(f"/meetings/{motion.meeting_id}/calendar.ics")).text
    assert "STATUS:CANCELLED" in file and "SEQUENCE:2" in file


async def test_an_agenda_of_several_items_is_written_without_a_script(cast, visit):
    head = visit("wang_degui")
    typed = TYPED | {"area_id": cast.stairwell.id, "rows": 1}
    more = await head.send_form("/meetings/call", **typed | {"arrange": "add"})
    assert more.status_code == 200 and 'name="topic_2"' in more.text and "扶手坝坝会" in more.text
    assert not await Meeting.filter(title="扶手坝坝会").exists()
    typed |= {
        "rows": 3,
        "topic_2": "楼道灯",
        "topic_3": "雨棚",
        "wording_3": "是否同意装雨棚？",
        "rule_3": "owners_special",
    }
    refused = await head.send_form("/meetings/call", **typed)
    assert refused.status_code == 422 and "这种会不能这样表决" in refused.text and 'href="#f-rule_3"' in refused.text
    assert "楼道灯" in refused.text and "是否同意装雨棚？" in refused.text
    typed |= {"wording_3": "长" * 201}
    too_long = await head.send_form("/meetings/call", **typed)
    assert too_long.status_code == 422 and 'href="#f-wording_3"' in too_long.text
    sent = await head.send_form("/meetings/call", **typed | {"wording_3": "是否同意装雨棚？", "rule_3": "straw_poll"})
    assert sent.status_code == 303
    meeting = await Meeting.get(title="扶手坝坝会")
    items = await AgendaItem.filter(meeting_id=meeting.id).order_by("position")
    assert [item.title for item in items] == ["是否同意装扶手？", "楼道灯", "雨棚"]
    assert await Motion.filter(meeting_id=meeting.id).count() == 2


async def test_a_vote_that_cannot_be_held_in_time_is_refused_with_the_day(cast, visit):
    answer = await visit("wang_degui").send_form(
        "/meetings/call",
        **TYPED | {"area_id": cast.stairwell.id, "closes_at": "2026-11-27T20:30", "starts_at": "2026-11-27T19:30"},
    )
    assert (answer.status_code, "最早 11月28日" in answer.text, "或者只摸底" in answer.text) == (422, True, True)


async def test_an_owners_assembly_is_called_fifteen_full_days_ahead_and_the_community_is_told(cast, visit):
    staff = visit("he_street")
    typed = OWNERS | {"area_id": cast.estate.id, "closes_at": "2026-12-20T20:30", "wording": ""}
    early = await staff.send_form("/meetings/call", **typed, starts_at="2026-12-09T19:30")
    assert (early.status_code, "最早 12月10日 才能开" in early.text) == (422, True)
    assert (await staff.send_form("/meetings/call", **typed, starts_at="2026-12-10T19:30")).status_code == 303
    assert await Notice.filter(kind="meeting_called", person_id=cast.people["chen_guifang"].id).exists()
    page = (await visit("wang_degui").get("/meetings/call")).text
    assert 'value="households"' in page and 'value="owners_special"' not in page


async def test_somebody_in_office_stands_in_once_they_say_so(cast, visit):
    meeting_id, staff = cast.meeting.id, "zhou_mingqiang"
    head, other = visit("wang_degui"), visit("liu_xiaomin")
    people = dict(await standing_in.who_can_stand_in(await Meeting.get(id=meeting_id).select_related("area")))
    assert cast.people["liu_xiaomin"].id in people and cast.people[staff].id not in people
    refused = await head.send_form(f"/meetings/{meeting_id}/stand-in", person=cast.people[staff].id)
    assert refused.status_code == 422
    assert (await other.send_form(f"/meetings/{meeting_id}/take-over")).status_code == 403
    assert (
        await head.send_form(f"/meetings/{meeting_id}/stand-in", person=cast.people["liu_xiaomin"].id)
    ).status_code == 303
    assert await Notice.filter(kind="stand_in", person_id=cast.people["liu_xiaomin"].id).exists()
    assert (await other.send_form(f"/meetings/{meeting_id}/take-over")).status_code == 303
    assert (await other.get(f"/meetings/{meeting_id}/console")).status_code == 200
    assert await Notice.filter(kind="taken_over", person_id=cast.people["wang_degui"].id).exists()


async def test_everyone_invited_is_reminded_a_day_and_two_hours_before_and_never_twice(cast, hands, app):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:30", **HEADS)
    for _ in range(2):
        hands.at = motion.meeting.starts_at - timedelta(hours=23)
        await Meeting.filter(id=cast.meeting.id).update(cancelled_at=hands())
        await asyncio.gather(reminding.remind_of_meetings(), reminding.remind_of_meetings())
    letters = await Letter.filter(dedupe__startswith=f"coming:{motion.meeting_id}")
    assert len(letters) == len({each.address for each in letters}) > 3
    hands.at = motion.meeting.starts_at - timedelta(hours=1)
    assert await reminding.remind_of_meetings() == 1
    assert await reminding.remind_of_meetings() == 0
    assert await Letter.filter(dedupe__startswith=f"coming:{motion.meeting_id}").count() == 2 * len(letters)


async def test_cancelling_and_opening_at_once_end_in_one_of_the_two(cast, hands):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:30", **HEADS | {"rule": "straw_poll"})
    head = await cast.actor("wang_degui")
    outcome = await asyncio.gather(
        running.open_motion(head, motion.id),
        changing.cancel_meeting(head, motion.meeting_id, SayWhyNot(why="下大雨")),
        altering.withdraw_item(head, motion.item_id, SayWhyNot(why="不急")),
        return_exceptions=True,
    )
    assert all(each is None or isinstance(each, Refused) for each in outcome), outcome
    stage, meeting = (await Motion.get(id=motion.id)).stage, await Meeting.get(id=motion.meeting_id)
    assert (stage == Stage.OPEN) != (meeting.cancelled_at is not None or stage == Stage.CALLED_OFF)


async def test_times_are_tapped_counted_and_one_is_taken(cast, visit):
    head = visit("wang_degui")
    sent = await head.send_form(
        "/times/ask", area_id=cast.stairwell.id, title="说楼道灯", t1="2026-11-27T19:30", t2="2026-11-28T19:30"
    )
    assert sent.status_code == 303
    path = sent.headers["location"].split("?")[0]
    options = [each.id for each in await TimeOption.filter(poll_id=int(path.rsplit("/", 1)[1])).order_by("starts_at")]
    for who, answer in (("chen_xiuying", "yes"), ("tang_laoshi", "yes"), ("li_tenant", "maybe")):
        assert (await visit(who).send_form(f"/times/options/{options[1]}", answer=answer)).status_code == 303
    assert (await visit("tang_laoshi").send_form(f"/times/options/{options[1]}", answer="no")).status_code == 303
    page = (await visit("chen_xiuying").get(path)).text
    assert "可以 1 · 勉强 1 · 不行 1" in page and "李租客" not in page and "就定这个，去发通知" not in page
    assert await TimeAnswer.all().count() == 3
    assert (await visit("zhou_mingqiang").send_form(f"/times/options/{options[1]}", answer="yes")).status_code == 403
    chosen = await head.send_form(f"{path}/choose", option=options[1])
    assert "starts_at=2026-11-28T19:30" in chosen.headers["location"]
    assert (await visit("chen_xiuying").send_form(f"/times/options/{options[0]}", answer="yes")).status_code == 409


async def test_a_meeting_at_the_time_that_was_taken_shows_how_it_was_found(cast, visit):
    head = visit("wang_degui")
    sent = await head.send_form(
        "/times/ask", area_id=cast.stairwell.id, title="说灯", t1=TYPED["starts_at"], t2="2026-12-02T19:30"
    )
    path = sent.headers["location"].split("?")[0]
    first, second = await TimeOption.filter(poll_id=int(path.rsplit("/", 1)[1])).order_by("starts_at")
    for who, option, answer in (
        ("chen_xiuying", first, "yes"),
        ("tang_laoshi", first, "maybe"),
        ("tang_laoshi", second, "yes"),
    ):
        assert (await visit(who).send_form(f"/times/options/{option.id}", answer=answer)).status_code == 303
    called = await head.send_form("/meetings/call", **TYPED | {"area_id": cast.stairwell.id})
    meeting = called.headers["location"]
    assert "时间是大家投的" not in (await visit("chen_xiuying").get(meeting)).text
    await head.send_form(f"{path}/choose", option=first.id)
    page = (await visit("chen_xiuying").get(meeting)).text
    assert "时间是大家投的" in page and "2 人点过" in page and page.count("可以 1") == 2


async def test_the_same_meeting_is_begun_again_with_its_agenda(cast, visit):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:30", **HEADS, topic_2="楼道灯")
    page = (await visit("wang_degui").get(f"/meetings/call?like={motion.meeting_id}&again=week")).text
    assert 'value="2026-12-06T19:30"' in page and 'value="2026-12-06T20:30"' in page
    assert "是否同意装扶手？" in page and 'value="楼道灯"' in page and "1栋前坝子" in page


async def test_who_stands_in_cannot_be_the_only_one_who_knows_the_voters(cast, hands):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-11-29T20:30", **HEADS)
    head, worker = await cast.actor("wang_degui"), cast.people["liu_xiaomin"]
    await Residency.filter(person=cast.people["li_tenant"]).update(confirmed_by_id=worker.id)
    hands.go(days=5)
    assert await running.electorate_now(await motion_with(motion.id)) == (14, 113358, 0)
    await standing_in.name_stand_in(head, motion.meeting_id, worker.id)
    await standing_in.take_over(await cast.actor("liu_xiaomin"), motion.meeting_id)
    assert await running.electorate_now(await motion_with(motion.id)) == (14, 113358, 1)
    with pytest.raises(RestsOnConvener):
        await running.open_motion(await cast.actor("liu_xiaomin"), motion.id)


async def amended(cast, rule: str) -> None:
    """At the meeting, a neighbour wants other words; the convener puts them."""
    said = ChangeWording(wording="是否同意先请三家来看电梯？", rule=rule, why="唐老师提的")
    await altering.change_wording(await cast.actor("wang_degui"), cast.topic.id, said)


async def test_a_straw_poll_is_amended_from_the_floor_and_voted_on_the_same_evening(cast):
    await amended(cast, "straw_poll")
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    motion = await Motion.get(id=cast.motion.id)
    assert (motion.wording, motion.stage) == ("是否同意先请三家来看电梯？", "open")


@pytest.mark.parametrize(("form", "rule"), [("baba", "households"), ("owners_assembly", "owners_special")])
async def test_what_was_announced_for_its_days_is_not_amended_on_the_evening(cast, form, rule):
    await Meeting.filter(id=cast.meeting.id).update(form=form)
    await Motion.filter(id=cast.motion.id).update(rule_code=rule, kind="deliberative")
    with pytest.raises(agenda.NotOnTheEvening, match="会上不能改题目"):
        await amended(cast, rule)
    assert (await Motion.get(id=cast.motion.id)).wording != "是否同意先请三家来看电梯？"
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)  # as it was announced it is


async def test_the_console_leads_there_and_the_page_says_what_cannot_be_amended(visit, cast):
    head = visit("wang_degui")
    assert "会上有人提" in (await head.get(f"/meetings/{cast.meeting.id}/console")).text
    assert "会上只有摸底能当场改" in (await head.get(f"/agenda/{cast.topic.id}/wording")).text
    refused = await head.send_form(
        f"/agenda/{cast.topic.id}/wording", wording="是否改？", rule="households", why="唐老师提的"
    )
    assert refused.status_code == 422 and "会上不能改题目" in refused.text and "唐老师提的" in refused.text
