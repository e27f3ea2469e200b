"""The roll lies open before a vote: seen without names, objected to, answered by another, and odd things stand out."""

import asyncio
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from pydantic import ValidationError

from portal.accounts.models import Holding
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.actions.inspecting import answer_roll_objection, object_to_roll, open_roll
from portal.meetings.forms import AnswerRollObjection, ObjectToRoll, OpenRoll
from portal.meetings.models import RollInspection, RollObjection
from portal.meetings.rules import inspection as rules
from portal.notices.models import Notice
from portal.places.models import Area, Home, Owner, Ownership
from portal.places.rules import oddities
from portal.places.rules.oddities import Claim

HALF = Fraction(1, 2)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("claims", "homes"),
    [
        ([Claim(1, 1, "甲", share=HALF), Claim(1, 2, "乙", share=HALF)], []), ([Claim(1, 1, "甲", share=HALF), Claim(1, 2, "乙", share=Fraction(2, 3))], [1]),
        ([Claim(1, 1, "甲"), Claim(1, 2, "乙")], []), ([Claim(1, 1, "甲", date(2020, 1, 1)), Claim(1, 2, "乙", date(2024, 1, 1))], [1]),
        ([Claim(1, 1, "甲"), Claim(1, 1, "甲")], [1]), ([Claim(1, 1, "甲"), Claim(2, 1, "甲")], []),
    ],
)  # fmt: skip
def test_a_home_whose_owners_overlap_stands_out(claims, homes):
    assert oddities.owned_too_much(claims) == homes


@pytest.mark.anywhere
def test_entries_of_one_name_stand_out_unless_they_are_one_right():
    claims = [Claim(1, 1, "王芳"), Claim(2, 2, "王芳"), Claim(3, 3, "李伟"), Claim(4, 4, "张三"), Claim(4, 5, "张三"), Claim(5, 6, ""), Claim(6, 7, "")]  # fmt: skip
    assert oddities.of_one_name(claims) == [[1, 2]]
    assert oddities.without_owner([1, 2, 9], claims) == [9]
    assert oddities.without_home([1, 8], claims) == [8]


@pytest.mark.anywhere
def test_the_roll_lies_open_for_full_days_and_the_day_of_posting_is_none():
    posted = datetime(2026, 11, 7, 12, 0, tzinfo=UTC)
    end = rules.until(posted, 3)
    assert rules.told(end) == "11月10日"
    rules.must_be_under_way(end, datetime(2026, 11, 10, 15, 59, tzinfo=UTC))
    with pytest.raises(rules.InspectionOver):
        rules.must_be_under_way(end, datetime(2026, 11, 10, 16, 0, tzinfo=UTC))


@pytest.mark.anywhere
@pytest.mark.parametrize("days", [2, 31, "x"])
def test_it_lies_open_for_three_to_thirty_days(days):
    with pytest.raises(ValidationError):
        OpenRoll(days=days)


