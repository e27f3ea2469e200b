"""An evening in the courtyard: a building votes from its phones."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from portal.meetings.actions import running
from portal.meetings.models import Ballot, Motion
from portal.policy import STRANGER
from tests.conftest import served
from tests.journeys.conftest import Phones
from tests.meetings.test_proxies import accepted

pytestmark = pytest.mark.browser
A_SECOND = 1000


async def opened(cast) -> None:
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)


async def vote(page: Page, choice: str = "yes") -> None:
    await page.locator(f".own:visible .bl--{choice}").click()
    await page.locator("[data-yes]").click()


async def test_two_phones_and_a_screen_see_a_vote_opened_cast_and_closed(phones, cast, hands):
    one, two = await phones.of("chen_xiuying"), await phones.of("tang_laoshi", width=320)
    head = await phones.of("wang_degui", width=360)
    for page in (one, two):
        await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
        await expect(page.locator("[data-conn]")).to_have_text("已连上")
    await head.goto(phones.url(f"/meetings/{cast.meeting.id}/console"))
    await head.get_by_text("打开大屏").click()
    screen = head
    await screen.set_viewport_size({"width": 1280, "height": 800})
    await expect(screen.locator(".pj__qr svg")).to_be_visible()
    host = await phones.of("wang_degui", width=360)
    await host.goto(phones.url(f"/meetings/{cast.meeting.id}/console"))
    await host.get_by_role("link", name="打开表决").click()
    await host.get_by_role("button", name="念完了题目，打开表决").click()
    for page in (one, two):
        await expect(page.locator(".bl--yes")).to_be_visible(timeout=A_SECOND)
    await expect(screen.locator("[data-clock]")).to_be_visible(timeout=A_SECOND)
    await vote(one)
    await expect(one.locator("[data-mine]")).to_contain_text("回执码", timeout=2 * A_SECOND)
    for page in (two, screen, host):
        await expect(page.locator("[data-count]").first).to_have_text("1", timeout=A_SECOND)
    assert "同意" not in await screen.locator("[data-turnout]").inner_text()
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    for page in (one, two):
        await expect(page.get_by_role("link", name="看结果")).to_be_visible(timeout=A_SECOND)
    await expect(screen.locator(".pj__won")).to_be_visible(timeout=A_SECOND)
    await one.get_by_role("link", name="看结果").click()
    await expect(one.get_by_role("heading", name="没有结果")).to_be_visible()
    await expect(one.locator(".codes")).to_contain_text("-")


async def test_a_ballot_chosen_without_network_is_sent_when_it_is_back(phones, cast):
    await opened(cast)
    page = await phones.of("chen_xiuying")
    await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
    await expect(page.locator("[data-conn]")).to_have_text("已连上")
    await page.context.set_offline(True)
    await vote(page)
    await expect(page.locator("[data-states]")).to_contain_text("没有网")
    assert await Ballot.all().count() == 0
    await page.context.set_offline(False)
    await expect(page.locator("[data-mine]")).to_contain_text("回执码")
    assert await Ballot.all().count() == 1


async def test_a_page_reloaded_in_the_middle_sends_the_same_ballot_once(phones, cast):
    await opened(cast)
    page = await phones.of("chen_xiuying")
    await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
    await page.route("**/ballot", lambda route: route.abort())
    await vote(page)
    await expect(page.locator("[data-states]")).to_contain_text("没有网")
    await page.unroute("**/ballot")
    phones.trouble.clear()
    await page.reload()
    await expect(page.locator("[data-mine]")).to_contain_text("回执码")
    assert await Ballot.all().count() == 1


async def test_a_network_that_is_silently_gone_is_said_to_be_gone_and_the_ballot_goes_out_again(phones, cast):
    await opened(cast)
    page = await phones.of("chen_xiuying")
    await page.clock.install()
    await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
    swallowed = asyncio.Event()
    await page.route("**/ballot", lambda _route: swallowed.set(), times=1)  # no answer, and no error either
    await vote(page)
    await swallowed.wait()
    await expect(page.locator("[data-states]")).to_contain_text("已保存")
    await page.clock.fast_forward(13 * A_SECOND)
    await expect(page.locator("[data-mine]")).to_contain_text("回执码")
    assert await Ballot.all().count() == 1


async def test_whoever_holds_two_votes_casts_both_with_one_tap_and_one_look(phones, cast):
    await accepted(cast, "tang_laoshi")
    await opened(cast)
    page = await phones.of("tang_laoshi", width=320)
    await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
    await page.locator("[data-every] .bl--yes").click()
    await expect(page.locator("[data-hands]")).to_contain_text("替投")
    await page.locator("[data-yes]").click()
    await expect(page.locator("[data-mine]")).to_have_count(2)
    assert sorted([ballot.channel for ballot in await Ballot.all()]) == ["electronic", "proxy"]
    assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    await page.locator(".own").first.locator("[data-change]").click()  # and one of them may still say something else
    await page.locator(".own").first.locator(".bl--no").click()
    await expect(page.locator("[data-hands]")).to_be_hidden()
    await page.locator("[data-yes]").click()
    await expect(page.locator("[data-mine]")).to_have_count(2)
    await expect(page.locator("[data-count]").first).to_have_text("2")


async def test_the_room_finds_itself_again_after_the_server_was_away(browser, app, cast, hands):
    await opened(cast)
    async with served(app) as address:
        phones = Phones(browser, address, cast)
        page = await phones.of("chen_xiuying")
        await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
        await expect(page.locator("[data-conn]")).to_have_text("已连上")
    await expect(page.locator("[data-conn]")).to_have_text("正在重连")
    await vote(page)
    await expect(page.locator("[data-states]")).to_contain_text("没有网")
    async with served(app, int(address.rsplit(":", 1)[1])):
        await expect(page.locator("[data-mine]")).to_contain_text("回执码")
        await expect(page.locator("[data-conn]")).to_have_text("已连上")
        assert await Ballot.all().count() == 1
        await page.context.close()


async def test_a_changed_mind_counts_once_and_the_last(phones, cast):
    await opened(cast)
    page = await phones.of("chen_xiuying")
    await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
    await vote(page, "yes")
    await expect(page.locator("[data-mine]")).to_contain_text("回执码")
    await page.locator("[data-change]").click()
    await vote(page, "no")
    await expect(page.locator("[data-count]").first).to_have_text("1")
    for _ in range(100):
        if await Ballot.all().count() == 2:
            break
        await page.wait_for_timeout(50)
    motion = await Motion.get(id=cast.motion.id)
    assert motion.turnout_count == 1
    counted = await running.count(motion)
    assert (counted["tally"]["oppose"]["heads"], counted["tally"]["agree"]["heads"]) == (1, 0)


async def test_without_script_the_same_vote_is_a_plain_form(phones, cast):
    await opened(cast)
    page = await phones.of("chen_xiuying", script=False)
    await page.goto(phones.url("/"))
    await page.get_by_role("link", name="去投票").first.click()
    await page.get_by_role("button", name="同意").click()
    await expect(page.get_by_text("结果公布前谁都看不到")).to_be_visible()
    await page.get_by_role("button", name="确认投“同意”").click()
    await expect(page.get_by_text("回执码")).to_be_visible()
    assert await Ballot.all().count() == 1


async def test_with_sockets_blocked_the_room_polls(phones, cast):
    await opened(cast)
    page = await phones.of("chen_xiuying")
    await page.route_web_socket("**/live", lambda socket: socket.close())
    await page.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
    await expect(page.locator("[data-conn]")).to_have_text("每 5 秒刷新")
    other = await phones.of("tang_laoshi")
    await other.goto(phones.url(f"/meetings/{cast.meeting.id}/room"))
    await vote(other)
    await expect(page.locator("[data-count]").first).to_have_text("1")


async def test_another_open_thread_shows_one_new_reply(phones, cast):
    reader, speaker = await phones.of("chen_xiuying"), await phones.of("tang_laoshi")
    for page in (reader, speaker):
        await page.goto(phones.url(f"/hall/{cast.matter.number}"))
    await speaker.get_by_label("说说为什么").fill("我赞成，先看图纸。")
    await speaker.locator(".stance .st--yes").click()
    await speaker.get_by_role("button", name="发出去").click()
    await expect(speaker.get_by_text("我赞成，先看图纸。")).to_be_visible()
    await expect(reader.locator("[data-news]")).to_contain_text("1 条新发言")


async def test_one_matter_goes_from_a_voice_to_the_deed_and_back(phones, cast):
    """提, 议, 决, 办, 评, and reopened: one number all the way, open to who is not signed in."""
    chen, tang, staff = await phones.of("chen_xiuying"), await phones.of("tang_laoshi"), await phones.of("chen_guifang")
    await chen.goto(phones.url("/hall/raise"))
    await chen.locator("#f-body").fill("单元门口装个扶手。下雨台阶滑，老人容易摔。")
    await chen.get_by_role("button", name="发出去").click()
    number = chen.url.rsplit("/", 1)[1]
    await tang.goto(phones.url(f"/hall/{number}"))
    await tang.get_by_role("button", name="我附议").click()
    await expect(tang.get_by_text("您附议过了。")).to_be_visible()
    await staff.goto(phones.url(f"/matters/{number}/promise"))
    await staff.get_by_label("办什么").fill("门口台阶两边装扶手")
    await staff.get_by_label("谁负责").fill("罗工，物业")
    await staff.get_by_label("哪天前办好").fill("2026-12-01")
    await staff.get_by_role("button", name="答应").click()
    await staff.get_by_role("link", name="办完了，报上去").click()
    await staff.get_by_label("怎么办的").fill("两边都装好了。")
    await staff.get_by_role("button", name="报上去").click()
    await chen.goto(phones.url("/"))
    await chen.get_by_text("门口台阶两边装扶手").first.click()
    await expect(chen.get_by_text("真的好了吗？").first).to_be_visible()
    await chen.get_by_label("还差什么？（可以不填）").fill("右边那根松的")
    await chen.get_by_role("button", name="还没有").click()
    stranger = await phones.of(None)
    await stranger.goto(phones.url(f"/matters/{number}"))
    for words in ("提出来了", "说办完了", "有人说还没有好", "右边那根松的", "第 2 次办"):
        await expect(stranger.get_by_text(words).first).to_be_visible()
    await expect(stranger.locator(".rail .now")).to_contain_text("办理")


async def test_elder_mode_and_english_change_the_page_and_stay(phones, cast):
    page = await phones.of("chen_xiuying")
    await page.goto(phones.url("/"))
    await page.get_by_role("button", name="大字版").click()
    assert await page.evaluate("document.documentElement.dataset.mode") == "elder"
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("link", name="Home")).to_be_visible()
    await page.goto(phones.url(f"/meetings/{cast.meeting.id}"))
    await expect(page.get_by_role("link", name="Enter the room")).to_be_visible()
    assert await page.evaluate("document.documentElement.dataset.mode") == "elder"
