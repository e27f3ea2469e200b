"""Minutes are drafted from what happened, confirmed by two hands, frozen with a hash, and corrected in the open."""

import asyncio
import json
from datetime import date, timedelta

import pytest

from portal.kit import clock
from portal.kit.errors import Refused
from portal.ledger.models import Promise, Step
from portal.meetings import queries
from portal.meetings.actions import minutes as acting
from portal.meetings.actions import running
from portal.meetings.forms import AddAction, ConfirmMinutes, CorrectMinutes, WriteMinutes
from portal.meetings.models import ActionItem, AgendaItem, Meeting, Minutes
from portal.meetings.rules import minutes as rules
from portal.notices.models import Notice
from portal.notices.queries.waiting import todo_of
from portal.reactions import REACTIONS
from portal.unit_of_work import follow
from tests.meetings.test_outcome import decided

HOST, RECORDER = "wang_degui", "chen_guifang"


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def written(cast, who=RECORDER, seen=0, notes=None, **more) -> Minutes:
    said = WriteMinutes(present="物业 1 人", speakers=4, others="", seen=seen, **more)
    await acting.write_minutes(await cast.actor(who), cast.meeting.id, said, notes or {"1": "先请设计院来看。"})
    return await Minutes.get(meeting_id=cast.meeting.id, frozen_at=None)


async def confirming(cast, who, seen=None) -> bool:
    if seen is None:
        draft = await Minutes.filter(meeting_id=cast.meeting.id).order_by("-version").first()
        seen = draft.edits if draft else 1
    return await acting.confirm_minutes(await cast.actor(who), cast.meeting.id, ConfirmMinutes(seen=seen))


async def confirmed(cast) -> Minutes:
    await confirming(cast, RECORDER)
    assert await confirming(cast, HOST)
    return await Minutes.filter(meeting_id=cast.meeting.id).order_by("-version").first()


async def agreed(cast, what="请设计院来看一次", days=10) -> int:
    item = await AgendaItem.get(meeting_id=cast.meeting.id, position=1)
    due = (clock.today() + timedelta(days=days)).isoformat()
    said = AddAction(item=item.id, what=what, owner="自管委", due_on=due)
    return await acting.add_action(await cast.actor(RECORDER), cast.meeting.id, said)


@pytest.mark.anywhere
def test_notes_are_taken_for_the_items_there_are_and_no_longer_than_a_page_bears():
    assert rules.notes_in({"note_1": " 说过了 ", "note_2": "  ", "note_9": "没有这一项"}, [1, 2]) == {"1": "说过了"}
    with pytest.raises(rules.NoteTooLong):
        rules.notes_in({"note_1": "长" * 1001}, [1])


async def test_they_begin_with_what_the_portal_knows(cast, hands):
    await decided(cast, hands)
    facts = await queries.facts_of(cast.meeting)
    (item,) = facts["items"]
    assert (facts["place"], item["motion"]["result"]["verdict"]) == ("1栋前坝子", "passed")
    assert item["motion"]["channels"] == {"electronic": 12} and item["matter"] == cast.matter.number
    assert "owner:" not in json.dumps(facts)


async def test_nobody_writes_of_a_meeting_that_has_not_begun_nor_confirms_one_that_is_not_over(cast, hands):
    await Meeting.filter(id=cast.meeting.id).update(starts_at=hands() + timedelta(hours=1))
    with pytest.raises(rules.NotYetHeld):
        await written(cast)
    hands.go(hours=1)
    await Meeting.filter(id=cast.meeting.id).update(ends_at=hands() + timedelta(hours=1))
    await written(cast)
    with pytest.raises(rules.NotYetOver):
        await confirming(cast, RECORDER)


async def test_nobody_confirms_while_a_vote_is_open(cast, hands):
    await running.open_motion(await cast.actor(HOST), cast.motion.id)
    hands.go(minutes=51)  # the meeting is over, the vote not yet closed
    await written(cast)
    with pytest.raises(rules.NotYetOver):
        await confirming(cast, RECORDER)