async def test_opening_tells_those_on_the_roll_and_happens_once(app, cast, hands):
    await RollInspection.filter(id=cast.inspection.id).update(until=clock.now())
    head = await cast.actor("wang_degui")
    answers = await asyncio.gather(
        *(open_roll(head, cast.building.id, OpenRoll(days=7)) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(each, int) for each in answers) == 1
    assert sum(isinstance(each, rules.InspectionUnderWay) for each in answers) == 4
    told = Notice.filter(kind="roll_opened")
    assert await told.filter(person=cast.people["chen_xiuying"]).count() == 1
    assert not await told.filter(person=cast.people["he_stranger"]).exists()


@pytest.mark.parametrize(
    ("who", "status", "doors"),
    [
        ("chen_xiuying", 200, True), ("li_tenant", 200, True), ("zhao_absent", 200, True), ("chen_guifang", 200, True),
        ("zhou_mingqiang", 404, False), ("he_stranger", 403, False), (None, 403, False),
    ],
)  # fmt: skip
async def test_doors_are_for_who_belongs_to_the_building_and_names_for_nobody(visit, cast, who, status, doors):
    for path in (f"/rolls/{cast.inspection.id}", f"/rolls/{cast.inspection.id}/buildings/{cast.building.id}"):
        answer = await visit(who).get(path)
        assert answer.status_code == status
        assert "业主14" not in answer.text and "唐老师" not in answer.text
    assert ("3栋1单元702" in answer.text) is doors


async def test_a_neighbour_of_another_building_sees_how_many_and_no_door(visit, cast):
    whole = await RollInspection.create(
        area=cast.estate, opened_by=cast.people["wang_degui"], opened_at=clock.now(), until=cast.inspection.until
    )
    home = await Home.create(
        estate=cast.estate, building=cast.elsewhere, label="5栋101", floor=1, kind="flat", size=9000, size_source="register",
        state="delivered", path=cast.elsewhere.path,
    )  # fmt: skip
    page = (await visit("chen_xiuying").get(f"/rolls/{whole.id}/buildings/{cast.elsewhere.id}")).text
    assert "90.00" in page and home.label not in page
    assert (await visit("chen_xiuying").get(f"/rolls/{whole.id}/buildings/{cast.estate.id}")).status_code == 404
    community = await Area.get(kind="community")
    assert (await visit("chen_xiuying").get(f"/rolls/{whole.id}/buildings/{community.id}")).status_code == 404


async def test_everybody_sees_whether_and_with_which_homes_they_stand_on_it(app, cast):
    async def standing(who):
        return [(e.home.label, e.votes) for e in await queries.own_standing(await cast.actor(who), cast.building.path)]

    assert await standing("chen_xiuying") == [("3栋1单元102", True)]
    assert await standing("li_tenant") == [("3栋1单元301", False)]
    assert await standing("zhao_absent") == [("3栋1单元302", True)]
    assert await standing("he_stranger") == []


async def test_an_objection_is_answered_by_the_community_and_its_author_is_told(visit, cast, hands):
    browser, path = visit("chen_xiuying"), f"/rolls/{cast.inspection.id}"
    wrong = await browser.send_form(f"{path}/object", kind="size", home="99", text="少了两平")
    assert wrong.status_code == 422 and "少了两平" in wrong.text
    home = cast.homes[1].id
    assert (await browser.send_form(f"{path}/object", kind="size", home=home, text="少了两平")).status_code == 303
    again = await browser.send_form(f"{path}/object", kind="size", home=home, text="又说一次")
    assert again.status_code == 422 and "等社区答复" in again.text
    assert await Notice.exists(kind="roll_objected", person=cast.people["chen_guifang"])
    objection = await RollObjection.get(person=cast.people["chen_xiuying"])
    answer = f"/roll-objections/{objection.id}/answer"
    assert (await visit("wang_degui").send_form(answer, upheld="yes", answer="我来改")).status_code == 403
    assert (await visit("liu_xiaomin").send_form(answer, upheld="yes", answer="我来改")).status_code == 403
    desk = visit("chen_guifang")
    assert "少了两平" in (await desk.get(f"{path}/desk")).text
    empty = await desk.send_form(answer, upheld="yes", answer="")
    assert empty.status_code == 422
    assert (await desk.send_form(answer, upheld="yes", answer="房产证对过了，改。")).status_code == 303
    assert await Notice.exists(kind="roll_answered", person=cast.people["chen_xiuying"])
    assert "房产证对过了" in (await browser.get(path)).text
    late = await desk.send_form(answer, upheld="no", answer="又不改了")
    assert late.status_code == 422 and (await RollObjection.get(id=objection.id)).upheld is True


async def test_who_opened_the_roll_does_not_answer_and_twenty_at_once_are_one(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    await RollInspection.filter(id=cast.inspection.id).update(opened_by_id=staff.id)
    with pytest.raises(rules.AnswerByAnother):
        await answer_roll_objection(staff, cast.objection.id, AnswerRollObjection(upheld="no", answer="不改"))
    said = ObjectToRoll(kind="not_on", text="我家不在上面")
    actor = await cast.actor("li_tenant")
    answers = await asyncio.gather(
        *(object_to_roll(actor, cast.inspection.id, said) for _ in range(20)), return_exceptions=True
    )
    assert sum(each is None for each in answers) == 1
    assert all(each is None or isinstance(each, rules.AlreadyObjected) for each in answers)
    hands.go(days=8)
    with pytest.raises(rules.InspectionOver):
        await object_to_roll(actor, cast.inspection.id, ObjectToRoll(kind="other", text="晚了"))


async def test_ghosts_and_doubles_stand_out_on_the_desks_page_alone(visit, cast):
    empty = await Home.create(
        estate=cast.estate, building=cast.building, label="3栋底楼仓库", floor=0, kind="shop", size=1000, size_source="survey",
        state="delivered", path=cast.building.path,
    )  # fmt: skip
    await Owner.filter(id=cast.owners[12].id).update(name="业主14")
    await Holding.create(person=cast.people["tang_laoshi"], owner=cast.owners[11], since=clock.now())
    await Ownership.create(home=cast.homes[10], owner=cast.owners[9], since=date(2026, 1, 1))
    odd = await queries.oddities_on_roll(cast.building.path)
    assert odd.without_owner == [empty.label]
    assert odd.of_one_name == [["3栋1单元701", "3栋1单元702"]]
    assert odd.owned_too_much == ["3栋1单元601"]
    assert odd.held_twice == [["3栋1单元201", "3栋1单元602"]]
    await Owner.create(estate=cast.estate, name="没有房子", kind="person")
    assert (odd.without_home, (await queries.oddities_on_roll(cast.estate.path)).without_home) == (0, 1)
    page = (await visit("chen_guifang").get(f"/rolls/{cast.inspection.id}/desk")).text
    assert "没有业主的" in page and empty.label in page and "业主14" not in page
    assert (await visit("wang_degui").get(f"/rolls/{cast.inspection.id}/desk")).status_code == 403


async def test_the_page_for_opening_a_vote_tells_of_objections_and_lets_a_straw_poll_open(visit, cast):
    assert await queries.open_objections(cast.stairwell.path) == 1
    page = await visit("wang_degui").get(f"/motions/{cast.motion.id}/open")
    assert "1 条不同意见没答复" in page.text
    assert (await visit("wang_degui").send_form(f"/motions/{cast.motion.id}/open")).status_code == 303
