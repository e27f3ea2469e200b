"""Who lives where: said by oneself, confirmed by who knows one, ended by oneself."""

import asyncio

import pytest

from portal.accounts import rules
from portal.accounts.actions.residing import (
    ask_residence,
    confirm_residence,
    decline_residence,
    move_out,
    withdraw_request,
)
from portal.accounts.forms import AskResidence, ConfirmResidence
from portal.accounts.models import Holding, Person, ResidenceRequest, Residency
from portal.notices.models import Notice
from portal.places.actions.areas import add_area
from portal.places.models import Area, Estate, Home, Owner
from portal.reporting.models import Report

PLAINLY = ConfirmResidence()


async def test_said_then_confirmed_by_the_head_who_is_told(app, cast, hands):
    actor = await cast.actor("sun_moved")
    await ask_residence(actor, AskResidence(home_id=cast.homes[11].id, kind="family"))
    assert await Notice.exists(person=cast.people["wang_degui"], kind="residence_asked")
    request = await ResidenceRequest.get(slot=actor.id)
    assert not (await cast.actor("sun_moved")).lives_at
    await confirm_residence(await cast.actor("wang_degui"), request.id, PLAINLY)
    assert (await cast.actor("sun_moved")).homes == {cast.homes[11].id}
    assert (await Residency.get(person_id=actor.id, until=None)).level == 2
    with pytest.raises(rules.RequestDecided):
        await decline_residence(await cast.actor("wang_degui"), request.id)


async def test_one_request_at_a_time_and_twenty_at_once_are_one(app, cast, hands):
    actor = await cast.actor("sun_moved")
    said = AskResidence(home_id=cast.homes[11].id, kind="tenant")
    answers = await asyncio.gather(*(ask_residence(actor, said) for _ in range(20)), return_exceptions=True)
    assert sum(each is None for each in answers) == 1
    assert all(each is None or isinstance(each, rules.AlreadyAsked) for each in answers)
    await withdraw_request(actor)
    await ask_residence(actor, said)


async def test_a_home_one_lives_in_or_that_is_not_there_is_refused(app, cast, hands):
    with pytest.raises(rules.LivesThere):
        await ask_residence(await cast.actor("chen_xiuying"), AskResidence(home_id=cast.homes[1].id, kind="owner"))
    with pytest.raises(rules.UnknownHome):
        await ask_residence(await cast.actor("sun_moved"), AskResidence(home_id=999999, kind="owner"))


async def test_nobody_lives_in_a_shop_or_a_parking_bay(app, cast, hands):
    for kind in ("shop", "parking"):
        await Home.filter(id=cast.homes[11].id).update(kind=kind)
        with pytest.raises(rules.UnknownHome):
            await ask_residence(await cast.actor("sun_moved"), AskResidence(home_id=cast.homes[11].id, kind="owner"))


@pytest.mark.parametrize(
    ("who", "name", "held"),
    [
        ("wang_degui", "业主12", False),  # a head knows faces, and not the register
        ("chen_guifang", "孙搬走", False),  # another name stands in the register
        ("chen_guifang", "业主12", True),  # somebody else holds it already
    ],
)
async def test_an_owner_is_confirmed_by_the_community_under_the_registers_name_once(app, cast, hands, who, name, held):
    actor = await cast.actor("sun_moved")
    await Person.filter(id=actor.id).update(name=name)
    if held:
        await Holding.create(person=cast.people["he_stranger"], owner=cast.owners[11], since=hands.at)
    await ask_residence(actor, AskResidence(home_id=cast.homes[11].id, kind="owner"))
    request = await ResidenceRequest.get(slot=actor.id)
    with pytest.raises(rules.NotTheOwner):
        await confirm_residence(await cast.actor(who), request.id, ConfirmResidence(owner="yes"))
    assert (await ResidenceRequest.get(id=request.id)).stage == "asked"


async def test_the_community_confirms_an_owner_whose_name_is_the_registers(app, cast, hands):
    actor = await cast.actor("sun_moved")
    await Owner.filter(id=cast.owners[11].id).update(name="孙搬走")
    await ask_residence(actor, AskResidence(home_id=cast.homes[11].id, kind="owner"))
    request = await ResidenceRequest.get(slot=actor.id)
    await confirm_residence(await cast.actor("chen_guifang"), request.id, ConfirmResidence(owner="yes"))
    assert (await cast.actor("sun_moved")).owners == {cast.owners[11].id}


async def test_moving_out_ends_what_depends_on_living_there_and_nothing_else(app, cast, hands):
    actor = await cast.actor("chen_xiuying")
    await move_out(actor, cast.homes[1].id)
    hands.go(seconds=1)
    after = await cast.actor("chen_xiuying")
    assert (after.homes, after.owners) == (frozenset(), actor.owners)
    await move_out(await cast.actor("tang_laoshi"), cast.homes[3].id)  # somebody else's home
    assert (await cast.actor("zhou_shifu")).homes


async def test_a_members_report_follows_at_once(app, cast, hands):
    member = await cast.actor("luo_member")
    await move_out(member, cast.homes[8].id)
    assert (await Report.get(slot=member.id)).stage == "confirmed"  # nowhere to go yet
    await ask_residence(await cast.actor("luo_member"), AskResidence(home_id=cast.homes[12].id, kind="tenant"))
    request = await ResidenceRequest.get(slot=member.id)
    await confirm_residence(await cast.actor("wang_degui"), request.id, PLAINLY)
    assert await Report.filter(person_id=member.id).count() == 1


async def test_an_estate_without_buildings_says_so(visit, cast):
    bare = await add_area("estate", "空小区", "51-9", await Area.get(kind="community"))
    await Estate.create(area=bare, type="managed")
    assert "这个小区还没有楼栋" in (await visit("sun_moved").get(f"/me/home?estate={bare.id}")).text


async def test_how_one_lives_there_is_never_chosen_for_anybody(visit, cast):
    browser = visit("sun_moved")
    home = cast.homes[11]
    path = f"/me/home?estate={cast.estate.id}&building={home.building_id}"
    assert "请选一样" in (await browser.get(path)).text
    unsaid = await browser.send_form(path, home_id=home.id, kind="")
    assert unsaid.status_code == 422 and 'href="#f-kind"' in unsaid.text
    assert not await ResidenceRequest.exists(person=cast.people["sun_moved"])
