"""What was promised, and who says that it is kept."""

import asyncio
from datetime import timedelta

import pytest

from portal.hall import actions
from portal.hall.forms import AnswerMatter, RaiseMatter
from portal.hall.models import Matter
from portal.kit import clock
from portal.ledger import actions as ledger
from portal.ledger import queries as ledger_queries
from portal.ledger.actions import timing as promises
from portal.ledger.forms import ConfirmPromise, MakePromise, MoveDue, ReportDone, ReportProgress
from portal.ledger.models import Concern, DueChange, Promise, Step
from portal.notices.models import Notice
from portal.policy import Act, permits
from portal.reactions import REACTIONS
from portal.unit_of_work import follow


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def kinds(matter) -> list[str]:
    return [step.kind for step in await Step.filter(matter_number=matter.number).order_by("id")]


async def promised(cast, what="装8盏灯", days=5) -> int:
    said = MakePromise(what=what, owner="莲花池街道", due_on=clock.today() + timedelta(days=days))
    return await ledger.make_promise(await cast.actor("chen_guifang"), cast.matter.number, said)


async def test_t10_only_whom_it_concerns_says_that_it_is_really_done(cast):
    one, two = await promised(cast), await promised(cast, "把梯坎修好")
    staff = await cast.actor("chen_guifang")
    await ledger.report_done(staff, one, ReportDone(evidence="装好了"))
    assert (await Matter.get(id=cast.matter.id)).state == "implementing"  # the other is still open
    await ledger.report_done(staff, two, ReportDone(evidence="修好了"))
    assert (await Matter.get(id=cast.matter.id)).state == "done"
    await Concern.create(matter_number=cast.matter.number, person=cast.people["wang_degui"])
    await Concern.create(matter_number=cast.matter.number, person=cast.people["chen_guifang"])
    head = await cast.actor("wang_degui")
    assert not permits(staff, Act.CONFIRM_PROMISE, await ledger_queries.promise_for(staff, one))
    assert permits(head, Act.CONFIRM_PROMISE, await ledger_queries.promise_for(head, one))
    for promise in (one, two):
        await ledger.confirm_promise(head, promise, ConfirmPromise(answer="yes"))
    assert (await Matter.get(id=cast.matter.id)).state == "confirmed"


async def test_silence_is_unconfirmed_and_a_later_yes_still_counts(cast, hands):
    promise = await promised(cast)
    await ledger.report_done(await cast.actor("chen_guifang"), promise, ReportDone(evidence="装好了"))
    hands.go(days=7)
    assert await promises.keep_promises() == 0  # the seventh day is a Tuesday and ends at midnight
    hands.go(days=1)
    await asyncio.gather(promises.keep_promises(), promises.keep_promises())
    assert (await Promise.get(id=promise)).stage == "unconfirmed"
    assert (await Matter.get(id=cast.matter.id)).state == "unconfirmed"
    assert (await kinds(cast.matter)).count("unconfirmed") == 1
    await Concern.create(matter_number=cast.matter.number, person=cast.people["wang_degui"])
    await ledger.confirm_promise(await cast.actor("wang_degui"), promise, ConfirmPromise(answer="yes"))
    assert (await Matter.get(id=cast.matter.id)).state == "confirmed"


async def test_an_answer_in_time_is_asked_about_and_not_yet_goes_on(cast):
    said = RaiseMatter(title="楼道灯坏了", body="晚上看不见，摔过两回。", area_id=cast.stairwell.id, urgent="yes")
    matter = await Matter.get(number=await actions.raise_matter(await cast.actor("chen_xiuying"), said))
    assert (matter.state, matter.due_for) == ("instant", "answer")
    said = AnswerMatter(office="居委会", body="今晚就换灯泡")
    await actions.answer_matter(await cast.actor("chen_guifang"), matter.id, said)
    assert (await Matter.get(id=matter.id)).state == "answered"
    promise = await Promise.get(matter_number=matter.number)
    assert promise.stage == "done"
    chen = await cast.actor("chen_xiuying")
    await ledger.confirm_promise(chen, promise.id, ConfirmPromise(answer="not_yet", note="还是黑的"))
    assert (await Matter.get(id=matter.id)).state == "implementing"
    assert (await Promise.get(id=promise.id)).stage == "open"


async def test_a_late_promise_says_so_every_fifteen_days(cast, hands):
    promise = await promised(cast, days=1)
    hands.go(days=3)
    await asyncio.gather(promises.keep_promises(), promises.keep_promises())
    assert (await kinds(cast.matter)).count("overdue") == 1
    hands.go(days=3)
    await promises.keep_promises()
    assert (await kinds(cast.matter)).count("overdue") == 1
    hands.go(days=13)
    await promises.keep_promises()
    assert (await kinds(cast.matter)).count("overdue") == 2
    assert (await Step.filter(kind="overdue").order_by("id"))[0].facts["days"] == 2
    staff = await cast.actor("chen_guifang")
    await ledger.move_due(staff, promise, MoveDue(due_on=clock.today() + timedelta(days=9), reason="等材料到货"))
    change = await DueChange.get(promise_id=promise)
    assert (change.after - change.before).days == 27 and (await kinds(cast.matter))[-1] == "due_moved"


async def test_who_promised_is_asked_how_far_it_is(cast, hands):
    promise = await promised(cast, days=60)
    hands.go(days=16)
    await asyncio.gather(promises.keep_promises(), promises.keep_promises())
    assert await Notice.filter(kind="progress_due").count() == 1
    await ledger.report_progress(await cast.actor("chen_guifang"), promise, ReportProgress(note="灯杆立好了"))
    assert (await kinds(cast.matter))[-1] == "progress"


async def test_a_matter_whose_meeting_is_over_waits_for_its_opinion(cast, hands):
    await Matter.filter(id=cast.matter.id).update(state="scheduled", stage="decide")
    assert await promises.follow_meetings() == 0
    hands.go(hours=2)
    await asyncio.gather(promises.follow_meetings(), promises.follow_meetings())
    found = await Matter.get(id=cast.matter.id)
    assert (found.state, found.due_for) == ("met", "opinion")
