"""The demo city, to its exact figures."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest

from portal.accounts.models import Person
from portal.accounts.queries import actor_of
from portal.demo import city, evenings
from portal.demo.matters import MATTERS
from portal.demo.seed import seed
from portal.kit import clock
from portal.meetings import queries as meetings
from portal.meetings.actions import ballots, running
from portal.meetings.models import AgendaItem, Meeting, Motion, Right
from portal.meetings.rules import Choice, rule_of
from portal.places import queries as places
from portal.places.models import Area
from portal.policy import STRANGER
from tests.conftest import ON

EXACT = {
    "S1": (168, 1360296),
    "S2": (1104, 12541128),
    "S3": (64, 440000),
    "S4": (1473, 13070000),
    "S5": (864, 8566560),
    "S6": (396, 4598550),
}


@pytest.mark.anywhere
def test_every_register_has_its_homes_and_its_area():
    assert {e.code: (len(e.homes), sum(h.size for h in e.homes)) for e in city.estates()} == EXACT


@pytest.mark.anywhere
def test_the_developer_of_s2_keeps_exactly_its_share_and_thirty_one_own_two():
    estate = city.s2()
    kept = [h for h in estate.homes if estate.owners[h.owner][1] == "developer"]
    assert (len(kept), sum(h.size for h in kept)) == (48, 553000)
    owned: dict[int, list[int]] = {}
    for home in estate.homes:
        owned.setdefault(home.owner, []).append(home.size)
    assert sum(sorted(sizes) == [5650, 9841] for sizes in owned.values()) == 31
    assert len(owned) == 1026


@pytest.mark.anywhere
def test_titles_are_proposals_that_fit_a_line():
    assert all(len(matter.title) <= 18 and not matter.title.endswith(("？", "?")) for matter in MATTERS)
    assert [matter.area for matter in MATTERS if matter.number in (4, 5)] == ["S2", "S5"]


@pytest.mark.skipif(ON != "sqlite", reason="the demo runs on the embedded database")
async def test_the_demo_votes_come_out_as_they_were_computed(database, hands):
    told = []
    await seed(lambda what, done, of: told.append((what, done, of)))
    estate = await Area.get(code="S2")
    roll = await places.owners_roll(estate.path)
    assert (len(roll), sum(entry.size for entry in roll)) == (1026, 12541128)
    found = await meetings.figures_of(estate.path, rule_of("owners_special"))
    assert (found.heads, found.area, found.developer_heads, found.developer_area) == (1026, 12541128, 1, 553000)
    two_thirds = found.lines[0]
    assert (two_thirds.heads, two_thirds.area, two_thirds.area * 3) == (684, 8360752, 12541128 * 2)
    motions = await Motion.all()
    special = next(motion for motion in motions if motion.rule_code == "owners_special")
    assert [(t["part"], t["whole"]) for t in special.result["tests"]] == [
        (684, 1026),
        (8360752, 12541128),
        (513, 684),
        (6270565, 8360752),
    ]
    assert special.result["verdict"] == "passed"
    assert sorted(m.result["verdict"] for m in motions if m.rule_code == "residents_reps") == [
        "failed",
        "passed",
    ]
    tonight = next(motion for motion in motions if motion.rule_code == "straw_poll")
    assert (tonight.rights_count, tonight.rights_size, tonight.turnout_count) == (14, 113358, 10)
    assert told[-1] == ("邻居的需求", 8, 8)


@pytest.mark.anywhere
def test_ten_have_voted_so_that_two_more_make_twelve_and_nine():
    sizes = {h.label.removeprefix("3栋1单元"): h.size for h in city.s1().homes if h.label.startswith("3栋1单元")}
    agreed = [sizes[label] for label in (*evenings.AGREED, "402", "201")]
    assert (agreed.count(8958), agreed.count(7236), sum(agreed)) == (5, 4, 73734)
    took_part = [sizes[label] for label in (*evenings.AGREED, *evenings.OPPOSED, "402", "201")]
    assert (took_part.count(8958), took_part.count(7236)) == (6, 6)


@pytest.mark.skipif(ON != "sqlite", reason="the demo runs on the embedded database")
async def test_the_owners_vote_comes_out_the_same_when_it_is_really_held(database, hands):
    """Opened by the owners' committee, 684 ballots through the box, closed by the clock: the figures of the demo."""
    await seed(lambda *_: None)
    area = await Area.get(code="S2")
    chair = await actor_of((await Person.get(name="李文博")).id)
    meeting = await Meeting.create(
        form="owners_assembly", title="业主大会", area=area, place="架空层", starts_at=hands(), ends_at=hands() + timedelta(days=15),
        convener_id=chair.id, called_at=hands() - timedelta(days=16),
    )  # fmt: skip
    item = await AgendaItem.create(meeting=meeting, position=1, title="充电点迁建")
    motion = await Motion.create(
        item=item, meeting=meeting, area=area, wording="?", wording_hash="-", kind="deliberative", indicative=True,
        rule_code="owners_special", stage="draft", closes_at=hands() + timedelta(days=15), lights=1,
    )  # fmt: skip
    await running.open_motion(chair, motion.id)
    rights = {right.key: right.id for right in await Right.filter(motion_id=motion.id)}
    part = await evenings._m2_part(SimpleNamespace(areas={"S2": area}))
    slips = [
        ballots.slip(motion.id, rights[key], f"key-{key}-0123456789", Choice(choice), None) for key, choice in part
    ]
    await asyncio.gather(*(ballots.box.cast(slip) for slip in slips))
    hands.go(days=15, seconds=1)
    await running.close_due_motions(STRANGER)
    result = (await Motion.get(id=motion.id)).result
    assert [(t["part"], t["whole"]) for t in result["tests"]] == [
        (684, 1026),
        (8360752, 12541128),
        (513, 684),
        (6270565, 8360752),
    ]
    assert (result["verdict"], result["tests"][3]["missing"]) == ("passed", 0)


def test_the_six_meetings_of_the_demo_fall_on_their_days(hands):
    for day in range(1, 29):
        hands.at = hands.at.replace(day=day)
        wednesday = clock.in_city(evenings.second_wednesday(hands(), 16))
        assert (wednesday.weekday(), wednesday.hour) == (2, 16) and 8 <= wednesday.day <= 14 and wednesday > hands()
        tuesday = evenings.coming(hands() - timedelta(days=8), 1, 20)
        assert timedelta(0) < hands() - tuesday < timedelta(days=8) and clock.in_city(tuesday).weekday() == 1
