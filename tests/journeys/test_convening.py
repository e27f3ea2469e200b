"""A building head calls a meeting on a small phone without scripts, and an owner reads what was announced."""

import pytest
from playwright.async_api import expect

from portal.kit import clock
from portal.meetings.models import AgendaItem, Meeting, Motion

pytestmark = pytest.mark.browser


async def test_a_meeting_of_three_items_is_called_and_read_without_a_script(phones, cast, hands):
    page = await phones.of("wang_degui", width=320, script=False)
    await page.goto(phones.url("/meetings/call"))
    await page.locator("[name=title]").fill("三件事坝坝会")
    await page.locator("[name=place]").fill("1栋前坝子")
    await page.locator("[name=topic]").fill("扶手")
    for _ in range(2):
        await page.get_by_role("button", name="再加一项").click()
    await page.locator("[name=topic_2]").fill("雨棚")
    await page.locator("[name=topic_3]").fill("楼道灯")
    await page.locator("[name=wording_3]").fill("是否同意换成声控灯？")
    await page.locator("[name=rule_3]").select_option("households")
    await page.get_by_role("button", name="往上挪").last.click()
    assert await page.locator("[name=wording_2]").input_value() == "是否同意换成声控灯？"
    await page.locator("[name=starts_at]").fill("2026-12-03T19:30")
    await page.locator("[name=closes_at]").fill("2026-12-03T20:30")
    await page.get_by_role("button", name="发出通知").click()
    await expect(page.get_by_text("会议通知发出去了。")).to_be_visible()
    meeting = await Meeting.get(title="三件事坝坝会")
    assert [item.title for item in await AgendaItem.filter(meeting_id=meeting.id).order_by("position")] == [
        "扶手",
        "楼道灯",
        "雨棚",
    ]
    owner = await phones.of("chen_xiuying", width=320, script=False)
    await owner.goto(phones.url(f"/meetings/{meeting.id}"))
    await owner.get_by_role("link", name="看公告、打印").click()
    await expect(owner.get_by_text("最早 11月28日（周六）")).to_be_visible()
    assert clock.in_city((await Motion.get(meeting_id=meeting.id)).closes_at).hour == 20
    assert phones.trouble == []
