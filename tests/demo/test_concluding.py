"""What came out of the demo's meetings: results lie open, minutes bear two hands, and the roof is shared to the 分."""

from collections import Counter

import pytest

from portal.accounts.models import Holding, Person
from portal.accounts.queries import actor_of
from portal.demo.seed import seed
from portal.ledger.models import Promise
from portal.meetings import queries
from portal.meetings.actions import publishing
from portal.meetings.actions import sharing as acting
from portal.meetings.forms import ShareCost
from portal.meetings.models import ActionItem, CostPlan, Meeting, Minutes, Motion, ResultNotice, ResultObjection
from portal.meetings.rules import bundle
from portal.places.models import Area
from tests.conftest import ON

pytestmark = pytest.mark.skipif(ON != "sqlite", reason="the demo runs on the embedded database")


async def test_what_the_demo_decided_lies_open_is_written_down_and_shared(database, hands):
    await seed(lambda *_told: None)
    await _results()
    await _minutes(hands)
    await _roof()
    # What lies open ends by itself, and nothing waits.
    hands.go(days=12)
    assert await publishing.finish_results() == 5
    assert {notice.state async for notice in ResultNotice.all()} == {"final"}


async def _results() -> None:
    assert await ResultNotice.filter(state="published").count() == await Motion.filter(stage="closed").count() == 5
    for notice in await ResultNotice.all():
        motion = await queries.motion_with(notice.motion_id)
        found = await queries.bundle_of(motion)
        said = bundle.recount(found)
        assert said["sha256"] == notice.bundle_hash and said["same_verdict"] and said["same_tests"] and said["sums_fit"]
        assert said["rule_fits"] and said["wording_fits"] and said["receipts_fit"]
    objection = await ResultObjection.get().select_related("notice")
    owners = [f"owner:{each.owner_id}" for each in await Holding.filter(person_id=objection.person_id)]
    assert set(owners) & await queries.holders_of(objection.notice.motion_id)  # who doubts it holds a right in it


async def _minutes(hands) -> None:
    both = await Minutes.all().select_related("meeting").order_by("id")
    assert [each.meeting.title for each in both] == ["新望社区居民代表会议", "学院路三方联席会"]
    assert all(each.frozen_at and each.host_id != each.recorder_id and each.frozen_at <= hands() for each in both)
    m4 = await Meeting.get(title="学院路三方联席会")
    assert m4.ends_at < hands() and await ActionItem.filter(meeting=m4, minutes_id=both[1].id).count() == 5
    agreed = {each.what async for each in ActionItem.all().select_related("item") if each.item.matter_number}
    assert agreed <= {each.what async for each in Promise.all()} and len(agreed) == 4


async def _roof() -> None:
    """T8 on the demo's own homes, as the page makes it."""
    head = await actor_of((await Person.get(name="罗素华")).id)
    area = await Area.get(code="S1-5栋")
    plan = await acting.share_cost(head, area.id, ShareCost(title="5栋屋顶防水", cost="46,100.00"))
    for each in (await CostPlan.get(id=plan), await CostPlan.filter(matter_number__isnull=False).get()):
        found = queries.shares_of(each)
        assert sum(share.fen for share in found) == each.cost == 4_610_000
        assert Counter((share.size, share.fen) for share in found) == {
            (7236, 147136): 10, (7236, 147135): 4, (8958, 182150): 14,
        }  # fmt: skip
        small = [share.fen for share in found if share.size == 7236]
        assert small == sorted(small, reverse=True)  # the lowest doors pay the 分
