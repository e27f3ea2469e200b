"""From the code in the lift to a number, in under a minute."""

import re

import pytest
from playwright.async_api import expect

from portal.database.connection import in_transaction
from portal.hall.actions import indexing
from portal.hall.models import Attachment, Hall, Matter, Second
from portal.kit import clock
from tests.documents.pictures import from_a_phone, mp3

pytestmark = pytest.mark.browser
WORDS = "3栋门口晚上很黑，希望装个感应灯。上周有位老人摔了。"
PHOTO = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": from_a_phone(3000, 2000)}
VOICE = {"name": "v.mp3", "mimeType": "audio/mpeg", "buffer": mp3(4)}


async def test_from_the_code_in_the_lift_to_a_number(phones, cast, hands):
    hall = await Hall.create(name="百言堂", area=cast.estate, opened_at=clock.now())
    phone = await phones.of("chen_xiuying")
    taps = 0
    await phone.goto(phones.url(f"/hall/raise?area={cast.building.id}&hall={hall.id}"))
    await phone.get_by_label("您想说什么事？").fill(WORDS)
    taps += 1  # into the box
    await phone.set_input_files("#f-photos", [PHOTO])
    taps += 2  # the field, and the picture
    await phone.wait_for_selector(".pic canvas")
    await expect(phone.locator("#f-category")).to_have_value("lighting")
    assert "3栋门口晚上很黑，希望装个感应灯" in await phone.inner_text("[data-title]")
    size = await phone.evaluate("document.querySelector('#f-photos').files[0].size")
    assert size < len(PHOTO["buffer"]) or len(PHOTO["buffer"]) < 400_000
    assert await phone.evaluate("document.documentElement.scrollWidth") <= 390
    await phone.get_by_role("button", name="发出去").click()
    taps += 1
    await phone.wait_for_url(re.compile(r"/hall/LZ-2026-\d{4}$"))
    assert taps <= 4
    matter = await Matter.get(body=WORDS)
    assert (matter.area_id, matter.hall_id, matter.category) == (cast.building.id, hall.id, "lighting")
    assert await Attachment.filter(matter=matter, kind="photo").count() == 1
    await phone.wait_for_selector(".shots img")
    assert await phone.evaluate("document.querySelector('.shots img').decode().then(() => true)")
    # It arrived, so the draft has gone.
    await phone.goto(phones.url("/hall/raise"))
    assert await phone.input_value("#f-body") == ""


async def test_what_was_typed_survives_a_closed_page_and_a_refusal(phones, cast, hands):
    phone = await phones.of("chen_xiuying")
    await phone.goto(phones.url("/hall/raise"))
    await phone.fill("#f-body", WORDS)
    assert await phone.is_visible("[data-saved]")
    await phone.goto(phones.url("/hall"))
    await phone.goto(phones.url("/hall/raise"))
    assert await phone.input_value("#f-body") == WORDS
    await phone.fill("#f-body", WORDS + "电话 13800138000")
    await phone.set_input_files("#f-photos", [PHOTO])
    await phone.get_by_role("button", name="发出去").click()
    await phone.wait_for_selector(".errsum")
    assert "13800138000" in await phone.input_value("#f-body")
    assert await phone.is_visible("text=照片和语音请再选一次")


async def test_with_a_hidden_name_the_microphone_is_off(phones, cast, hands):
    phone = await phones.of("chen_xiuying")
    await phone.goto(phones.url("/hall/raise"))
    await phone.set_input_files("#f-voice", [VOICE])
    await phone.get_by_text("对邻居不显示名字").click()
    assert await phone.is_visible("text=不显示名字，就不能发语音") and await phone.is_disabled("#f-voice")
    assert await phone.evaluate("document.querySelector('#f-voice').files.length") == 0
    await phone.get_by_text("对邻居不显示名字").click()
    assert await phone.is_enabled("#f-voice") and await phone.is_visible("text=不想打字，就说话")


async def test_one_tap_seconds_what_was_said_before(phones, cast, hands):
    before = await Matter.create(
        number="LZ-2026-0900", title="3栋门口的感应灯坏了", body="晚上很黑", category="lighting", area=cast.stairwell,
        state="seconding", stage="raise", raised_by=cast.people["tang_laoshi"], raised_as="唐老师", raised_at=clock.now(),
        changed_at=clock.now(), seconds=4,
    )  # fmt: skip
    async with in_transaction():
        await indexing.follow_matter(before.id)
    phone = await phones.of("chen_xiuying")
    await phone.goto(phones.url("/hall/raise"))
    await phone.fill("#f-body", WORDS)
    await phone.locator(f'button[form="second-{before.number}"]').click()
    await phone.wait_for_url(re.compile(before.number))
    assert await Second.filter(matter=before).count() == 1 and not await Matter.filter(body=WORDS).exists()


@pytest.mark.parametrize("width", [320, 390])
async def test_without_script_everything_works(phones, cast, hands, width):
    phone = await phones.of("chen_xiuying", width=width, script=False)
    await phone.goto(phones.url(f"/hall/raise?area={cast.building.id}"))
    await phone.fill("#f-body", WORDS)
    await phone.set_input_files("#f-photos", [PHOTO])
    await phone.set_input_files("#f-voice", [VOICE])
    assert await phone.evaluate("document.documentElement.scrollWidth") <= width
    await phone.get_by_role("button", name="发出去").click()
    await phone.wait_for_url(re.compile(r"/hall/LZ-2026-\d{4}$"))
    assert await phone.is_visible("text=语音还没发布")
    assert await phone.evaluate("document.documentElement.scrollWidth") <= width