async def test_one_hand_alone_is_refused_and_two_freeze_them(cast, hands):
    await decided(cast, hands)
    await written(cast)
    assert not await confirming(cast, RECORDER)
    assert await Notice.exists(person_id=cast.people[HOST].id, kind="minutes_to_confirm")
    with pytest.raises(rules.OneHandOnly):
        await confirming(cast, RECORDER)
    waiting = {who: [todo.verb for todo in await todo_of(await cast.actor(who))] for who in (HOST, RECORDER)}
    assert "确认纪要" in waiting[HOST] and "确认纪要" not in waiting[RECORDER]
    assert await confirming(cast, HOST)
    minutes = await Minutes.get()
    assert minutes.frozen_at and len(minutes.hash) == 64 and minutes.facts["host"] and minutes.slot is None
    with pytest.raises(rules.MinutesAreFrozen):
        await confirming(cast, HOST)
    with pytest.raises(rules.MinutesAreFrozen):
        await acting.write_minutes(
            await cast.actor(RECORDER), cast.meeting.id, WriteMinutes(seen=minutes.edits), {"1": "改一改"}
        )


async def test_the_host_who_wrote_them_needs_the_community_for_the_other_hand(cast, hands):
    await decided(cast, hands)
    await written(cast, who=HOST)
    assert not await confirming(cast, HOST)
    with pytest.raises(rules.OneHandOnly):
        await confirming(cast, HOST)
    assert await confirming(cast, RECORDER)  # who stands in for the host
    assert (await Minutes.get()).host_id == cast.people[RECORDER].id


async def test_what_is_changed_after_a_hand_was_put_to_it_is_confirmed_anew(cast, hands):
    await decided(cast, hands)
    draft = await written(cast)
    await confirming(cast, HOST)
    with pytest.raises(rules.MinutesChanged):
        await written(cast, seen=0)
    await written(cast, seen=draft.edits, notes={"1": "再改一改。"})
    assert not await confirming(cast, RECORDER)  # the host's hand is gone
    with pytest.raises(rules.MinutesChanged):
        await confirming(cast, HOST, seen=draft.edits)
    await agreed(cast)
    assert (await Minutes.get()).recorder_confirmed_at is None


async def test_confirmed_twice_at_once_they_are_frozen_once(cast, hands):
    await decided(cast, hands)
    await agreed(cast)
    await written(cast)
    tries = [confirming(cast, who) for who in (HOST, RECORDER, HOST, RECORDER)]
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(each for each in done if isinstance(each, bool)) == [False, True]
    assert all(isinstance(each, (bool, Refused)) for each in done), done
    assert await Minutes.filter(frozen_at__isnull=False).count() == 1 and await Promise.all().count() == 1


async def test_begun_twice_at_once_there_is_one_draft(cast, hands):
    await decided(cast, hands)
    done = await asyncio.gather(written(cast), written(cast, who=HOST), return_exceptions=True)
    assert sum(isinstance(each, rules.MinutesChanged) for each in done) == 1
    assert await Minutes.all().count() == 1


async def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(cast, hands):
    await decided(cast, hands)
    await written(cast)
    first = await confirmed(cast)
    said = CorrectMinutes(reason="到会人数写错了")
    await acting.correct_minutes(await cast.actor(RECORDER), cast.meeting.id, said)
    with pytest.raises(rules.DraftUnderWay):
        await acting.correct_minutes(await cast.actor(RECORDER), cast.meeting.id, said)
    second = await confirmed(cast)
    assert (second.version, second.reason, second.notes) == (2, "到会人数写错了", first.notes)
    assert second.hash != first.hash and (await Minutes.get(id=first.id)).hash == first.hash
    found = await queries.minutes_of(cast.meeting)
    assert [each.version for each in found.frozen] == [2, 1] and found.shown(1).id == first.id


