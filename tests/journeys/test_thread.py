"""From the picture in the lift to a stance and a first comment: every tap is counted."""

import re

import pytest
from playwright.async_api import Locator, expect

from portal.accounts.models import Residency
from portal.hall.models import Matter, Post, Stance
from tests.cast import SLIP
from tests.journeys.test_joining import code_sent

pytestmark = pytest.mark.browser
WORDS = "我家也想加装电梯，老人上不来。"


class Thumb:
    """A thumb that counts its taps. Typing is not tapping."""

    def __init__(self, page) -> None:
        self.page, self.taps = page, 0

    async def tap(self, what: Locator) -> None:
        self.taps += 1
        await what.click()

    async def press(self, name: str) -> None:
        await self.tap(self.page.get_by_role("button", name=re.compile(f"^{name}")))


@pytest.mark.parametrize("script", [False, True])
async def test_a_newcomer_takes_a_stance_with_one_tap_and_is_heard_six_taps_after_the_code(phones, cast, script):
    page = await phones.of(None, width=320, script=script)
    thumb = Thumb(page)
    await page.goto(phones.url(f"/hall/{cast.matter.number}"))
    await thumb.press("支持")
    assert thumb.taps == 1
    await expect(page.get_by_text("您写的都留着")).to_be_visible()
    await page.get_by_role("link", name="去登录").click()
    await page.get_by_label("手机号，或邮箱").fill("12000000123")
    await page.get_by_role("button", name="发验证码").click()

    thumb.taps = 0  # the code arrives
    await page.get_by_label("6 位验证码").fill(await code_sent())
    await thumb.press("登录")
    await thumb.tap(page.get_by_label("我看过了"))
    await thumb.press("同意，登录")
    await page.get_by_label("把门牌纸条上的码填进来").fill(SLIP.lower())
    await thumb.press("确认我住这一户")
    await thumb.press("接着发出去")
    await expect(page.locator(".stance .st--yes")).to_have_attribute("aria-pressed", "true")
    assert await Stance.filter(matter_id=cast.matter.id, stance="support").count() == 1
    await page.get_by_label("说说为什么").fill(WORDS)
    await thumb.press("发出去")
    await expect(page.get_by_role("main").get_by_text(WORDS)).to_be_visible()
    assert thumb.taps <= 6
    assert await Post.filter(body=WORDS, stance="support").count() == 1
    assert await Residency.filter(home=cast.homes[10], method="slip").count() == 1
    asked_first = [each for each in phones.trouble if "status of 403" in each]
    assert len(asked_first) == 1  # the portal asked once who it is
    phones.trouble.remove(asked_first[0])


@pytest.mark.parametrize("script", [False, True])
async def test_neighbours_talk_reply_nod_and_reword_on_a_small_phone(phones, cast, script):
    chen = await phones.of("chen_xiuying", width=320, script=script)
    await chen.goto(phones.url(f"/hall/{cast.matter.number}"))
    await chen.get_by_label("说说为什么").fill("装在哪一边？")
    await chen.get_by_role("button", name="反对").click()
    await expect(chen.get_by_label("说说为什么")).to_have_value("装在哪一边？")
    await chen.get_by_role("button", name="发出去").click()
    tang = await phones.of("tang_laoshi", width=320, script=script)
    await tang.goto(phones.url(f"/hall/{cast.matter.number}"))
    await tang.get_by_role("button", name="有道理").click()
    await expect(tang.get_by_role("button", name="有道理 1")).to_have_attribute("aria-pressed", "true")
    await tang.get_by_role("link", name="回复").click()
    await tang.get_by_label("回复陈秀英").fill("在北边。")
    await tang.get_by_label("带上原话").check()
    await tang.get_by_role("button", name="发出去").click()
    await expect(tang.get_by_text("陈秀英说：“装在哪一边？”")).to_be_visible()
    await chen.reload()
    await chen.get_by_role("link", name="改", exact=True).click()
    await chen.get_by_label("您说的话").fill("装在哪一边，谁定？")
    await chen.get_by_role("button", name="改好了").click()
    await expect(chen.get_by_text("1 个有道理是改之前点的")).to_be_visible()
    await chen.get_by_role("link", name="改过").click()
    await expect(chen.get_by_text("装在哪一边？", exact=True)).to_be_visible()
    matter = await Matter.get(id=cast.matter.id)
    assert (matter.opposing, matter.posts_count) == (1, 2)
    for page in (chen, tang):
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
