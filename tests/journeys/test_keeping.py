"""Who sits at the phone, in a browser: a first sign-in, a family's phone, and staff who verify again."""

import re

import pytest
from axe_playwright_python.async_playwright import Axe

from portal import settings
from portal.accounts.models import Session
from portal.channels.models import Letter
from portal.kit import clock, sealing, totp

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def todays_clock(cast):
    """A browser throws away a cookie whose end is past by its own clock: here the two agree."""
    clock.follow(None)


async def last_code() -> str:
    letter = await Letter.filter(lane="codes").order_by("-id").first()
    return re.search(r"\d{6}", sealing.unseal(settings.current().secret, letter.body))[0]


async def sign_in(page, address: str) -> None:
    await page.get_by_label("手机号，或邮箱").fill(address)
    await page.get_by_role("button", name="发验证码").click()
    await page.get_by_label("6 位验证码").fill(await last_code())
    await page.get_by_role("button", name="登录", exact=True).click()


async def serious_on(page) -> list[tuple[str, str]]:
    report = await Axe().run(page)
    return [(page.url, v["id"]) for v in report.response["violations"] if v["impact"] in ("serious", "critical")]


async def test_a_newcomer_reads_agrees_and_is_in_without_script(phones, cast):
    page = await phones.of(None, width=320, script=False)
    await page.goto(phones.url("/sign-in?next=/hall"))
    await sign_in(page, "＋86 120-0000-0001")
    assert await page.get_by_text("还差一步").first.is_visible()
    await page.get_by_label("我看过了《隐私说明》").check()
    await page.get_by_role("button", name="同意，登录").click()
    assert page.url.endswith("/hall")


async def test_a_family_takes_turns_on_one_small_phone_in_large_print(phones, cast):
    page, found = await phones.of(None, width=320, mode="elder"), []
    await page.goto(phones.url("/sign-in"))
    await sign_in(page, "tang_laoshi@demo.invalid")
    await page.goto(phones.url("/me/family"))
    await page.get_by_role("link", name="加一位家人").click()
    await sign_in(page, "zhou_shifu@demo.invalid")
    assert await page.get_by_text("现在是 周师傅 在用").is_visible()
    found += await serious_on(page)
    await page.get_by_role("button", name="换成他").click()
    assert await page.get_by_text("现在是 唐老师 在用").is_visible()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await page.evaluate(wide)
    await page.goto(phones.url("/me"))
    await page.get_by_role("button", name="退出登录").click()
    assert await page.get_by_text("手机交给了下一位").is_visible()
    assert await Session.filter(person=cast.people["tang_laoshi"], ended_at=None).count() == 1  # the one of the cast
    assert found == []


async def test_staff_set_up_the_second_step_and_come_back_to_the_desk(phones, cast):
    page, found = await phones.of(None), []
    await page.goto(phones.url("/sign-in?next=/reporting/desk"))
    await sign_in(page, "gu_unproved@demo.invalid")
    await page.get_by_role("link", name="再验证一次").click()
    await page.get_by_role("button", name="开始设").click()
    found += await serious_on(page)
    secret = (await page.locator(".secret").inner_text()).replace(" ", "")
    await page.get_by_label("验证器上的 6 位数").fill(totp.code_at(secret, int(clock.now().timestamp()) // 30))
    await page.get_by_role("button", name="设好了").click()
    assert await page.locator(".spares li").count() == 10
    found += await serious_on(page)
    await page.goto(phones.url("/reporting/desk"))
    assert await page.get_by_role("heading", name="社区要处理的").is_visible()
    phones.trouble[:] = [t for t in phones.trouble if "403" not in t]
    assert found == []


async def test_a_helper_is_told_on_every_page_for_whom_they_act(phones, cast):
    helper = await phones.of("tang_laoshi", width=320)
    await helper.goto(phones.url("/me/helpers"))
    await helper.get_by_label("他的手机号，或邮箱").fill("chen_xiuying@demo.invalid")
    await helper.get_by_role("button", name="给他发码").click()
    await helper.get_by_label("6 位验证码").fill(await last_code())
    await helper.get_by_role("button", name="他同意了").click()
    await helper.get_by_role("button", name="现在替他办").click()
    for path in ("/", "/hall", f"/hall/{cast.matter.number}", "/meetings", "/volunteers", "/me", "/inbox"):
        await helper.goto(phones.url(path))
        assert await helper.get_by_text("您在替 陈秀英 办").is_visible(), path
    assert await serious_on(helper) == []
    await helper.get_by_role("button", name="不替了").click()
    assert not await helper.get_by_text("您在替 陈秀英 办").is_visible()
