"""The inbox begins with what only I can do, and each of it goes away when it is done."""

from datetime import timedelta

import pytest

from portal.hall.models import Matter
from portal.kit import clock
from portal.ledger.models import Concern, Promise
from portal.meetings.actions import running
from portal.notices.queries.waiting import todo_of
from tests.notices.test_desk import counted


async def verbs(cast, who: str) -> list[str]:
    return [each.verb for each in await todo_of(await cast.actor(who))]


async def promised(cast, stage="done", **more) -> Promise:
    return await Promise.create(
        matter_number=cast.matter.number, area=cast.stairwell, what="装8盏灯", owner="物业", made_by=cast.people["chen_guifang"],
        made_at=clock.now(), due_on=clock.today(), stage=stage, done_at=clock.now(), **more,
    )  # fmt: skip


async def test_whether_it_is_done_waits_for_whom_it_concerns_until_they_say_so(visit, cast):
    promise = await promised(cast)
    await Concern.create(matter_number=cast.matter.number, person=cast.people["tang_laoshi"])
    page = (await visit("tang_laoshi").get("/inbox")).text
    assert "等您做的" in page and "真的好了吗？" in page and f"/matters/{cast.matter.number}" in page
    assert "真的好了吗？" not in await verbs(cast, "zhou_shifu")
    assert (await visit("tang_laoshi").send_form(f"/promises/{promise.id}/confirm", answer="yes")).status_code == 303
    assert "真的好了吗？" not in await verbs(cast, "tang_laoshi")


async def test_a_vote_waits_until_it_is_cast_and_no_helper_sees_it(visit, cast):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    assert "去投票" in await verbs(cast, "chen_xiuying")
    helped = await cast.actor("chen_xiuying")
    assert "去投票" not in [each.verb for each in await todo_of(type(helped)(**vars(helped) | {"by_id": 99}))]


async def test_what_is_promised_and_what_waits_for_the_office_stand_there(cast, hands):
    await promised(cast, "open")
    assert "您答应的" in await verbs(cast, "chen_guifang")
    hands.go(days=3)
    assert "您答应的，超期了" in await verbs(cast, "chen_guifang")
    assert "请您见证" in await verbs(cast, "liu_xiaomin")  # who did not write it down
    assert "请您见证" not in await verbs(cast, "wang_degui")  # who did
    assert "等社区办的" not in await verbs(cast, "chen_guifang")
    due = clock.now() + timedelta(days=1)
    await Matter.filter(id=cast.matter.id).update(state="triage", due_for="triage", due_at=due)
    assert "等社区办的" in await verbs(cast, "chen_guifang") and "等社区办的" not in await verbs(cast, "wang_degui")


@pytest.mark.parametrize("who", ["chen_xiuying", "chen_guifang"])
async def test_it_asks_as_often_for_much_as_for_little(visit, cast, who):
    browser = visit(who)
    numbers = []
    await Concern.create(matter_number=cast.matter.number, person=cast.people[who])
    for more in (1, 8):
        for _ in range(more):
            await promised(cast, "open")
            await promised(cast)
        with counted() as asked:
            assert (await browser.get("/inbox")).status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
