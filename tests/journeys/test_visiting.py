"""Walked on phones, without a script: a room is booked and settled, and something wrong is put right."""

import pytest

from portal.venues.models import Booking, GuideItem

pytestmark = pytest.mark.browser


async def test_a_neighbour_books_the_room_and_the_community_settles_it_at_the_desk(phones, cast):
    page = await phones.of("chen_xiuying", script=False)
    await page.goto(phones.url("/"))
    await page.get_by_role("link", name="去哪里").click()
    await page.get_by_role("link", name="邻里客厅").click()
    await page.get_by_role("link", name="约这里").click()
    await page.get_by_label("哪一天").last.fill("2026-11-26")
    await page.get_by_label("几点开始").fill("19:00")
    await page.get_by_label("几点结束").fill("20:00")
    await page.get_by_label("一句话说说").fill("商量装扶手")
    await page.get_by_label("来几个人").fill("8")
    await page.get_by_role("button", name="报上去，等社区定").click()
    assert "有人约了" in await page.content()  # 唐老师 has that hour
    await page.get_by_label("几点开始").fill("20:00")
    await page.get_by_label("几点结束").fill("21:00")
    assert await page.get_by_label("一句话说说").input_value() == "商量装扶手"
    await page.get_by_role("button", name="报上去，等社区定").click()
    assert "等社区定" in await page.content()
    staff = await phones.of("chen_guifang", width=1280, script=False)
    await staff.goto(phones.url("/"))
    await staff.get_by_role("link", name="社区工作台").click()
    await staff.get_by_role("link", name="等您定的预约").click()
    await staff.get_by_role("link", name="商量装扶手").click()
    await staff.get_by_role("button", name="可以，定了").click()
    assert (await Booking.get(title="商量装扶手")).stage == "confirmed"
    await page.goto(phones.url("/inbox"))
    assert "定了" in await page.content()


async def test_the_desk_fits_a_desktop_without_scrolling_and_a_small_phone_without_breaking(phones, cast):
    wide = await phones.of("chen_guifang", width=1280)
    await wide.set_viewport_size({"width": 1280, "height": 800})
    await wide.goto(phones.url("/desk"))
    assert await wide.evaluate("document.documentElement.scrollHeight <= 800")
    narrow = await phones.of("chen_guifang", width=320)
    await narrow.goto(phones.url("/desk"))
    assert await narrow.evaluate("document.documentElement.scrollWidth <= 320")


async def test_a_neighbour_says_what_is_wrong_and_reads_that_it_is_right_now(phones, cast):
    page = await phones.of("tang_laoshi", script=False)
    await page.goto(phones.url("/guide"))
    await page.get_by_label("想办什么事").fill("电梯")
    await page.get_by_role("button", name="找").click()
    await page.get_by_role("link", name="加装电梯怎么申请").click()
    await page.get_by_text("哪里不对？").click()
    await page.get_by_label("说说哪里不对").fill("窗口搬到一楼了。")
    await page.get_by_role("button", name="告诉社区").click()
    staff = await phones.of("chen_guifang", width=390, script=False)
    await staff.goto(phones.url("/guide/corrections"))
    await staff.get_by_role("link", name="窗口搬到一楼了").click()
    await staff.get_by_role("link", name="看现在怎么写的").click()
    await staff.get_by_role("link", name="改一改").click()
    await staff.get_by_label("几楼、哪个窗口").fill("一楼 3 号窗口")
    await staff.get_by_role("button", name="存好").click()
    assert (await GuideItem.get(id=cast.item.id)).place == "一楼 3 号窗口"
    await staff.goto(phones.url("/guide/corrections"))
    await staff.get_by_role("link", name="窗口搬到一楼了").click()
    await staff.get_by_label("怎么答复他").fill("改好了，谢谢。")
    await staff.get_by_role("button", name="答复").click()
    await page.goto(phones.url("/inbox"))
    assert "改好了，谢谢。" in await page.content()