async def test_what_was_agreed_is_promised_once_the_minutes_are_frozen(cast, hands):
    await decided(cast, hands)
    await agreed(cast)
    loose = await AgendaItem.create(meeting=cast.meeting, position=2, title="说说别的")
    due = (clock.today() + timedelta(days=3)).isoformat()
    said = AddAction(item=loose.id, what="把坝子扫一扫", owner="楼栋长", due_on=due)
    await acting.add_action(await cast.actor(RECORDER), cast.meeting.id, said)
    assert not await Promise.exists()
    await written(cast)
    await confirmed(cast)
    promise = await Promise.get()  # of what has a matter
    assert (promise.matter_number, promise.owner, promise.stage) == (cast.matter.number, "自管委", "open")
    assert await Step.filter(matter_number=cast.matter.number, kind="promised").count() == 1
    with pytest.raises(rules.MinutesAreFrozen):
        await agreed(cast, "再加一件事")
    with pytest.raises(rules.MinutesAreFrozen):
        await acting.drop_action(await cast.actor(RECORDER), (await ActionItem.first()).id)
    # A correction adds to it, and promises nothing twice.
    await acting.correct_minutes(await cast.actor(RECORDER), cast.meeting.id, CorrectMinutes(reason="漏了一件"))
    await agreed(cast, "补一份预算出来")
    await confirmed(cast)
    assert sorted([each.what async for each in Promise.all()]) == ["补一份预算出来", "请设计院来看一次"]


async def test_what_is_to_be_done_comes_after_the_meeting_and_from_its_agenda(cast, hands):
    with pytest.raises(rules.ActionBeforeMeeting):
        await agreed(cast, days=-1)
    said = AddAction(item=99999, what="没有这个议题", owner="楼栋长", due_on=date(2026, 12, 1))
    with pytest.raises(rules.NotOnThisAgenda):
        await acting.add_action(await cast.actor(RECORDER), cast.meeting.id, said)
    dropped = await agreed(cast)
    assert await acting.drop_action(await cast.actor(RECORDER), dropped) == cast.meeting.id
    assert not await ActionItem.exists()


async def test_the_pages_from_a_draft_to_a_signed_paper(cast, hands, visit):
    await decided(cast, hands)
    page, head, staff, neighbour = (
        f"/meetings/{cast.meeting.id}/minutes",
        visit(HOST),
        visit(RECORDER),
        visit("tang_laoshi"),
    )
    assert "还没有出来" in (await neighbour.get(page)).text
    assert (await neighbour.get(f"{page}/write")).status_code == 403
    assert (await neighbour.get(f"{page}.pdf")).status_code == 404
    assert "写纪要" in (await staff.get(page)).text
    assert "表决的数字已经填好了" in (await staff.get(f"{page}/write")).text
    bad = await staff.send_form(f"{page}/write", note_1="长" * 1001, seen="0", speakers="3")
    assert bad.status_code == 422 and "最多 1000 个" in bad.text and "长" * 1001 in bad.text
    assert (
        await staff.send_form(f"{page}/write", note_1="先请设计院来看。", seen="0", speakers="3")
    ).status_code == 303
    item = await AgendaItem.get(meeting_id=cast.meeting.id)
    act = {"item": item.id, "what": "请设计院来看", "owner": "自管委"}
    late = await staff.send_form(f"/meetings/{cast.meeting.id}/actions", **act, due_on="2026-01-01")
    assert late.status_code == 422 and "期限不能早于" in late.text and "先请设计院来看。" in late.text
    assert (
        await staff.send_form(f"/meetings/{cast.meeting.id}/actions", **act, due_on="2026-12-20")
    ).status_code == 303
    assert "先请设计院" not in (await neighbour.get(page)).text
    edits = (await Minutes.get()).edits
    assert (await staff.send_form(f"{page}/confirm", seen=edits)).status_code == 303
    alone = await staff.send_form(f"{page}/confirm", seen=edits)
    assert alone.status_code == 409 and "两个人确认" in alone.text
    assert (await head.send_form(f"{page}/confirm", seen=edits)).status_code == 303
    public = (await visit().get(page)).text
    minutes = await Minutes.get()
    assert "先请设计院来看。" in public and minutes.hash in public and "12 / 14" in public and "自管委" in public
    paper = await visit().get(f"{page}.pdf")
    assert paper.content.startswith(b"%PDF") and paper.headers["content-type"] == "application/pdf"
    assert (await staff.send_form(f"{page}/correct", reason="到会人数错了")).status_code == 303
    assert (await staff.send_form(f"{page}/correct", reason="再开一份")).status_code == 422
    assert "写错了" not in (await visit().get(page)).text
