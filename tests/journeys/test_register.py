"""A register goes up in pieces from a real browser: the network is lost, the page is left, and it goes on where it stood."""

import pytest

from portal.places.models import Home, RegisterImport
from tests.places.files import csv, row, worked_off

pytestmark = pytest.mark.browser


async def test_a_file_that_was_cut_off_is_taken_up_again_and_ends_in_the_register(phones, cast, tmp_path):
    await RegisterImport.all().delete()
    path = csv(tmp_path / "名册.csv", [row(str(n), f"业主{n}") for n in range(1, 40_001)])
    assert path.stat().st_size > 2 * 1024 * 1024
    base = f"/estates/{cast.estate.id}/register"
    page = await phones.of("chen_guifang")
    await page.goto(phones.url(f"{base}/upload"))
    sent = 0

    async def cut(route):
        nonlocal sent
        sent += 1
        await (route.continue_() if sent == 1 else route.abort("internetdisconnected"))

    await page.route("**/bytes?offset=*", cut)
    await page.set_input_files("#f-file", str(path))
    await page.click("text=传上来")
    await page.wait_for_selector("text=网断了")
    batch = await RegisterImport.get()
    assert (batch.stage, batch.received) == ("receiving", 1024 * 1024)

    await page.unroute("**/bytes?offset=*")
    again = await phones.of("chen_guifang", width=320)
    await page.close()
    await again.goto(phones.url(f"{base}/imports/{batch.id}"))
    await again.set_input_files("#f-file", str(path))
    await again.click("button:has-text('接着传')")
    await again.wait_for_selector("text=对一对")
    await again.click("text=开始查")
    await again.wait_for_selector("progress")
    await worked_off()
    await again.wait_for_selector("text=没有要改的")
    await again.click("text=下一步：写进名册")
    await again.check("#f-seen")
    await again.click("button:has-text('写进名册')")
    await worked_off()
    await again.wait_for_selector("text=写好了")
    assert await Home.filter(label__startswith="3栋1单元").count() >= 40_000
    assert not await again.evaluate("document.documentElement.scrollWidth > innerWidth")
