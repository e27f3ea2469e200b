"""What residents do in the hall, at once and in turn."""

import asyncio

import pytest

from portal.hall import actions, rules
from portal.hall.forms import RaiseMatter, Reply
from portal.hall.models import Matter, Second, Stance
from portal.ledger.models import Concern, Step
from portal.notices.models import Notice
from portal.reactions import REACTIONS
from portal.unit_of_work import follow


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


def said(cast, n: int = 0) -> RaiseMatter:
    return RaiseMatter(title=f"第 {n} 件事情", body="说清楚一点", area_id=cast.stairwell.id)


async def test_twenty_matters_raised_at_once_have_twenty_numbers(cast):
    chen = await cast.actor("chen_xiuying")
    numbers = await asyncio.gather(*(actions.raise_matter(chen, said(cast, n)) for n in range(20)))
    assert sorted(numbers) == [f"LZ-2026-{n:04}" for n in range(2, 22)]


async def test_one_neighbour_seconds_once_however_often_and_fast(cast):
    tang = await cast.actor("tang_laoshi")
    results = await asyncio.gather(
        *(actions.second_matter(tang, cast.matter.id) for _ in range(10)), return_exceptions=True
    )
    assert sum(result is None for result in results) == 1
    assert all(result is None or isinstance(result, rules.AlreadySeconded) for result in results)
    assert (await Matter.get(id=cast.matter.id)).seconds == await Second.all().count() == 1


async def test_at_its_line_a_matter_goes_on_to_be_discussed_and_the_timeline_says_so(cast):
    number = await actions.raise_matter(await cast.actor("chen_xiuying"), said(cast))
    matter = await Matter.get(number=number)
    for n, who in enumerate(("wang_degui", "tang_laoshi", "zhou_shifu", "li_tenant", "zhao_absent"), 1):
        assert (await Matter.get(id=matter.id)).stage == "raise", n
        await actions.second_matter(await cast.actor(who), matter.id)
    assert (await Matter.get(id=matter.id)).stage == "discuss"
    assert [step.kind for step in await Step.filter(matter_number=number).order_by("id")] == ["raised", "line_reached"]
    assert await Concern.filter(matter_number=number).count() == 6


async def test_a_matter_of_safety_needs_no_line(cast):
    urgent = said(cast).model_copy(update={"urgent": "yes"})
    number = await actions.raise_matter(await cast.actor("chen_xiuying"), urgent)
    assert (await Matter.get(number=number)).stage == "discuss"


async def test_a_later_stance_replaces_the_earlier_one(cast):
    tang = await cast.actor("tang_laoshi")
    words = ("装了好", "钱太多", "楼道太窄", "先看看别的小区")
    for body, stance in zip(words, ("support", "oppose", "oppose", "suggest"), strict=True):
        await actions.reply(tang, cast.matter.id, Reply(body=body, stance=stance))
    matter = await Matter.get(id=cast.matter.id)
    assert (matter.supporting, matter.opposing, matter.suggesting, matter.posts_count) == (0, 0, 1, 4)
    assert await Stance.all().count() == 1


async def test_those_who_spoke_before_are_told_of_a_reply_and_the_speaker_is_not(cast):
    await actions.reply(await cast.actor("tang_laoshi"), cast.matter.id, Reply(body="我先说"))
    await actions.reply(await cast.actor("chen_xiuying"), cast.matter.id, Reply(body="我再说"))
    told = {notice.person_id for notice in await Notice.filter(kind="replied")}
    assert told == {cast.people["wang_degui"].id, cast.people["tang_laoshi"].id}


async def test_a_name_is_shown_as_its_owner_chose(cast):
    hidden = said(cast).model_copy(update={"shown_as": "building"})
    number = await actions.raise_matter(await cast.actor("chen_xiuying"), hidden)
    assert (await Matter.get(number=number)).raised_as == "3栋邻居"
