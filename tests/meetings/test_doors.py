"""From door to door: who may, what they see, who has not voted only for a reason, and never how."""

import asyncio
import re
from contextvars import Context

import pytest

from portal.accounts.models import Appointment
from portal.audit.models import AuditRecord
from portal.kit import clock
from portal.meetings.actions import ballots, deliveries, papers, running
from portal.meetings.forms import DeliverNotice
from portal.meetings.models import AgendaItem, Delivery, DoorHelper, DoorLook, Motion, Right
from portal.meetings.queries.deliveries import doors_for, units_of
from portal.meetings.rules import Choice
from portal.meetings.rules import deliveries as law
from portal.places.models import Home, Owner, Ownership
from portal.policy import Act, permits
from tests.cast import PEOPLE, Cast
from tests.notices.test_desk import counted

HEAD, HELPER = "wang_degui", "liu_xiaomin"


def doors(cast: Cast, more: str = "") -> str:
    return f"/meetings/{cast.meeting.id}/doors{more}"


def unit(cast: Cast) -> str:
    return doors(cast, f"/unit?unit={cast.stairwell.id}")


async def opened(cast: Cast) -> list[Right]:
    await running.open_motion(await cast.actor(HEAD), cast.motion.id)
    return await Right.filter(motion_id=cast.motion.id).order_by("id")


async def voted(cast: Cast, right: Right, choice: Choice = Choice.AGREE) -> None:
    await ballots.box.cast(ballots.slip(cast.motion.id, right.id, f"key-{right.id:015}", choice, None))


async def reached(cast: Cast, *numbers: int, outcome: str = "delivered") -> None:
    head = await cast.actor(HEAD)
    for number in numbers:
        told = DeliverNotice(home=cast.homes[number - 1].id, outcome=outcome)
        await deliveries.deliver_notice(head, cast.meeting.id, told)


async def test_the_list_goes_by_stairwell_and_floor_with_how_far_one_is(visit, cast):
    await reached(cast, *range(1, 13))
    page = (await visit(HEAD).get(doors(cast))).text
    assert "送到 12 户，共 14 户" in page and "还有 2 户没送到" in page and "3栋 1单元" in page
    walk = (await visit(HEAD).get(unit(cast))).text
    assert set(re.findall(r'id="home-(\d+)"', walk)) == {str(home.id) for home in cast.homes[12:]}
    every = (await visit(HEAD).get(unit(cast) + "&all=1")).text
    assert len(re.findall(r'id="home-', every)) == 14
    assert [int(n) for n in re.findall(r"<h2>(\d+) 楼</h2>", every)] == [7, 6, 5, 4, 3, 2, 1]


async def test_names_behind_the_doors_are_masked(visit, cast):
    await cast.owners[0].filter(id=cast.owners[0].id).update(name="欧阳建国")
    page = (await visit(HEAD).get(unit(cast))).text
    assert "欧***" in page and "欧阳建国" not in page and "业*2" in page


async def test_a_tap_on_the_list_is_noted_and_leads_back_to_the_same_door(visit, cast):
    home = cast.homes[3].id
    done = await visit(HEAD).send_form(doors(cast), home=home, unit=cast.stairwell.id, outcome="absent")
    assert done.status_code == 303 and done.headers["location"].endswith(f"unit={cast.stairwell.id}#home-{home}")
    row = await Delivery.get()
    assert (row.home_id, row.outcome, row.method) == (home, "absent", "handed")
    assert "没人在家" in (await visit(HEAD).get(unit(cast))).text


async def test_a_script_is_told_in_a_sentence(visit, cast, hands):
    page, told = visit(HEAD), {"accept": "application/json"}
    form = {"home": cast.homes[0].id, "outcome": "delivered", "_key": "a-key-of-a-phone-0001"}
    done = await page.post(doors(cast), data=form, headers=told)
    assert (done.status_code, done.json()) == (200, {"said": "记下了。"})
    local = clock.in_city(hands())
    fast = {
        "occurred_at": local.replace(minute=local.minute + 5).strftime("%Y-%m-%dT%H:%M"),
        "_key": "a-key-of-a-phone-0002",
    }
    assert "手机的钟快了" in (await page.post(doors(cast), data=form | fast, headers=told)).json()["said"]
    late = {"occurred_at": "2026-12-31T10:00", "_key": "a-key-of-a-phone-0003"}
    refused = await page.post(doors(cast), data=form | late, headers=told)
    assert refused.status_code == 422 and "还没到这个时间" in refused.json()["said"]
    assert await Delivery.all().count() == 2


