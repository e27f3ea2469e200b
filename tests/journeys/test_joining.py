"""Look first, say who one is at the act, and come back to it: on a phone without scripts."""

import re

import pytest
from playwright.async_api import expect

from portal import settings
from portal.accounts.models import Residency
from portal.channels.models import Letter
from portal.hall.models import Post
from portal.kit import sealing
from tests.cast import SLIP
from tests.journeys.test_helping import press

pytestmark = pytest.mark.browser
WORDS = "我家也想加装电梯，老人上不来。"


async def code_sent() -> str:
    letter = await Letter.filter(lane="codes").order_by("-id").first()
    said = sealing.unseal(settings.current().secret, letter.body)
    return re.search(r"\d{6}", said)[0]


@pytest.mark.parametrize("script", [False, True])
async def test_a_newcomer_writes_signs_in_uses_the_slip_and_is_heard(phones, cast, script):
    page = await phones.of(None, width=360, script=script)
    await page.goto(phones.url(f"/hall/{cast.matter.number}"))
    await page.get_by_label("说说为什么").fill(WORDS)
    await press(page, "发出去")
    await expect(page.get_by_text("您写的都留着")).to_be_visible()
    await page.get_by_role("link", name="去登录").click()
    await page.get_by_label("手机号，或邮箱").fill("12000000123")
    await press(page, "发验证码")
    await page.get_by_label("6 位验证码").fill(await code_sent())
    await press(page, "登录")
    await page.get_by_label("我看过了").check()
    await press(page, "同意，登录")
    await expect(page.get_by_text(WORDS)).to_be_visible()
    await page.get_by_label("把门牌纸条上的码填进来").fill(SLIP.lower())  # an account alone is no neighbour yet
    await press(page, "确认我住这一户")
    await expect(page.get_by_label("您写的")).to_have_value(WORDS)
    await press(page, "接着发出去")
    await expect(page.get_by_role("main").get_by_text(WORDS)).to_be_visible()
    assert await Post.filter(body=WORDS).count() == 1
    assert await Residency.filter(home=cast.homes[10], method="slip").count() == 1
    # Once the portal had to ask first: a browser notes that down, and it is no trouble.
    asked_first = [each for each in phones.trouble if "status of 403" in each]
    assert len(asked_first) == 1
    phones.trouble[:] = [each for each in phones.trouble if each not in asked_first]
