"""Who follows a matter is told of its steps, once each; who said no is left alone."""

import asyncio

from portal.accounts.events import AccountErased
from portal.hall import actions
from portal.hall.actions import following
from portal.hall.forms import AnswerMatter, RaiseMatter, Reply
from portal.hall.models import Following, Matter
from portal.notices.models import Notice


async def raised(cast, who="chen_xiuying"):
    said = RaiseMatter(area_id=cast.building.id, title="路灯不亮", body="三单元门口的路灯坏了三天。")
    number = await actions.raise_matter(await cast.actor(who), said)
    return await Matter.get(number=number).select_related("area")


async def who_follows(matter) -> set[int]:
    rows = await Following.filter(matter_id=matter.id, follows=True)
    return {row.person_id for row in rows}


async def kinds_of(cast, who) -> list[str]:
    return [notice.kind for notice in await Notice.filter(person_id=cast.people[who].id).order_by("id")]


async def test_whoever_raises_seconds_or_speaks_follows(app, cast):
    matter = await raised(cast)
    await actions.second_matter(await cast.actor("tang_laoshi"), matter.id)
    await actions.reply(await cast.actor("zhou_shifu"), matter.id, Reply(stance="support", body="我家门口也是。"))
    wanted = {cast.people[who].id for who in ("chen_xiuying", "tang_laoshi", "zhou_shifu")}
    assert await who_follows(matter) == wanted


async def test_a_no_is_remembered_and_one_tap_takes_it_back(app, cast):
    matter = await raised(cast)
    speaker = await cast.actor("zhou_shifu")
    await following.unfollow_matter(speaker, matter.id)
    await actions.reply(speaker, matter.id, Reply(stance="support", body="我家门口也是。"))
    assert cast.people["zhou_shifu"].id not in await who_follows(matter)
    await following.follow_matter(speaker, matter.id)
    assert cast.people["zhou_shifu"].id in await who_follows(matter)


async def test_many_taps_at_once_are_one_row(app, cast):
    matter, actor = await raised(cast), await cast.actor("he_stranger")
    await asyncio.gather(*(following.follow_matter(actor, matter.id) for _ in range(6)))
    assert await Following.filter(matter_id=matter.id, person_id=actor.id).count() == 1


async def test_followers_are_told_of_the_answer_once_and_who_said_no_is_not(app, cast):
    matter = await raised(cast)
    await following.follow_matter(await cast.actor("he_stranger"), matter.id)
    await actions.second_matter(await cast.actor("tang_laoshi"), matter.id)
    await following.unfollow_matter(await cast.actor("tang_laoshi"), matter.id)
    for n in range(2):
        said = AnswerMatter(office="梅家山社区", body=f"第 {n} 次答复：电工明天来。")
        await actions.answer_matter(await cast.actor("chen_guifang"), matter.id, said)
    assert (await kinds_of(cast, "he_stranger")).count("answered") == 1
    assert "answered" in await kinds_of(cast, "chen_xiuying")
    assert "answered" not in await kinds_of(cast, "tang_laoshi")


async def test_the_page_has_one_tap_and_its_undo_and_the_list_shows_it(visit, cast):
    matter = await raised(cast)
    browser = visit("tang_laoshi")
    assert f"/hall/{matter.number}/follow" in (await browser.get(f"/hall/{matter.number}")).text
    assert (await browser.send_form(f"/hall/{matter.number}/follow")).status_code == 303
    page = (await browser.get("/me/followed")).text
    assert "路灯不亮" in page
    assert f"/hall/{matter.number}/unfollow" in (await browser.get(f"/hall/{matter.number}")).text
    await browser.send_form(f"/hall/{matter.number}/unfollow")
    assert "路灯不亮" not in (await browser.get("/me/followed")).text


async def test_what_is_put_away_leaves_the_list(visit, cast):
    matter = await raised(cast)
    await following.follow_matter(await cast.actor("tang_laoshi"), matter.id)
    matter.shown = "hidden"
    await matter.save(update_fields=["shown"])
    assert "路灯不亮" not in (await visit("tang_laoshi").get("/me/followed")).text


async def test_an_erased_account_follows_nothing(app, cast):
    matter = await raised(cast)
    await following.forget_person(AccountErased(cast.people["chen_xiuying"].id))
    assert await who_follows(matter) == set()
