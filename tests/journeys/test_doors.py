"""In a stairwell without network: the list opens, a tap waits on the phone, and is noted once with its own time."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from portal.meetings.models import Delivery

pytestmark = pytest.mark.browser
HEAD = "wang_degui"


def doors(cast, more: str = "") -> str:
    return f"/meetings/{cast.meeting.id}/doors{more}"


def unit(cast) -> str:
    return doors(cast, f"/unit?unit={cast.stairwell.id}")


async def walking(phones, hands, **how):
    """The head's phone, whose clock is the portal's."""
    page = await phones.of(HEAD, **how)
    await page.clock.set_system_time(hands())
    return page


def button(page, door: str, word: str):
    return page.get_by_role("button", name=f"{door} {word}", exact=True)


async def kept(page) -> None:
    await expect(page.locator("[data-stored]")).to_have_text("这一页存在手机里了，没网也打得开。")


async def test_taps_without_network_wait_on_the_phone_and_are_noted_once_it_is_back(phones, cast, hands):
    page = await walking(phones, hands, width=320)
    await page.goto(phones.url(doors(cast)))
    await page.get_by_role("link", name="3栋 1单元").click()
    await kept(page)
    await page.context.set_offline(True)
    await page.reload()  # in the stairwell, from what the phone has kept
    await button(page, "3栋1单元702", "没人在家").click()
    await button(page, "3栋1单元701", "送到了").click()
    await button(page, "3栋1单元602", "拿了纸质票").click()
    await expect(page.locator("[data-outbox]")).to_contain_text("3 条还没发出去")
    await expect(page.locator(f"#home-{cast.homes[13].id}")).to_contain_text("存在手机里，还没发出去")
    await page.reload()
    await expect(page.locator("[data-outbox]")).to_contain_text("3 条还没发出去")
    assert await Delivery.all().count() == 0
    await page.context.set_offline(False)
    await expect(page.locator("[data-outbox]")).to_be_hidden(timeout=20000)
    await expect(page.locator(f"#home-{cast.homes[12].id}")).not_to_contain_text("没送到")
    await expect(page.locator(f"#home-{cast.homes[13].id}")).to_contain_text("没送到")  # nobody was at home
    rows = await Delivery.all().order_by("id")
    assert [(row.home_id, row.outcome) for row in rows] == [
        (cast.homes[n].id, outcome) for n, outcome in ((13, "absent"), (12, "delivered"), (11, "paper"))
    ]
    minute = hands().replace(second=0, microsecond=0)  # as far as a phone says it
    assert {row.occurred_at for row in rows} == {minute}


async def test_an_answer_that_was_lost_on_the_way_is_asked_for_again_and_noted_once(phones, cast, hands):
    page, lost = await walking(phones, hands, worker=False), []
    await page.goto(phones.url(unit(cast)))

    async def lose(route):
        lost.append(await route.fetch())
        await route.abort()

    await page.route("**/doors", lose, times=1)
    async with page.expect_event("requestfailed"):
        await button(page, "3栋1单元101", "送到了").click()
    await expect(page.locator("[data-outbox]")).to_contain_text("1 条还没发出去")
    assert lost[0].status == 200
    await page.reload()
    await expect(page.locator("[data-outbox]")).to_be_hidden()
    phones.trouble[:] = [each for each in phones.trouble if "ERR_FAILED" not in each]  # the one that was lost
    assert await Delivery.all().count() == 1


async def test_whoever_signs_out_leaves_no_list_on_the_phone(phones, cast, hands):
    page = await walking(phones, hands)
    await page.goto(phones.url(unit(cast)))
    await kept(page)
    await page.goto(phones.url("/me"))
    await page.get_by_role("button", name="退出登录").click()
    await expect(page.get_by_role("link", name="登录").first).to_be_visible()
    assert await page.evaluate("caches.keys()") == []


async def test_without_script_the_same_list_is_plain_forms(phones, cast, hands):
    page = await walking(phones, hands, script=False)
    await page.goto(phones.url(unit(cast)))
    await button(page, "3栋1单元102", "没人在家").click()
    await expect(page.get_by_text("记下了。")).to_be_visible()
    await page.get_by_role("link", name="3栋1单元102").click()
    await page.get_by_label("怎么送的").select_option("mailed")
    await page.get_by_role("button", name="记下").click()
    await expect(page.get_by_text("送到了 · 挂号信")).to_be_visible()
    assert await Delivery.all().count() == 2


@pytest.mark.parametrize(("width", "mode"), [(320, ""), (320, "elder"), (390, "")])
async def test_the_lists_fit_and_can_be_read(phones, cast, hands, width, mode):
    page = await walking(phones, hands, width=width, **({"mode": mode} if mode else {}))
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for at in ("", f"/unit?unit={cast.stairwell.id}", f"/home?home={cast.homes[0].id}"):
        await page.goto(phones.url(doors(cast, at)))
        assert not await page.evaluate(wide), at
        report = await Axe().run(page)
        assert [v["id"] for v in report.response["violations"] if v["impact"] in ("serious", "critical")] == []