async def test_what_was_typed_is_kept_where_it_is_refused(visit, cast):
    form = {"home": cast.homes[0].id, "method": "mailed", "occurred_at": "2027-01-01T10:00", "note": "单号 123"}
    page = await visit(HEAD).send_form(doors(cast), **form)
    assert page.status_code == 422 and "还没到这个时间" in page.text and 'value="单号 123"' in page.text
    assert 'value="2027-01-01T10:00"' in page.text


async def test_who_has_not_voted_is_seen_only_for_a_reason_that_is_kept(visit, cast):
    rights = await opened(cast)
    await voted(cast, rights[0])
    page = visit(HEAD)
    before = (await page.get(unit(cast) + "&all=1")).text
    assert "还没投" not in before and ">投了<" not in before
    for nothing in ("", "x"):
        assert (await page.send_form(doors(cast, "/look"), reason=nothing)).status_code == 422
    assert (await page.send_form(doors(cast, "/look"), reason="door")).status_code == 303
    after = (await page.get(unit(cast) + "&all=1")).text
    assert after.count("还没投") == 13 and after.count(">投了<") == 1
    look = await DoorLook.get()
    assert (look.person_id, look.why) == (cast.people[HEAD].id, "door")
    assert await AuditRecord.exists(event="DoorsLookedAt")
    assert "挨家上门" in (await page.get(doors(cast))).text  # who looked, and why, stands on the page
    assert "还没投" not in (await visit("chen_guifang").get(unit(cast) + "&all=1")).text  # who gave no reason


async def test_a_home_with_no_right_in_what_is_open_is_told_neither_way(cast):
    far = await Home.create(
        estate=cast.estate, building=cast.elsewhere, label="5栋101", floor=1, kind="flat", size=1, size_source="register",
        state="delivered", path=cast.elsewhere.path,
    )  # fmt: skip
    await Ownership.create(home=far, owner=await Owner.create(estate=cast.estate, name="业主甲", kind="person"))
    item = await AgendaItem.create(meeting=cast.meeting, position=9, title="另一件")
    await Motion.create(
        item=item, meeting=cast.meeting, area=cast.estate, wording="-", wording_hash="-", kind="straw_poll",
        rule_code="straw_poll", stage="draft", closes_at=clock.now(),
    )  # fmt: skip
    await opened(cast)
    meeting = await cast.meeting.filter(id=cast.meeting.id).select_related("area").get()
    by_unit = {unit.name: unit for unit in await units_of(meeting, looking=True)}
    assert [home.voted for home in by_unit["5栋"].homes] == [None]
    assert {home.voted for home in by_unit["3栋 1单元"].homes} == {False}


async def test_a_reason_is_for_one_round(visit, cast, hands):
    await opened(cast)
    await visit(HEAD).send_form(doors(cast, "/look"), reason="asked")
    hands.go(hours=13)
    assert "还没投" not in (await visit(HEAD).get(unit(cast))).text


async def test_before_the_vote_there_is_nothing_to_look_at(visit, cast):
    answer = await visit(HEAD).send_form(doors(cast, "/look"), reason="door")
    assert answer.status_code == 409 and "现在没有正在投的" in answer.text


@pytest.mark.parametrize("choice", [Choice.AGREE, Choice.OPPOSE, Choice.ABSTAIN])
async def test_no_page_of_the_doors_differs_by_how_anybody_voted(visit, cast, choice):
    """The same page, byte for byte, whatever was chosen: a choice cannot leak from what does not depend on it."""
    rights = await opened(cast)
    await deliveries.look_at_doors(await cast.actor(HEAD), cast.meeting.id, "door")
    for right in rights[:5]:
        await voted(cast, right, choice)
    said = [await read(visit, at) for at in (doors(cast), unit(cast) + "&all=1")]
    assert SEEN.setdefault("pages", said) == said
    assert not any(word in page for page in said for word in ("同意", "反对", "弃权", "agree", "oppose", "abstain"))


SEEN: dict[str, list[str]] = {}


async def read(visit, at: str) -> str:
    page = (await visit(HEAD).get(at)).text
    return re.sub(r'name="_key" value="[^"]*"', "", page)


