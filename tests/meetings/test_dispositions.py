"""After a hearing everybody reads what was said, whether it was adopted, and why."""

import asyncio
import contextvars
import re

import pytest

from portal.meetings.actions import dispositions as answering
from portal.meetings.forms import AddDisposition
from portal.meetings.models import Disposition, Hand, Meeting, Minutes
from portal.meetings.rules import dispositions as rules
from portal.meetings.rules.minutes import MinutesAreFrozen
from tests.meetings.test_minutes import HOST, RECORDER, confirmed, confirming, written
from tests.meetings.test_outcome import decided

REASON = "扶手装在靠墙一侧，轮椅下得去。"


async def elsewhere(deed):
    """In no request of this browser."""
    return await asyncio.create_task(deed, context=contextvars.Context())


async def heard(cast, hands) -> None:
    await decided(cast, hands)
    await Meeting.filter(id=cast.meeting.id).update(form="hearing")


async def answered(cast, **more) -> int:
    said = {"speaker": "3 号发言人", "comment": "梯坎太陡，加个扶手。", "outcome": "adopted", "reason": REASON} | more
    return await answering.add_disposition(await cast.actor(RECORDER), cast.meeting.id, AddDisposition(**said))


@pytest.mark.anywhere
def test_a_hearing_without_its_table_is_not_over_and_another_meeting_may_do_without():
    rules.must_answer_what_was_said("baba", 0)
    rules.must_answer_what_was_said("hearing", 1)
    with pytest.raises(rules.DispositionsMissing):
        rules.must_answer_what_was_said("hearing", 0)


async def test_the_minutes_of_a_hearing_wait_for_the_table(cast, hands):
    await heard(cast, hands)
    await written(cast)
    with pytest.raises(rules.DispositionsMissing):
        await confirming(cast, RECORDER)
    await answered(cast)
    minutes = await confirmed(cast)
    assert await Disposition.filter(minutes_id=minutes.id).count() == 1


async def test_the_table_is_under_the_hash_and_is_not_changed_after_two_hands(cast, hands):
    await heard(cast, hands)
    await written(cast)
    kept = await answered(cast)
    await confirming(cast, RECORDER)
    more = await answered(
        cast, outcome="refused", comment="整个坡都修成电梯。", reason="坡道没有产权单位，今年做不了。"
    )
    assert (await Minutes.get()).recorder_confirmed_at is None  # what was confirmed is looked at once more
    assert await answering.drop_disposition(await cast.actor(RECORDER), more) == cast.meeting.id
    await confirmed(cast)
    with pytest.raises(MinutesAreFrozen):
        await answering.drop_disposition(await cast.actor(RECORDER), kept)
    with pytest.raises(MinutesAreFrozen):
        await answered(cast)


async def test_neighbours_read_it_and_the_paper_has_it(cast, hands, visit):
    await heard(cast, hands)
    page = await visit(HOST).get(f"/meetings/{cast.meeting.id}/minutes/write")
    key = re.search(r'/dispositions".*?name="_key" value="([^"]+)"', page.text, re.S)[1]
    typed = {
        "_key": key,
        "speaker": "3 号发言人",
        "comment": "梯坎太陡，加个扶手。",
        "outcome": "partly",
        "reason": REASON,
    }
    answer = await visit(HOST).post(f"/meetings/{cast.meeting.id}/dispositions", data=typed)
    assert answer.status_code == 303
    await elsewhere(written(cast))
    await elsewhere(confirmed(cast))
    read = await visit(None).get(f"/meetings/{cast.meeting.id}/minutes")
    assert all(words in read.text for words in ("意见采纳情况", "3 号发言人", "部分采纳", REASON))
    paper = await visit(None).get(f"/meetings/{cast.meeting.id}/minutes.pdf")
    assert paper.status_code == 200 and paper.content.startswith(b"%PDF")


async def test_a_refusal_without_a_reason_is_asked_for_it_and_keeps_what_was_typed(cast, hands, visit):
    await heard(cast, hands)
    client = visit(HOST)
    page = await client.get(f"/meetings/{cast.meeting.id}/minutes/write")
    key = re.search(r'/dispositions".*?name="_key" value="([^"]+)"', page.text, re.S)[1]
    typed = {"_key": key, "comment": "整个坡都修成电梯。", "outcome": "refused", "reason": ""}
    answer = await client.post(f"/meetings/{cast.meeting.id}/dispositions", data=typed)
    assert answer.status_code == 422 and "整个坡都修成电梯。" in answer.text
    assert not await Disposition.exists()


async def test_the_list_of_speakers_fills_in_how_many_spoke(cast, hands, visit):
    await heard(cast, hands)
    for n, ended in enumerate(("spoke", "spoke", "skipped", "spoke"), 1):
        await Hand.create(meeting_id=cast.meeting.id, number=n, raised_at=hands(), ended=ended, ended_at=hands())
    page = await visit(HOST).get(f"/meetings/{cast.meeting.id}/minutes/write")
    assert re.search(r'name="speakers"[^>]*value="3"', page.text)
