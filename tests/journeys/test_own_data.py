"""Everyone's data in their own hands: agree and take back, read who looked, take it along, leave and come back."""

import zipfile

import pytest
from playwright.async_api import expect

from portal.accounts.models import Consent, DataCorrection, Person
from portal.audit.models import AuditRecord
from tests.journeys.test_helping import press

pytestmark = pytest.mark.browser


async def test_agree_take_back_and_read_who_looked_without_a_script(phones, cast):
    page, staff = await phones.of("li_tenant", script=False, width=320), await phones.of("chen_guifang", script=False)
    # The text is another than the one that was agreed to: the front page asks.
    await Consent.filter(person_id=cast.people["li_tenant"].id, purpose="terms").update(digest="0" * 64)
    await page.goto(phones.url("/"))
    await page.get_by_role("link", name="去看").click()
    terms = page.locator("#terms")
    await terms.get_by_role("button", name="同意这一项").click()
    await expect(terms.get_by_text("同意了")).to_be_visible()
    await terms.get_by_role("button", name="收回这一项").click()
    await expect(terms.get_by_text("没有同意")).to_be_visible()
    await staff.goto(phones.url("/building"))
    await staff.get_by_role("link", name="请您更正的").click()
    await staff.get_by_role("link", name="3栋 · 面积").click()
    await expect(staff.get_by_text("面积少写了。")).not_to_be_visible()
    await staff.get_by_label("处理本人交来的事").check()
    await press(staff, "看一眼")
    await staff.get_by_label("怎么答复他").fill("查过了，名册改好了。")
    await staff.get_by_label("名册是错的，已经改好了").check()
    await press(staff, "答复")
    assert (await DataCorrection.get(id=cast.data_correction.id)).stage == "corrected"
    await page.goto(phones.url("/me/data"))
    await page.get_by_role("link", name="谁看过我的信息").click()
    await expect(page.get_by_text("社区工作者 · 龙眼坡社区 · 陈桂芳")).to_be_visible()
    await expect(page.get_by_text("为了：处理本人交来的事")).to_be_visible()


async def test_take_everything_along_and_close_the_account(phones, cast, tmp_path):
    await cast.proved("chen_xiuying")
    page = await phones.of("chen_xiuying", script=False)
    await page.goto(phones.url("/me"))
    await page.get_by_role("link", name="我的信息：看、改、带走、注销").click()
    await page.get_by_role("link", name="注销账号").click()
    await page.get_by_role("link", name="注销以前，先把我的信息带走").click()
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="下载").click()
    taken = await (await coming.value).path()
    assert "index.html" in zipfile.ZipFile(taken).namelist()
    await page.goto(phones.url("/me/close"))
    await press(page, "注销账号")
    await expect(page.get_by_role("alert")).to_contain_text("要注销，请先勾上")
    await page.get_by_label("我看过了，要注销。").check()
    await press(page, "注销账号")
    await expect(page.get_by_text("7 天以内再登录")).to_be_visible()
    person = await Person.get(id=cast.people["chen_xiuying"].id)
    assert person.closed_at is not None and person.left_as == "3栋业主"
    assert await AuditRecord.exists(event="AccountClosed")
