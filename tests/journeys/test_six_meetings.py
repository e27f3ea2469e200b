"""Six meetings of the kind that a city holds, each seen to its end in a browser, with exactly the figures it must have."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from portal import settings
from portal.accounts.models import Person, Session
from portal.app import build
from portal.demo.seed import seed
from portal.kit import clock, sealing
from portal.meetings.actions import running
from portal.meetings.models import ActionItem, Ballot, Hand, Meeting, Motion
from portal.meetings.rules import GRACE
from portal.policy import STRANGER
from tests.conftest import ON, served
from tests.journeys.conftest import Phones

pytestmark = [pytest.mark.browser, pytest.mark.skipif(ON != "sqlite", reason="the demo runs on the embedded database")]


class Townspeople:
    """Each of them signed in on a phone of their own."""

    def token(self, who: str) -> str:
        return f"session-of-{who}".encode().hex()


@dataclass
class City:
    phones: Phones

    async def at(self, who: str, path: str) -> Page:
        person, token = await Person.get(name=who), sealing.digest(self.phones.cast.token(who))
        now = clock.now()
        forever = {"expires_at": now + timedelta(days=30), "idle_until": now + timedelta(days=30)}
        await Session.get_or_create(
            token=token, defaults={"person_id": person.id, "device": "test", "began_at": now, "strong_until": now + timedelta(days=30)} | forever,
        )  # fmt: skip
        page = await self.phones.of(who)
        await page.goto(self.phones.url(path))
        return page


@pytest.fixture
async def city(database: str, hands, browser: Browser) -> AsyncIterator[City]:
    await seed(lambda *_told: None)
    app = build(settings.current(), alive=False)
    async with app.router.lifespan_context(app), served(app) as address:
        phones = Phones(browser, address, Townspeople())  # type: ignore[arg-type]
        yield City(phones)
        assert phones.trouble == []


def lines_of(motion: Motion) -> list[tuple[str, int, int, bool]]:
    assert motion.result is not None
    return [(each["unit"], each["part"], each["whole"], each["holds"]) for each in motion.result["tests"]]


async def of(title: str) -> tuple[Meeting, list[Motion]]:
    meeting = await Meeting.get(title=title).select_related("area")
    return meeting, await Motion.filter(meeting_id=meeting.id).order_by("id")


async def sees_result(city: City, who: str, motion: Motion, verdict: str, *figures: str) -> Page:
    page = await city.at(who, f"/motions/{motion.id}/result")
    await expect(page.locator(".won h1")).to_have_text(verdict)
    text = re.sub(r"\s+", " ", await page.locator("main").inner_text())
    assert all(figure in text for figure in figures), (figures, text[:900])
    return page


async def test_the_six_meetings_end_as_they_must(city, hands):
    await the_lift_is_wanted_by_exactly_three_quarters(city, hands)
    await the_owners_reach_both_lines_exactly(city)
    await sixteen_of_thirty_pass_and_fifteen_do_not(city)
    await five_things_are_agreed_and_kept_an_eye_on(city)
    await four_of_seven_members_decide(city)
    await eleven_speak_and_each_is_answered(city, hands)


async def the_lift_is_wanted_by_exactly_three_quarters(city: City, hands) -> None:
    meeting, (motion, *_others) = await of("3栋1单元加装电梯坝坝会")
    for who in ("陈秀英", "王德贵"):
        page = await city.at(who, f"/meetings/{meeting.id}/room")
        await page.locator(".own:visible .bl--yes").first.click()
        await page.locator("[data-yes]").click()
        await expect(page.locator("[data-mine]")).to_contain_text("回执码")
    assert await Ballot.filter(motion_id=motion.id).count() == 12
    hands.at = motion.closes_at + GRACE
    await running.close_due_motions(STRANGER)
    await motion.refresh_from_db()
    assert lines_of(motion) == [
        ("heads", 12, 14, True), ("area", 97164, 113358, True), ("heads", 9, 12, True), ("area", 73734, 97164, True),
    ]  # fmt: skip
    page = await sees_result(city, "陈秀英", motion, "意向通过", "12", "14", "9", "737.34", "971.64")
    await expect(page.get_by_text("转正式表决")).to_be_visible()


async def the_owners_reach_both_lines_exactly(city: City) -> None:
    _meeting, (special, ordinary) = await of("酒城锦绣业主大会临时会议")
    assert lines_of(special) == [
        ("heads", 684, 1026, True), ("area", 8360752, 12541128, True),
        ("heads", 513, 684, True), ("area", 6270565, 8360752, True),
    ]  # fmt: skip
    assert lines_of(ordinary)[2][1:] == (500, 684, True)
    await sees_result(city, "李文博", special, "意向通过", "684", "1,026", "83,607.52", "513", "62,705.65")
    await sees_result(city, "李文博", ordinary, "意向通过", "500", "150", "34")


async def sixteen_of_thirty_pass_and_fifteen_do_not(city: City) -> None:
    _meeting, (dogs, hours) = await of("新望社区居民代表会议")
    assert lines_of(dogs)[-1][1:] == (16, 30, True) and lines_of(hours)[-1][1:] == (15, 30, False)
    await sees_result(city, "新望社区小文", dogs, "通过", "30", "45", "16")
    await sees_result(city, "新望社区小文", hours, "没通过", "30", "45", "15")


async def five_things_are_agreed_and_kept_an_eye_on(city: City) -> None:
    meeting, motions = await of("学院路三方联席会")
    assert motions == [] and await ActionItem.filter(meeting_id=meeting.id).count() == 5
    page = await city.at("李文博", f"/meetings/{meeting.id}/minutes")
    agreed = page.locator("section", has=page.get_by_role("heading", name="要办的事")).locator("li")
    await expect(agreed).to_have_count(5)
    await agreed.get_by_role("link", name="看办没办").first.click()
    await expect(page.get_by_role("main")).to_contain_text("答应")


async def four_of_seven_members_decide(city: City) -> None:
    _meeting, (motion,) = await of("龙马新城物管会会议")
    assert {each[1:] for each in lines_of(motion)} >= {(5, 7, True), (4, 7, True)}
    await sees_result(city, "星光社区小余", motion, "通过", "5", "7", "4")


async def eleven_speak_and_each_is_answered(city: City, hands) -> None:
    meeting, motions = await of("江月社区居民听证会：梯坎改造")
    assert motions == []
    hands.at = meeting.starts_at
    host = await city.at("街道老何", f"/meetings/{meeting.id}/console")
    for n in range(1, 12):
        await host.get_by_text("替没带手机的人举手").click()
        await host.locator("[name=label]").fill(f"{n} 号发言人")
        async with host.expect_navigation():
            await host.get_by_role("button", name="替他举手").click()
    for _ in range(11):
        async with host.expect_navigation():
            await host.get_by_role("button", name="请下一位发言").first.click()
        hands.go(minutes=3)
        await host.reload()
    async with host.expect_navigation():
        await host.get_by_role("button", name="说完了").first.click()
    assert await Hand.filter(meeting_id=meeting.id, ended="spoke").count() == 11
    hands.at = meeting.ends_at
    await host.goto(host.url.replace("/console", "/minutes/write"))
    await expect(host.get_by_label("发言几个人")).to_have_value("11")
    await host.get_by_role("button", name="存好").click()
    for n in range(1, 12):
        await host.get_by_label("谁说的").fill(f"{n} 号发言人")
        await host.locator("#dispositions").get_by_label("说了什么").fill(f"第 {n} 条：梯坎这里要改。")
        await host.get_by_label("采纳没有").select_option("refused" if n % 4 == 0 else "adopted")
        await (
            host.locator("#dispositions")
            .get_by_label("为什么")
            .fill("坡道没有产权单位，今年做不了。" if n % 4 == 0 else "写进设计图里了。")
        )
        async with host.expect_navigation():
            await host.locator("#dispositions").get_by_role("button", name="记下来").click()
    for who in ("街道老何", "江月社区小程"):
        page = await city.at(who, f"/meetings/{meeting.id}/minutes")
        async with page.expect_navigation():
            await page.get_by_role("button", name="我看过了，确认").click()
    neighbour = await city.at("陈秀英", f"/meetings/{meeting.id}/minutes")
    await expect(neighbour.get_by_role("heading", name="意见采纳情况")).to_be_visible()
    await expect(neighbour.locator("li", has_text="不采纳")).to_have_count(2)
    await expect(neighbour.get_by_role("link", name="打印版 PDF")).to_be_visible()
