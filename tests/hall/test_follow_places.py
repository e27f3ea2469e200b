"""Who follows a place or a hall is told of what is newly raised there: in the inbox at once, and in the weekly letter."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal import settings
from portal.accounts.actions.steps import add_contact
from portal.accounts.events import AccountErased
from portal.accounts.models import Contact
from portal.channels.models import Letter
from portal.hall import actions
from portal.hall.actions import following, moderating
from portal.hall.forms import RaiseMatter
from portal.hall.models import Hall, Matter, PlaceFollowing, Review
from portal.hall.queries import digest
from portal.hall.queries.following import areas_in, own_places
from portal.hall.rules.following import MOST_PLACES, TooManyPlaces, must_have_room_for_a_place
from portal.kit import clock, sealing
from portal.notices.actions import digesting
from portal.notices.models import Notice
from portal.places.events import AreaMerged
from portal.policy import STRANGER
from portal.reactions import REACTIONS
from portal.unit_of_work import follow
from tests.notices.test_desk import counted


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def raised(cast, area, who="chen_xiuying", title="路灯不亮", **more) -> Matter:
    said = RaiseMatter(area_id=area.id, title=title, body="三单元门口的路灯坏了三天。", **more)
    return await Matter.get(number=await actions.raise_matter(await cast.actor(who), said))


async def told(cast, who) -> list[Notice]:
    return await Notice.filter(person_id=cast.people[who].id, kind="raised_here").order_by("id")


async def test_what_is_raised_in_a_place_or_below_it_is_told_to_who_follows_it_once(app, cast):
    stranger = await cast.actor("he_stranger")
    await following.follow_place(stranger, area_id=cast.estate.id)
    await following.follow_place(stranger, area_id=cast.building.id)
    await following.follow_place(await cast.actor("li_tenant"), area_id=cast.elsewhere.id)
    await following.follow_place(await cast.actor("chen_xiuying"), area_id=cast.estate.id)
    matter = await raised(cast, cast.stairwell)
    (notice,) = await told(cast, "he_stranger")
    assert notice.href == f"/hall/{matter.number}" and notice.facts["title"] == "路灯不亮"
    assert await told(cast, "li_tenant") == []
    assert await told(cast, "chen_xiuying") == []  # it is her own


async def test_a_hall_is_followed_as_a_place_is(app, cast):
    await following.follow_place(await cast.actor("he_stranger"), hall_id=cast.hall.id)
    await raised(cast, cast.stairwell)
    assert await told(cast, "he_stranger") == []
    await raised(cast, cast.stairwell, hall_id=str(cast.hall.id), title="在厅里说的")
    assert [n.facts["title"] for n in await told(cast, "he_stranger")] == ["在厅里说的"]


async def test_of_what_is_held_they_hear_when_it_is_there_to_be_seen(app, cast):
    await following.follow_place(await cast.actor("he_stranger"), area_id=cast.estate.id)
    matter = await raised(cast, cast.stairwell, title="王先生偷电")
    assert await told(cast, "he_stranger") == []
    look = await Review.get(kind="matter", thing_id=matter.id)
    await moderating.publish_words(await cast.actor("chen_guifang"), look.id)
    assert len(await told(cast, "he_stranger")) == 1


async def test_many_taps_at_once_are_one_row_and_one_tap_takes_it_back(app, cast):
    actor = await cast.actor("he_stranger")
    await asyncio.gather(*(following.follow_place(actor, area_id=cast.estate.id) for _ in range(6)))
    assert await PlaceFollowing.filter(person_id=actor.id).count() == 1
    await following.unfollow_place(actor, area_id=cast.estate.id)
    await following.unfollow_place(actor, area_id=cast.estate.id)
    await raised(cast, cast.stairwell)
    assert await told(cast, "he_stranger") == []


@pytest.mark.anywhere
def test_there_is_an_end_to_how_many_are_followed():
    must_have_room_for_a_place(MOST_PLACES - 1)
    with pytest.raises(TooManyPlaces):
        must_have_room_for_a_place(MOST_PLACES)
    assert areas_in("1/20/3/") == [1, 20, 3]


async def test_the_weekly_letter_has_it_once_and_asks_no_more_for_many_than_for_one(app, cast, hands):
    settings.use(replace(settings.current(), public_url="https://portal.test"))
    await Contact.all().delete()
    for who in ("he_stranger", "tang_laoshi"):
        await add_contact(cast.people[who].id, "email", f"{who}@mail.test")
    hands.at = datetime(2026, 11, 28, 10, 5, tzinfo=UTC)
    for area in (cast.estate, cast.building, cast.elsewhere):
        await following.follow_place(await cast.actor("he_stranger"), area_id=area.id)
    await following.follow_place(await cast.actor("he_stranger"), hall_id=cast.hall.id)
    await following.follow_place(await cast.actor("tang_laoshi"), area_id=cast.estate.id)
    await raised(cast, cast.stairwell, hall_id=str(cast.hall.id))
    hidden = await raised(cast, cast.building, title="收起来的事")
    await Matter.filter(id=hidden.id).update(shown="hidden")
    hands.at = datetime(2026, 11, 29, 10, 5, tzinfo=UTC)
    await digesting.write_digests(STRANGER)
    letters = {letter.address: letter for letter in await Letter.filter(purpose="weekly")}
    texts = [sealing.unseal(settings.current().secret, letter.body) for letter in letters.values()]
    assert len(texts) == 2 and [text.count("路灯不亮：新提的") for text in texts] == [1, 1]
    assert not any("收起来的事" in text for text in texts)
    since, people = clock.now().replace(day=20), [cast.people[who].id for who in ("he_stranger", "tang_laoshi")]
    for some in (people[:1], people):
        with counted() as asked:
            await digest.raised_where_followed(some, since)
        assert len(asked) == 2


async def test_the_button_stands_on_the_page_of_the_place_and_of_the_hall(visit, cast):
    browser, area, hall = visit("tang_laoshi"), f"/areas/{cast.building.id}", f"/halls/{cast.hall.id}"
    for page, base in (("/hall?place=building", area), (hall, hall)):
        assert f'action="{base}/follow"' in (await browser.get(page)).text
        assert (await browser.send_form(f"{base}/follow")).status_code == 303
        assert f'action="{base}/unfollow"' in (await browser.get(page)).text
    assert "/follow" not in (await browser.get("/hall?place=city")).text
    listed = (await browser.get("/me/followed")).text
    assert cast.building.name in listed and cast.hall.name in listed
    answer = await browser.send_form(f"{area}/unfollow", back="followed")
    assert answer.headers["location"] == "/me/followed"
    assert f"{area}/unfollow" not in (await browser.get("/me/followed")).text


async def test_the_tap_leads_back_to_where_it_was_made(visit, cast):
    answer = await visit("tang_laoshi").send_form(f"/areas/{cast.building.id}/follow", place="building")
    assert answer.headers["location"] == "/hall?place=building#follow"
    answer = await visit("tang_laoshi").send_form(f"/areas/{cast.building.id}/follow", place="//evil.invalid")
    assert answer.headers["location"] == "/hall#follow"


async def test_a_closed_hall_and_no_place_cannot_be_followed_by_nobody(visit, cast):
    assert (await visit("tang_laoshi").send_form("/areas/999999/follow")).status_code == 404
    assert (await visit(None).send_form(f"/areas/{cast.building.id}/follow")).status_code == 403
    await Hall.filter(id=cast.hall.id).update(closed_at=clock.now())
    assert "/follow" not in (await visit("tang_laoshi").get(f"/halls/{cast.hall.id}")).text


async def test_who_followed_an_area_that_ends_follows_what_it_became_once(app, cast):
    for who, areas in (("tang_laoshi", (cast.building, cast.estate)), ("li_tenant", (cast.building,))):
        for area in areas:
            await following.follow_place(await cast.actor(who), area_id=area.id)
    await following.follow_merge(AreaMerged(cast.building.id, cast.estate.id))
    rows = await PlaceFollowing.all().order_by("person_id").values_list("person_id", "area_id")
    assert sorted(rows) == sorted((cast.people[who].id, cast.estate.id) for who in ("tang_laoshi", "li_tenant"))


async def test_it_is_among_ones_own_data_and_goes_with_the_account(app, cast):
    await following.follow_place(await cast.actor("tang_laoshi"), area_id=cast.building.id)
    person = cast.people["tang_laoshi"].id
    assert [row["area__name"] for row in await own_places(person)] == [cast.building.name]
    await following.forget_person(AccountErased(person))
    assert await own_places(person) == []