async def test_a_paper_that_only_one_has_read_is_no_vote_yet(visit, cast):
    rights = await opened(cast)
    await papers.record_paper(await cast.actor("chen_guifang"), cast.motion.id, rights[0].id, "agree")
    await deliveries.look_at_doors(await cast.actor(HEAD), cast.meeting.id, "door")
    page = await cast.meeting.filter(id=cast.meeting.id).select_related("area").get()
    assert all(home.voted is False for home in (await units_of(page, looking=True))[0].homes)


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_who_goes_from_door_to_door(visit, cast, who):
    """The convener, the community, and whom the convener asked; not every head, and no neighbour."""
    may = who in (HEAD, "chen_guifang", HELPER, "he_street")
    await DoorHelper.create(
        meeting=cast.meeting,
        person=cast.people["zhou_mingqiang"],
        slot=cast.people["zhou_mingqiang"].id,
        named_at=clock.now(),
    )
    may = may or who == "zhou_mingqiang"
    for at in (doors(cast), unit(cast), doors(cast, f"/home?home={cast.homes[0].id}"), doors(cast, "/list.pdf")):
        assert ((await visit(who).get(at)).status_code == 200) is may, at
    blank = f"/meetings/{cast.meeting.id}/ballots.pdf"
    assert ((await visit(who).get(blank)).status_code == 200) is may
    assert ((await visit(who).send_form(doors(cast), home=cast.homes[0].id)).status_code == 303) is may


async def test_the_convener_asks_somebody_in_office_and_takes_it_back(visit, cast):
    at, other = f"/meetings/{cast.meeting.id}/door-helpers", cast.people[HELPER]
    page = visit(HEAD)
    for nobody in (cast.people["tang_laoshi"].id, "x", cast.people["zhao_lei"].id):
        assert (await page.send_form(at, person=nobody)).status_code == 422
    for _ in range(2):
        assert (await page.send_form(at, person=other.id)).status_code == 303
    assert await DoorHelper.filter(slot=other.id).count() == 1
    assert (await page.send_form(f"{at}/end", person=other.id)).status_code == 303
    assert not await DoorHelper.filter(slot=other.id).exists()
    assert (await page.send_form(at, person=other.id)).status_code == 303  # and asks anew
    assert (await visit(HELPER).send_form(f"{at}/end", person=other.id)).status_code == 303  # staff run it too
    assert (await visit("tang_laoshi").send_form(at, person=other.id)).status_code == 403


async def test_the_paper_list_has_a_page_of_empty_boxes(visit, cast):
    await reached(cast, 1, 2, 3)
    paper = await visit(HEAD).get(doors(cast, f"/list.pdf?unit={cast.stairwell.id}"))
    assert paper.headers["content-type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert (await visit(HEAD).get(doors(cast, "/list.pdf?unit=999999"))).status_code == 404


async def test_the_convener_reads_the_figures_on_the_meetings_page_and_neighbours_do_not(visit, cast):
    await reached(cast, *range(1, 13))
    at = f"/meetings/{cast.meeting.id}"
    head = (await visit(HEAD).get(at)).text
    assert "送到 12 户，共 14 户" in head and "还有 2 户没送到" in head and doors(cast) in head
    assert doors(cast) not in (await visit("tang_laoshi").get(at)).text
    assert "送到 12 户，共 14 户" in (await visit("tang_laoshi").get(f"{at}/notice")).text  # a number is everybody's
    assert "还有 2 户没送到" in (await visit(HEAD).get(f"/motions/{cast.motion.id}/open")).text


async def test_a_long_list_costs_as_many_queries_as_a_short_one(visit, cast):
    page = visit(HEAD)
    with counted() as few:
        await page.get(unit(cast))
    await asyncio.create_task(reached(cast, 1, 2, 3, outcome="absent"), context=Context())
    with counted() as many:
        await page.get(unit(cast))
    assert len(many) == len(few) > 0


@pytest.mark.anywhere
def test_every_way_and_outcome_has_its_words():
    assert set(law.METHODS) == set(law.Method) and set(law.OUTCOMES) == set(law.Outcome)


async def test_whoever_has_left_the_office_goes_from_door_to_door_no_longer(cast, hands):
    worker = cast.people["liu_xiaomin"]
    await Appointment.filter(person=worker).update(role="building_head")
    await deliveries.name_door_helper(await cast.actor("wang_degui"), cast.meeting.id, worker.id)
    found = await doors_for(await cast.actor("liu_xiaomin"), cast.meeting.id)
    assert permits(await cast.actor("liu_xiaomin"), Act.DELIVER_NOTICE, found)
    await Appointment.filter(person=worker).update(until=clock.now())
    hands.go(minutes=1)
    assert not permits(await cast.actor("liu_xiaomin"), Act.DELIVER_NOTICE, found)
